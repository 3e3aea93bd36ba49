import type { Condition, Instrument } from '#modules/instruments'
import { answerName, DEVIATION_LIMIT, EVIDENCE_LIMIT, NOTE_LIMIT, OWNER_LIMIT, REASON_LIMIT, type Answer, type Judgement, type Wish } from './answer.ts'
import { nl } from './text.nl.ts'
import { judgementWords } from './words.ts'

/** A condition as it was asked, and what was answered to it then. */
export type Source = { condition: Condition; answer: Answer | undefined }
type Answered = Source & { answer: Answer }

/** True when the earlier answers do not say one thing together: another judgement here than there, or none at one of them. */
export const differ = (sources: readonly Source[]) => new Set(sources.map(({ answer }) => answerName(answer?.judgement ?? { kind: 'open' }))).size > 1

/**
 * What several earlier answers say together of the condition they were merged into. Where they agree, that is the judgement;
 * where they differ it stays open, and the note says what each was. Notes and evidence are put together; what does not fit
 * is cut evenly, and stays whole in the earlier round. The age is that of the oldest. Undefined where nothing was answered.
 */
export function mergedAnswer(sources: readonly Source[], instrument: Instrument): Answer | undefined {
  const answered = sources.filter((source): source is Answered => source.answer !== undefined)
  const [oldest] = answered.map(({ answer }) => answer).toSorted((one, other) => one.answeredAt.getTime() - other.answeredAt.getTime())
  if (!oldest) return undefined
  const arrangers = distinct(answered.map(({ answer }) => answer.arrangedBy))
  const [link = '', ...otherLinks] = distinct(answered.map(({ answer }) => answer.evidenceLink))
  const apart = differ(sources)
  const before = apart || arrangers.length > 1 ? `${was(sources, instrument)}\n\n` : ''
  return {
    ...oldest,
    judgement: apart ? { kind: 'open' } : agreed(answered),
    needs: distinct(answered.flatMap(({ answer }) => answer.needs)),
    arrangedBy: arrangers.length === 1 ? (arrangers[0] ?? null) : null,
    note: `${before}${fitted([...named(answered, 'note'), ...otherLinks], NOTE_LIMIT - before.length)}`.trim(),
    evidence: fitted(named(answered, 'evidence'), EVIDENCE_LIMIT),
    evidenceLink: link,
    deviation: fitted(named(answered, 'deviation'), DEVIATION_LIMIT),
    wish: mergedWish(answered.flatMap(({ answer }) => answer.wish ?? [])),
  }
}

function agreed(answered: readonly Answered[]): Judgement {
  const judgement: Judgement = answered[0]?.answer.judgement ?? { kind: 'open' }
  if (judgement.kind !== 'not-applicable') return judgement
  const reasons = distinct(answered.flatMap(({ answer }) => (answer.judgement.kind === 'not-applicable' ? [answer.judgement.reason] : [])))
  return { kind: 'not-applicable', reason: fitted(reasons, REASON_LIMIT) }
}

/** The highest wish, carried by all who carried one, by the first day that was promised. */
function mergedWish(wishes: readonly Wish[]): Wish | null {
  const [highest] = wishes.toSorted((one, other) => other.desiredLevel - one.desiredLevel)
  if (!highest) return null
  return {
    desiredLevel: highest.desiredLevel,
    owner: fitted(distinct(wishes.map((wish) => wish.owner)), OWNER_LIMIT, ', '),
    term: wishes.flatMap((wish) => wish.term ?? []).toSorted()[0] ?? null,
  }
}

/** The old answers in words. They become part of a note, so they are in the language of the content. */
function was(sources: readonly Source[], instrument: Instrument): string {
  const lines = sources.map(({ condition, answer }) => {
    const arranged = answer?.arrangedBy ? `, ${nl.condition.arranged.toLowerCase()}: ${nl.arranged[answer.arrangedBy].toLowerCase()}` : ''
    return `${condition.id} ${condition.title}: ${judgementWords(answer?.judgement ?? { kind: 'open' }, instrument, nl)}${arranged}`
  })
  return [nl.differences.were, ...lines].join('\n')
}

/** Each text once, with the condition it was written for where there is more than one. */
function named(answered: readonly Answered[], field: 'note' | 'evidence' | 'deviation'): string[] {
  const said = answered.filter(({ answer }) => answer[field] !== '')
  const texts = distinct(said.map(({ answer }) => answer[field]))
  return texts.length <= 1 ? texts : said.map(({ condition, answer }) => `${condition.id} ${condition.title}: ${answer[field]}`)
}

const distinct = <T>(values: readonly T[]) => [...new Set(values.filter((value) => value !== '' && value !== null))]

/** Texts one after another within a limit in characters. The short ones stay whole; the long ones share what is left. */
export function fitted(texts: readonly string[], limit: number, between = '\n\n'): string {
  let room = limit - between.length * Math.max(0, texts.length - 1)
  let sharing = texts.length
  const share = new Map<string, number>()
  for (const text of texts.toSorted((one, other) => one.length - other.length)) {
    const length = Math.min(text.length, Math.floor(room / sharing--))
    share.set(text, length)
    room -= length
  }
  return texts.map((text) => cut(text, share.get(text) ?? 0)).join(between)
}

/** Never half a character: a letter outside the basic plane is two units. */
const cut = (text: string, length: number) => (text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`)
