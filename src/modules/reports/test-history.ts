import { inconsistenciesIn, newRound, ownAnswer, progressOf, type Answer, type Answers, type History, type Round, type Wish } from '#modules/assessments'
import { DAY, dayOf } from '#platform/clock'
import type { Condition, Level } from '#modules/instruments'
import { realInstrument } from '../../../tests/support/content.ts'

/** Makers of real histories on the real content, for the tests and the measurements of this module. */
export { realInstrument }
export const NOW = new Date('2026-11-23T10:00:00Z')

type Said = Partial<Omit<Answer, 'judgement' | 'wish'>> & { level?: Level; unknown?: true; notApplicable?: string; wish?: Partial<Wish> | null }
export type Sayings = Readonly<Record<string, Said>>

export function answer(conditionId: string, { level, unknown, notApplicable, wish, ...rest }: Said = {}): Answer {
  return {
    conditionId,
    version: 1,
    needs: [],
    arrangedBy: null,
    note: '',
    evidence: '',
    evidenceLink: '',
    answeredBy: 'ICT',
    answeredAt: new Date('2026-11-02T09:30:00Z'),
    ...ownAnswer,
    judgement: level ? { kind: 'level', level } : unknown ? { kind: 'unknown' } : notApplicable ? { kind: 'not-applicable', reason: notApplicable } : { kind: 'open' },
    wish: wish ? { desiredLevel: 3, owner: '', term: null, ...wish } : null,
    ...rest,
  }
}

const roundOf = (number: number, given: Partial<Round>): Round => ({
  id: `ronde-0000000-${String(number).padStart(2, '0')}`,
  organisationId: '00000000-0000-4000-8000-000000000001',
  number,
  previousId: null,
  editionHash: realInstrument.edition.hash,
  editionVersion: realInstrument.edition.version,
  name: 'Stichting Het Kompas',
  scope: 'board',
  sector: 'po',
  role: 'ICT',
  registerId: null,
  ...newRound,
  startedAt: new Date(NOW.getTime() - 30 * DAY),
  finishedAt: new Date(NOW.getTime() - 3 * DAY),
  ...given,
})

/** The answers of each round, oldest first; the last is the round that is reported. `round` changes that last one. */
export function history(rounds: readonly Sayings[], round: Partial<Round> = {}): History {
  const made = rounds.map((sayings, at) => {
    const yearsAgo = (rounds.length - 1 - at) * 365 * DAY
    const answers: Answers = new Map(
      Object.entries(sayings).map(([id, said]) => [id, answer(id, { ...(yearsAgo > 0 ? { answeredAt: new Date(NOW.getTime() - 20 * DAY - yearsAgo) } : {}), ...said })]),
    )
    const dates = { startedAt: new Date(NOW.getTime() - 30 * DAY - yearsAgo), finishedAt: new Date(NOW.getTime() - 3 * DAY - yearsAgo) }
    return { round: roundOf(at + 1, at === rounds.length - 1 ? { ...dates, ...round } : dates), answers, from: new Map() }
  })
  const last = made.at(-1) ?? { round: roundOf(1, round), answers: new Map() as Answers, from: new Map() }
  return {
    ...last,
    access: 'owner',
    instrument: realInstrument,
    progress: progressOf(realInstrument.conditions, last.answers),
    goOn: undefined,
    earlier: made.slice(0, -1),
    revisions: [],
    breaks: made.map(() => new Map()),
    inconsistencies: inconsistenciesIn(realInstrument, last.answers, dayOf(NOW)),
  }
}

const owners = ['ict-coördinator', 'schoolleider', '', 'functionaris gegevensbescherming']

/** A board like many: most answered, some unknown, a few not applicable, a handful of wishes; each round a little further. */
export function usualSayings(round = 3): Sayings {
  return Object.fromEntries(realInstrument.conditions.map((condition, at) => [condition.id, usual(condition, at, round)]))
}

function usual(condition: Condition, at: number, round: number): Said {
  const turn = (at * 7 + 3) % 10
  if (turn === 9) return at % 4 === 2 ? { notApplicable: 'Onze scholen nemen geen digitale toetsen af.' } : { unknown: true }
  const start = 1 + ((at * 5 + 2) % 3)
  const level = Math.max(1, Math.min(4, start + (turn > 5 ? round - 3 : turn === 2 && round === 3 ? -1 : 0))) as Level
  const done = condition.needs.slice(0, level === 1 ? 0 : level === 2 ? 1 : condition.needs.length - (turn === 4 ? 1 : 0)).map((need) => need.id)
  return {
    level,
    needs: done,
    arrangedBy: (['board', 'school', 'supplier', null] as const)[at % 4] ?? null,
    note: turn % 3 === 0 ? 'Vorig jaar is dit besproken met de schoolleiders. De afspraken staan in het jaarplan en gelden voor alle scholen.' : '',
    evidence: level >= 3 && turn % 2 === 0 ? 'Bestuursbesluit van 12 mei' : '',
    evidenceLink: turn === 6 ? 'https://intranet.hetkompas.example/ict/besluiten/2026-05-12' : '',
    answeredBy: at % 3 === 0 ? 'IBP' : 'ICT',
    wish: level < 3 && turn < 4 ? { desiredLevel: (level + 1) as Level, owner: owners[at % 4] ?? '', term: at % 5 === 0 ? null : `2027-0${(at % 6) + 1}-01` } : null,
  }
}

export const usualHistory = () => history([usualSayings(1), usualSayings(2), usualSayings(3)])
export const emptyHistory = () => history([{}], { finishedAt: null, name: '' })

export const nasty = 'مدرسة النور שלום 😀 #panic("x") *bold* _em_ $x^2$ \\ // <label> @ref [[x]] `code` = kop\n- lijst #let x = 1\n/* */ =1+1'
export const longName = 'Stichting voor Algemeen Toegankelijk Onderwijs De Onafhankelijke Wereldverbeteraarsschool e.o.'

/** Everything as long as the forms allow. */
export function longestHistory(): History {
  const note = `${nasty} ${'Lange toelichting met veel woorden. '.repeat(120)}`.slice(0, 4000)
  const sayings = (level: Level): Sayings =>
    Object.fromEntries(
      realInstrument.conditions.map((condition) => [
        condition.id,
        {
          level,
          needs: [],
          arrangedBy: 'supplier',
          note,
          evidence: note.slice(0, 1000),
          evidenceLink: `https://example.nl/${'pad'.repeat(150)}`,
          answeredBy: 'IBP',
          wish: { desiredLevel: 4, owner: `${nasty.slice(0, 60)} ${'w'.repeat(120)}`.slice(0, 120), term: '2026-01-01' },
        },
      ]),
    )
  return history([sayings(3), sayings(1)], { name: longName, scope: 'school' })
}
