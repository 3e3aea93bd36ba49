import type { ViewJudgement } from './view.ts'

/** How far the views on one condition lie apart. */
export type Difference = {
  views: number
  /** The largest distance between two of them: 3 is Verkennen against Borgen. */
  largest: number
  /** The mean distance between all pairs: tells one who stands apart from a group in two halves. */
  mean: number
}

/**
 * Levels differ by their distance. Not knowing differs from any answer by one: someone can tell. Not applicable differs from a level
 * by two: one of both sees the condition itself otherwise.
 */
export function distance(one: ViewJudgement, other: ViewJudgement): number {
  if (one.kind === 'level' && other.kind === 'level') return Math.abs(one.level - other.level)
  if (one.kind === other.kind) return 0
  return one.kind === 'unknown' || other.kind === 'unknown' ? 1 : 2
}

export function differenceOf(judgements: readonly ViewJudgement[]): Difference {
  let [largest, sum, pairs] = [0, 0, 0]
  for (const [at, one] of judgements.entries())
    for (const other of judgements.slice(at + 1)) {
      const apart = distance(one, other)
      largest = Math.max(largest, apart)
      sum += apart
      pairs++
    }
  return { views: judgements.length, largest, mean: pairs === 0 ? 0 : sum / pairs }
}

/** The agenda of a conversation: the largest difference first, then where more people differ; equal ones in the order of the list. */
export const byDifference = (one: Difference, other: Difference) => other.largest - one.largest || other.mean - one.mean
