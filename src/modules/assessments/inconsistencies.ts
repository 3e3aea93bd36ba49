import type { Condition, Instrument } from '#modules/instruments'
import { isUnderpinned, levelOf, type Answer } from './answer.ts'
import type { Answers } from './progress.ts'

/** What does not fit together. The tool points; it never changes a level. */
export type Inconsistency = {
  conditionId: string
  rule: Rule
  /** The field of the condition page where it is mended. */
  field: 'answer' | 'needs' | 'desiredLevel' | 'owner' | 'term' | 'evidence'
  /** What the sentence of the rule speaks of: numbers of needs, a condition. */
  about: { open?: number; total?: number; other?: string }
}
export type Rule =
  | 'high-without-needs'
  | 'low-with-all-needs'
  | 'wish-not-higher'
  | 'wish-without-owner'
  | 'wish-without-term'
  | 'term-passed'
  | 'not-applicable-with-needs'
  | 'level-4-without-evidence'
  | 'builds-on-level-1'

type Check = (answer: Answer, condition: Condition, context: { answers: Answers; today: string }) => Omit<Inconsistency, 'conditionId' | 'rule'> | null

/** The rules, each on its own; their words stand in the interface texts under the same names. */
const checks: Record<Rule, Check> = {
  // Level 3 presumes that all its needs are done (content model, section 2.3).
  'high-without-needs': (answer, condition) => {
    const open = condition.needs.length - answer.needs.length
    return (levelOf(answer) ?? 0) >= 3 && open > 0 ? { field: 'needs', about: { open, total: condition.needs.length } } : null
  },
  'low-with-all-needs': (answer, condition) => {
    const level = levelOf(answer)
    return level !== null && level <= 2 && answer.needs.length === condition.needs.length ? { field: 'answer', about: { total: condition.needs.length } } : null
  },
  'wish-not-higher': (answer) => {
    const level = levelOf(answer)
    return answer.wish && level !== null && answer.wish.desiredLevel <= level ? { field: 'desiredLevel', about: {} } : null
  },
  'wish-without-owner': (answer) => (answer.wish && answer.wish.owner === '' ? { field: 'owner', about: {} } : null),
  'wish-without-term': (answer) => (answer.wish && answer.wish.term === null ? { field: 'term', about: {} } : null),
  'term-passed': (answer, _, { today }) => (answer.wish?.term && answer.wish.term < today ? { field: 'term', about: {} } : null),
  'not-applicable-with-needs': (answer) =>
    answer.judgement.kind === 'not-applicable' && answer.needs.length > 0 ? { field: 'needs', about: { total: answer.needs.length } } : null,
  'level-4-without-evidence': (answer) => (levelOf(answer) === 4 && !isUnderpinned(answer) ? { field: 'evidence', about: {} } : null),
  'builds-on-level-1': (answer, condition, { answers }) => {
    const weak = condition.buildsOn.find((id) => levelOf(answers.get(id)) === 1)
    return (levelOf(answer) ?? 0) >= 3 && weak ? { field: 'answer', about: { other: weak } } : null
  },
}

/** All contradictions in a round, in the order of the list. `today` is a day (yyyy-mm-dd). */
export function inconsistenciesIn(instrument: Instrument, answers: Answers, today: string): Inconsistency[] {
  return instrument.conditions.flatMap((condition) => {
    const answer = answers.get(condition.id)
    return answer ? inconsistenciesOf(condition, answer, { answers, today }) : []
  })
}

export function inconsistenciesOf(condition: Condition, answer: Answer, context: { answers: Answers; today: string }): Inconsistency[] {
  return (Object.keys(checks) as Rule[]).flatMap((rule) => {
    const found = checks[rule](answer, condition, context)
    return found ? [{ conditionId: condition.id, rule, ...found }] : []
  })
}
