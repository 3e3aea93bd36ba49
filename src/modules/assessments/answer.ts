import { z } from 'zod'
import { listOf, longText, optionalDay, shortText, webLink } from '#platform/text-input'
import { levels, type Condition, type Level } from '#modules/instruments'

export const NOTE_LIMIT = 4000
export const REASON_LIMIT = 1000
export const EVIDENCE_LIMIT = 1000
export const LINK_LIMIT = 500
export const OWNER_LIMIT = 120
export const DEVIATION_LIMIT = 1000

export const arrangers = ['board', 'school', 'supplier'] as const
export type Arranger = (typeof arrangers)[number]

/** Where one stands on a condition. `open`: something was noted, but no judgement given yet. */
export type Judgement = { kind: 'level'; level: Level } | { kind: 'unknown' } | { kind: 'not-applicable'; reason: string } | { kind: 'open' }

/** What one wants to work on: chosen in the same act as the judgement. */
export type Wish = { desiredLevel: Level; owner: string; term: string | null }

/** What happened to the question since it was answered. */
export const carriedAs = ['changed', 'split', 'merged'] as const
export type CarriedAs = (typeof carriedAs)[number]

/** What a person says about one condition, apart from who said it and when. */
export type Statement = {
  judgement: Judgement
  needs: string[]
  arrangedBy: Arranger | null
  note: string
  evidence: string
  evidenceLink: string
  wish: Wish | null
}

export type Answer = Statement & {
  conditionId: string
  /** Goes up by one with each change; 0 is "nothing stored yet". */
  version: number
  answeredBy: string
  answeredAt: Date
  /** Taken over from the previous round and not yet looked at in this one. */
  carried: boolean
  /** Taken over from a question that was asked otherwise: why it deserves another look. Absent where it is the same question. */
  carriedAs?: CarriedAs | undefined
  /** Why it is different here although the board arranges it. */
  deviation: string
  /** The board's round that this answer comes from; null when it is one's own. */
  inheritedFrom: string | null
}

/** What every answer of one's own begins with. */
export const ownAnswer = { carried: false, deviation: '', inheritedFrom: null } as const

export const emptyStatement: Statement = { judgement: { kind: 'open' }, needs: [], arrangedBy: null, note: '', evidence: '', evidenceLink: '', wish: null }

/** The one definition of *ingevuld*: judged in this round. A note alone is not a judgement, an answer taken over is not yet looked at. */
export const isFilledIn = (answer: Answer | undefined) => answer !== undefined && answer.judgement.kind !== 'open' && !answer.carried

/** *Onderbouwd*: evidence is named. Without it an answer is *beweerd*. */
export const isUnderpinned = (answer: Statement | undefined) => answer !== undefined && (answer.evidence !== '' || answer.evidenceLink !== '')

export const levelOf = (answer: Statement | undefined): Level | null => (answer?.judgement.kind === 'level' ? answer.judgement.level : null)

export const nextLevel = (level: Level): Level | null => (level === 4 ? null : ((level + 1) as Level))

/** True when nothing was said at all: storing it would only make noise. */
export const isEmpty = (statement: Statement) => sameStatement(statement, emptyStatement)

export const sameJudgement = (one: Judgement, other: Judgement) => JSON.stringify(one) === JSON.stringify(other)

export function sameStatement(one: Statement, other: Statement): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other))
}

function canonical(statement: Statement) {
  const { judgement, needs, arrangedBy, note, evidence, evidenceLink, wish } = statement
  const kind = judgement.kind
  return [
    kind,
    kind === 'level' ? judgement.level : null,
    kind === 'not-applicable' ? judgement.reason : '',
    needs.toSorted(),
    arrangedBy,
    note,
    evidence,
    evidenceLink,
    wish && [wish.desiredLevel, wish.owner, wish.term],
  ]
}

const levelText = z.enum(levels.map(String) as ['1', '2', '3', '4'], 'unknown-level')
const answerText = z.enum(['', '1', '2', '3', '4', 'unknown', 'not-applicable'], 'unknown-answer').default('')

/** The fields of the form, and of the API, before the rules between them. */
const fields = z.object({
  answer: answerText,
  reason: longText(REASON_LIMIT),
  needs: listOf(shortText(80)),
  arrangedBy: z.enum(['', ...arrangers], 'unknown-arranger').default(''),
  note: longText(NOTE_LIMIT),
  evidence: longText(EVIDENCE_LIMIT),
  evidenceLink: webLink(LINK_LIMIT),
  wish: z.enum(['', 'yes', 'no'], 'unknown-choice').default(''),
  desiredLevel: z.union([z.literal(''), levelText]).default(''),
  owner: shortText(OWNER_LIMIT),
  term: optionalDay.default(null),
})

