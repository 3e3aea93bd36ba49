import { emptyStatement, isUnderpinned, ownAnswer, type Answer, type Assessments, type Judgement, type Statement } from '#modules/assessments'
import type { Level } from '#modules/instruments'

/** One round with its cells, as assessments gives it. */
export type Pictured = Awaited<ReturnType<Assessments['picture']>>['rounds'][number]
export type Cell = Pictured['cells'][number]

/** Where one stands on one condition, as a picture shows it. `underpinned`: evidence is named with the answer. */
export type Stand = { answer: Level | 'unknown' | 'not-applicable' | 'open'; underpinned: boolean }
export const openStand: Stand = { answer: 'open', underpinned: false }

export const standOf = ({ judgement, level, underpinned }: Pick<Cell, 'judgement' | 'level' | 'underpinned'>): Stand => ({
  answer: judgement === 'level' ? (level ?? 'open') : judgement,
  underpinned,
})

export const levelIn = ({ answer }: Stand): Level | null => (typeof answer === 'number' ? answer : null)

/** The same for the rules of assessments. A picture knows that there is evidence, not which. */
export const statementOf = ({ answer, underpinned }: Stand): Statement => ({ ...emptyStatement, judgement: judgementOf(answer), evidence: underpinned ? '✓' : '' })

const judgementOf = (answer: Stand['answer']): Judgement =>
  typeof answer === 'number' ? { kind: 'level', level: answer } : answer === 'not-applicable' ? { kind: answer, reason: '' } : { kind: answer }

export const answerOf = (conditionId: string, stand: Stand, at: Date): Answer => ({ ...statementOf(stand), ...ownAnswer, conditionId, version: 1, answeredBy: '', answeredAt: at })

export const standIn = (answer: Answer): Stand =>
  standOf({ judgement: answer.judgement.kind, level: answer.judgement.kind === 'level' ? answer.judgement.level : null, underpinned: isUnderpinned(answer) })

/** The mean of the levels that were chosen; null when there are none. The rule of `meanLevel`, without making an answer of each cell. */
export function meanOf(stands: Iterable<Stand | undefined>): number | null {
  let [sum, over] = [0, 0]
  for (const stand of stands) {
    if (typeof stand?.answer !== 'number') continue
    sum += stand.answer
    over++
  }
  return over === 0 ? null : sum / over
}
