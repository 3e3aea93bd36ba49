import type { Sector } from '#modules/organisations'

/**
 * Sizes by the number of schools (BRIN4). Chosen with the register of October 2024, in which the 790 boards of po stand
 * 308, 215 and 267 in these three: each is large enough to be told of apart, and each runs its ict in another way.
 */
export const sizes = [
  { size: 1, from: 1, to: 1 },
  { size: 2, from: 2, to: 9 },
  { size: 3, from: 10, to: null },
] as const
export type Size = (typeof sizes)[number]['size']

export const sizeOf = (schools: number): Size => (schools >= 10 ? 3 : schools >= 2 ? 2 : 1)

export type Group = { sector: Sector; size: Size }
/** Sizes next to one another in one sector: what is published together. */
export type Cohort = { id: string; sector: Sector; first: Size; last: Size; boards: number }

/** A group of fewer than this many boards joins its neighbour: below it, most of its distributions would not be shown after three years (decision 0021). */
export const COHORT_AT_LEAST = 50

/** Divides the boards of each sector; each board is in one cohort, so there is nothing to subtract one from the other. */
export function cohortsOf(boards: readonly Group[]): Cohort[] {
  return [...Map.groupBy(boards, (board) => board.sector)].flatMap(([sector, all]) => {
    const cohorts: Omit<Cohort, 'id'>[] = []
    let open: Omit<Cohort, 'id'> | undefined
    for (const { size } of sizes) {
      const count = all.filter((board) => board.size === size).length
      open = open ? { ...open, last: size, boards: open.boards + count } : { sector, first: size, last: size, boards: count }
      if (open.boards < COHORT_AT_LEAST) continue
      cohorts.push(open)
      open = undefined
    }
    const last = open && cohorts.pop()
    const rest = open && (last ? { ...last, last: open.last, boards: last.boards + open.boards } : open)
    return [...cohorts, ...(rest ? [rest] : [])].map((cohort) => ({ ...cohort, id: `${sector}:${cohort.first}-${cohort.last}` }))
  })
}

export const cohortFor = <C extends Pick<Cohort, 'sector' | 'first' | 'last'>>(cohorts: readonly C[], { sector, size }: Group): C | undefined =>
  cohorts.find((cohort) => cohort.sector === sector && cohort.first <= size && size <= cohort.last)