/**
 * A statement about this condition, from what was typed. The rules between fields:
 * *niet van toepassing* asks for a reason; *hier willen we aan werken* asks for a desired level (the next one when left open).
 * A need that is not of this condition is refused.
 */
export function statementSchema(condition: Condition) {
  const known = new Set(condition.needs.map((need) => need.id))
  // Also when another field is wrong: a person wants to hear of all mistakes at once.
  const always = { when: () => true }
  const ruled = fields
    .refine((typed) => typed.answer !== 'not-applicable' || typed.reason !== '', { path: ['reason'], error: 'reason-required', ...always })
    .refine((typed) => !Array.isArray(typed.needs) || typed.needs.every((need) => known.has(need)), { path: ['needs'], error: 'unknown-need', ...always })
  return ruled.transform((typed): Statement => {
    const judgement = judgementFrom(typed.answer, typed.reason)
    return {
      judgement,
      needs: condition.needs.map((need) => need.id).filter((id) => typed.needs.includes(id)),
      arrangedBy: typed.arrangedBy === '' ? null : typed.arrangedBy,
      note: typed.note,
      evidence: typed.evidence,
      evidenceLink: typed.evidenceLink,
      wish: typed.wish === 'yes' ? { desiredLevel: desiredFrom(typed.desiredLevel, judgement), owner: typed.owner, term: typed.term } : null,
    }
  })
}

function judgementFrom(answer: string, reason: string): Judgement {
  if (answer === '') return { kind: 'open' }
  if (answer === 'unknown') return { kind: 'unknown' }
  if (answer === 'not-applicable') return { kind: 'not-applicable', reason }
  return { kind: 'level', level: asLevel(answer) }
}

function desiredFrom(typed: string, judgement: Judgement): Level {
  if (typed !== '') return asLevel(typed)
  return judgement.kind === 'level' ? (nextLevel(judgement.level) ?? 4) : 3
}

export function asLevel(text: string): Level {
  const level = levels.find((known) => String(known) === text)
  if (level === undefined) throw new RangeError(`${text} is not a level`)
  return level
}

/** The answer as the name that form, API and spreadsheet use. */
export const answerName = (judgement: Judgement): '' | '1' | '2' | '3' | '4' | 'unknown' | 'not-applicable' =>
  judgement.kind === 'open' ? '' : judgement.kind === 'level' ? (`${judgement.level}` as const) : judgement.kind

/** A statement as the fields of the form: the reverse of `statementSchema`, also used by the spreadsheet and the API. */
export type StatementFields = {
  answer: ReturnType<typeof answerName>
  reason: string
  needs: string[]
  arrangedBy: '' | Arranger
  note: string
  evidence: string
  evidenceLink: string
  wish: '' | 'yes'
  desiredLevel: string
  owner: string
  term: string
  deviation: string
}

export function fieldsOf(statement: Statement): StatementFields {
  const { judgement, needs, arrangedBy, note, evidence, evidenceLink, wish } = statement
  return {
    answer: answerName(judgement),
    reason: judgement.kind === 'not-applicable' ? judgement.reason : '',
    needs,
    arrangedBy: arrangedBy ?? '',
    note,
    evidence,
    evidenceLink,
    wish: wish ? 'yes' : '',
    desiredLevel: wish ? String(wish.desiredLevel) : '',
    owner: wish?.owner ?? '',
    term: wish?.term ?? '',
    deviation: '',
  }
}

/** The same from what was typed and refused: shown again as it was, whatever it is. */
export function fieldsTyped(typed: Record<string, string | string[]>): StatementFields {
  const one = (name: string) => [typed[name] ?? ''].flat()[0] ?? ''
  return {
    answer: one('answer') as StatementFields['answer'],
    reason: one('reason'),
    needs: [typed['needs'] ?? []].flat(),
    arrangedBy: one('arrangedBy') as StatementFields['arrangedBy'],
    note: one('note'),
    evidence: one('evidence'),
    evidenceLink: one('evidenceLink'),
    wish: one('wish') === 'yes' ? 'yes' : '',
    desiredLevel: one('desiredLevel'),
    owner: one('owner'),
    term: one('term'),
    deviation: one('deviation'),
  }
}
