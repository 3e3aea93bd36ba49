import type { Line } from './line.ts'

/** Older than this and an answer is called old; the sector measures about once a year. */
export const OLD_IN_DAYS = 365

/** Why an answer is left out of a number; the words stand in the interface texts under the same names. */
export const reasons = [
  'open',
  'carried',
  'unknown',
  'not-applicable',
  'no-level',
  'no-evidence',
  'no-wish',
  'other-answer',
  'other-level',
  'not-open',
  'not-carried',
  'has-owner',
  'has-term',
  'not-old',
  'no-change',
  'other-change',
  'highest-level',
  'consistent',
  'first-round',
  'own-answer',
  'not-different',
  'not-discussed',
] as const
export type Reason = (typeof reasons)[number]

/**
 * The rule of one number: which conditions count and why the others do not. `worth` is what each adds (1 when left out);
 * a mean divides by how many count and is null when none does.
 */
export type Measure = { result: 'sum' | 'mean'; leaves: (line: Line) => Reason | null; worth?: (line: Line) => number }

const judged = (line: Line): Reason | null => (line.answer === 'open' ? 'open' : null)
const withLevel = (line: Line): Reason | null => (line.level !== null ? null : line.answer === 'level' ? 'no-level' : line.answer)
const answered =
  (kind: Line['answer']) =>
  (line: Line): Reason | null =>
    judged(line) ?? (line.answer === kind ? null : 'other-answer')
const atLevel =
  (level: number) =>
  (line: Line): Reason | null =>
    withLevel(line) ?? (line.level === level ? null : 'other-level')
const wished = (line: Line): Reason | null => (line.wish ? null : 'no-wish')
const moved =
  (...wanted: NonNullable<Line['change']>['direction'][]) =>
  (line: Line): Reason | null => {
    if (line.change === null) return 'first-round'
    if (wanted.includes(line.change.direction)) return null
    return line.change.direction === 'same' ? 'no-change' : 'other-change'
  }
const count = (leaves: Measure['leaves']): Measure => ({ result: 'sum', leaves })

/**
 * Every number in a report. The names are part of public addresses (`/rapport/cijfers/gemiddelde-4`), so they are Dutch
 * and never change their meaning. *Weet ik niet*, *niet van toepassing* and open answers are in no average.
 */
export const measures = {
  voorwaarden: count(() => null),
  ingevuld: count((line) => judged(line) ?? (line.carried ? 'carried' : null)),
  overgenomen: count((line) => (line.carried ? null : 'not-carried')),
  open: count((line) => (line.carried ? 'carried' : line.answer === 'open' ? null : 'not-open')),
  'met-niveau': count(withLevel),
  'niveau-1': count(atLevel(1)),
  'niveau-2': count(atLevel(2)),
  'niveau-3': count(atLevel(3)),
  'niveau-4': count(atLevel(4)),
  'weet-ik-niet': count(answered('unknown')),
  'niet-van-toepassing': count(answered('not-applicable')),
  onderbouwd: count((line) => withLevel(line) ?? (line.underpinned ? null : 'no-evidence')),
  gemiddelde: { result: 'mean', leaves: withLevel, worth: (line) => line.level ?? 0 },
  gewenst: { result: 'mean', leaves: withLevel, worth: (line) => line.wish?.desiredLevel ?? line.level ?? 0 },
  werkpunten: { result: 'sum', leaves: () => null, worth: (line) => line.needs.length },
  'werkpunten-klaar': { result: 'sum', leaves: () => null, worth: (line) => line.needs.filter((need) => need.done).length },
  'volgende-stap': count((line) => withLevel(line) ?? (line.next ? null : 'highest-level')),
  wensen: count(wished),
  'wensen-zonder-eigenaar': count((line) => wished(line) ?? (line.wish?.owner ? 'has-owner' : null)),
  'wensen-zonder-termijn': count((line) => wished(line) ?? (line.wish?.term ? 'has-term' : null)),
  vooruit: count(moved('forward')),
  terug: count(moved('back')),
  gelijk: count(moved('same')),
  'nu-bekend': count(moved('now-known', 'new')),
  'nu-onbekend': count(moved('now-unknown', 'gone')),
  'ouder-dan-een-jaar': count((line) => judged(line) ?? ((line.ageInDays ?? 0) > OLD_IN_DAYS ? null : 'not-old')),
  'van-het-bestuur': count((line) => judged(line) ?? (line.inherited ? null : 'own-answer')),
  'bij-ons-anders': count((line) => judged(line) ?? (line.deviation === '' ? 'not-different' : null)),
  'samen-besproken': count((line) => (line.settled ? null : 'not-discussed')),
  tegenstrijdig: count((line) => (line.inconsistent ? null : 'consistent')),
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
export const measureNames = Object.keys(measures) as MeasureName[]

export function valueOf(name: MeasureName, lines: readonly Line[]): { value: number | null; over: number } {
  const { result, leaves, worth }: Measure = measures[name]
  const counting = lines.filter((line) => leaves(line) === null)
  const sum = counting.reduce((total, line) => total + (worth ? worth(line) : 1), 0)
  if (result === 'sum') return { value: sum, over: counting.length }
  return { value: counting.length === 0 ? null : sum / counting.length, over: counting.length }
}

export const countOf = (name: MeasureName, lines: readonly Line[]) => valueOf(name, lines).value ?? 0

export function meanOf(name: 'gemiddelde' | 'gewenst', lines: readonly Line[]): { mean: number; over: number } | null {
  const { value, over } = valueOf(name, lines)
  return value === null ? null : { mean: value, over }
}
