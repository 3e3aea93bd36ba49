import type { Instrument } from '#modules/instruments'
import { isFilledIn, type Answer } from './answer.ts'

export type Progress = { total: number; filledIn: number; carried: number; unknown: number; notApplicable: number; wishes: number }
export type Answers = ReadonlyMap<string, Answer>

/** Counts over any set of conditions: a responsibility, or all. `carried` are answers taken over and not yet looked at. */
export function progressOf(conditions: readonly { id: string }[], answers: Answers): Progress {
  const progress: Progress = { total: conditions.length, filledIn: 0, carried: 0, unknown: 0, notApplicable: 0, wishes: 0 }
  for (const { id } of conditions) {
    const answer = answers.get(id)
    if (!answer) continue
    if (answer.wish) progress.wishes++
    if (answer.carried) progress.carried++
    if (!isFilledIn(answer)) continue
    progress.filledIn++
    if (answer.judgement.kind === 'unknown') progress.unknown++
    if (answer.judgement.kind === 'not-applicable') progress.notApplicable++
  }
  return progress
}

export const isComplete = (progress: Progress) => progress.filledIn === progress.total

/** Where to go on: the first condition without an answer of this round, in the order of the list; undefined when none is left. */
export const firstOpen = (instrument: Instrument, answers: Answers) => instrument.conditions.find((condition) => !isFilledIn(answers.get(condition.id)))
