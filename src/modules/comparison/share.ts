import type { Counts } from './counting.ts'

/** Shares of the four levels in percent, in steps of five that add up to a hundred. */
export type Shares = readonly [number, number, number, number]

const STEP = 5

/** The largest remainders get what is left over, so that the whole stays whole; of equal ones the lower level first. */
export function sharesOf(amounts: Counts): Shares {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  const exact = amounts.map((amount) => (amount / total) * (100 / STEP))
  const whole = exact.map(Math.floor)
  const left = 100 / STEP - whole.reduce((sum, steps) => sum + steps, 0)
  const next = exact.map((steps, at) => ({ at, rest: steps - Math.floor(steps) })).toSorted((one, other) => other.rest - one.rest || one.at - other.at)
  for (const { at } of next.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1
  const [one = 0, two = 0, three = 0, four = 0] = whole.map((steps) => steps * STEP)
  return [one, two, three, four]
}

/**
 * Of a responsibility: the mean of what was published of its conditions, and of nothing else, so that it tells nothing new.
 * A condition that is not shown cannot be worked out from it.
 */
export function meanShares(published: readonly Shares[]): Shares | undefined {
  if (published.length === 0) return undefined
  const sum = (at: 0 | 1 | 2 | 3) => published.reduce((sofar, shares) => sofar + shares[at], 0)
  return sharesOf([sum(0), sum(1), sum(2), sum(3)])
}

/** How many boards, as a page says it: at least so many, in steps of five. */
export const boardsAtLeast = (boards: number) => Math.floor(boards / STEP) * STEP
