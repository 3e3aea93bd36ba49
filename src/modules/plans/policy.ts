import { atLeast, type Right, type Standing } from '#platform/rights'
import type { Action } from './action.ts'

/** How someone stands to one action: what they may at its organisation, and whether it is theirs. */
export type Access = { right: Right | 'none'; owns: boolean }

type Asker = { person: { id: string } | undefined; standing: ReadonlyMap<string, Standing> }
type Owned = Pick<Action, 'organisationId' | 'schoolIds' | 'ownerId'>

/**
 * The right at the organisation that the action belongs to. Who only belongs to a school that it names sees it and takes part,
 * but the action stays the board's: from there the right is at most that of a contributor.
 */
export function accessTo({ person, standing }: Asker, action: Owned): Access {
  const owns = person !== undefined && action.ownerId === person.id
  const home = standing.get(action.organisationId)?.right
  if (home !== undefined) return { right: home, owns }
  const named = action.schoolIds.flatMap((id) => standing.get(id)?.right ?? [])
  if (named.length === 0) return { right: 'none', owns }
  return { right: named.some((right) => atLeast(right, 'contributor')) ? 'contributor' : 'reader', owns }
}

const has = ({ right }: Access, needed: Right) => right !== 'none' && atLeast(right, needed)

/** Who belongs to the organisation, its board, or a school that the action names. */
export const mayRead = (access: Access) => has(access, 'reader')
export const mayComment = (access: Access) => has(access, 'contributor')
/** Fields, status and attachments: who writes the plan, and who carries this action. */
export const mayChange = (access: Access) => has(access, 'editor') || (has(access, 'contributor') && access.owns)
export const mayRemove = (access: Access) => has(access, 'editor')
/** One's own words, and whoever answers for the organisation. */
export const mayRemoveComment = (access: Access, isAuthor: boolean) => has(access, 'owner') || (isAuthor && has(access, 'reader'))

/** New actions, the wishes of a round, standing tasks, and a plan that comes back as a spreadsheet. */
export const mayPlan = (right: Right | undefined) => atLeast(right, 'editor')
/** A standing task of this year: who writes the plan, and who carries the task. */
export const mayTick = mayChange
