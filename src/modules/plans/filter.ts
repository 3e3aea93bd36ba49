import { z } from 'zod'
import { isPassed, type Action } from './action.ts'
import type { PlanView } from './plans.ts'
import { isOpen, statuses } from './status.ts'

export const sorts = ['term', 'status', 'responsibility', 'changed'] as const

/** What one looks at in the list, from the address. What is not understood counts as not asked. */
export const filterSchema = z.object({
  status: z.enum(['open', 'all', ...statuses]).catch('open'),
  responsibility: z.string().max(10).catch(''),
  school: z.union([z.literal(''), z.literal('none'), z.uuid()]).catch(''),
  owner: z.string().max(140).catch(''),
  passed: z.literal('yes').or(z.literal('')).catch(''),
  sort: z.enum(sorts).catch('term'),
})
export type Filter = z.output<typeof filterSchema>
export const noFilter: Filter = filterSchema.parse({})

/** The value by which an owner is chosen: the id of a person, or the words. */
export const ownerKey = ({ ownerId, owner }: Pick<Action, 'ownerId' | 'owner'>) => ownerId ?? (owner === '' ? '' : `:${owner}`)

/** The actions that fit, in the order asked for. `personId` is who `mine` means. */
export function filtered({ actions, instrument, today }: Pick<PlanView, 'actions' | 'instrument' | 'today'>, filter: Filter, personId?: string): Action[] {
  const place = new Map(instrument.conditions.map(({ id }, index) => [id, index]))
  const responsibilityOf = ({ conditionId }: Action) => (conditionId === null ? undefined : instrument.responsibility(conditionId)?.id)
  const owner = filter.owner === 'mine' ? personId : filter.owner
  const found = actions.filter(
    (action) =>
      (filter.status === 'all' || (filter.status === 'open' ? isOpen(action.status) : action.status === filter.status)) &&
      (filter.responsibility === '' || responsibilityOf(action) === filter.responsibility) &&
      (filter.school === '' || (filter.school === 'none' ? action.schoolIds.length === 0 : action.schoolIds.includes(filter.school) || action.organisationId === filter.school)) &&
      (owner === '' || ownerKey(action) === owner) &&
      (filter.passed === '' || isPassed(action, today)),
  )
  const orders: Record<Filter['sort'], (one: Action, other: Action) => number> = {
    term: byTerm,
    status: (one, other) => statuses.indexOf(one.status) - statuses.indexOf(other.status) || byTerm(one, other),
    responsibility: (one, other) => (place.get(one.conditionId ?? '') ?? 1000) - (place.get(other.conditionId ?? '') ?? 1000) || byTerm(one, other),
    changed: (one, other) => other.changedAt.getTime() - one.changedAt.getTime(),
  }
  return found.toSorted(orders[filter.sort])
}

const FAR = '9999-12-31'
const byTerm = (one: Action, other: Action) => (one.term ?? FAR).localeCompare(other.term ?? FAR) || one.createdAt.getTime() - other.createdAt.getTime()
