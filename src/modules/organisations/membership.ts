import { z } from 'zod'
import type { PersonFunction, Right, Standing } from '#platform/rights'
import { personFunctions, rights } from '#platform/rights'
import { listOf } from '#platform/text-input'

export type Membership = { id: string; personId: string; organisationId: string; functions: readonly PersonFunction[]; right: Right; since: Date }

/** What someone does at an organisation, at least one thing; and what they may. */
export const functionsField = listOf(z.enum(personFunctions, 'function')).pipe(
  z
    .array(z.enum(personFunctions))
    .min(1, 'function')
    .transform((all) => [...new Set(all)]),
)
export const rightField = z.enum(rights, 'right')

/** One way in which an organisation is in someone's reach. */
export type Reached = Pick<Membership, 'organisationId' | 'right' | 'functions'> & { secondStep: boolean; above: readonly string[] }

/** What a session without second step may not see yet, apart from the rest. Reached in two ways, of which one asks it: it is asked. */
export function splitBySecondStep(rows: readonly Reached[], passed: boolean): { open: readonly Reached[]; withheld: ReadonlySet<string> } {
  const withheld = new Set(passed ? [] : rows.flatMap((row) => (row.secondStep ? [row.organisationId] : [])))
  return { open: withheld.size === 0 ? rows : rows.filter((row) => !withheld.has(row.organisationId)), withheld }
}

/** How a person stands to everything in reach: at each organisation the strongest right and all functions, those at its board included. */
export function standingFrom(rows: readonly Omit<Reached, 'secondStep'>[]): ReadonlyMap<string, Standing> {
  const standing = new Map<string, Standing>()
  for (const { organisationId, right, functions, above } of rows) {
    const before = standing.get(organisationId)
    standing.set(
      organisationId,
      before
        ? { right: rights.indexOf(right) > rights.indexOf(before.right) ? right : before.right, functions: [...new Set([...before.functions, ...functions])], above }
        : { right, functions, above },
    )
  }
  return standing
}
