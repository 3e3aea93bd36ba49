import type { Instrument, Level } from '#modules/instruments'
import { meanShares, sharesOf, type Shares } from './share.ts'
import type { Cell } from './store.ts'

/** How boards of one group stand on one condition; `shares` is null where it is not shown. `own` is where this board stands now. */
export type Distribution = { id: string; title: string; shares: Shares | null; own: Level | null }
/** The same over a responsibility, from those of its conditions that are shown. */
export type ResponsibilityDistribution = { id: string; title: string; shares: Shares | null; shown: number; conditions: Distribution[] }
export type Distributions = readonly ResponsibilityDistribution[]

/** From the counts of a publication; from here on there are shares only, and no count leaves this file. */
export function distributionsOf(instrument: Instrument, cells: readonly Cell[], own: ReadonlyMap<string, Level>): Distributions {
  const counts = new Map(cells.map((cell) => [cell.conditionId, cell.counts]))
  return instrument.edition.responsibilities.map(({ id, title, conditions: asked }) => {
    const conditions = asked.map((condition): Distribution => {
      const known = counts.get(condition.id)
      return { id: condition.id, title: condition.title, shares: known ? sharesOf(known) : null, own: own.get(condition.id) ?? null }
    })
    const shown = conditions.flatMap((one) => (one.shares ? [one.shares] : []))
    return { id, title, shares: meanShares(shown) ?? null, shown: shown.length, conditions }
  })
}
