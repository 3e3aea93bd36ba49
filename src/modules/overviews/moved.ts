import type { Change } from '#modules/assessments'
import type { Instrument } from '#modules/instruments'
import type { Plans } from '#modules/plans'
import { movesOf, type Course, type Measured, type Named } from './course.ts'

export type Finished = Awaited<ReturnType<Plans['finishedBetween']>>[number]
/** What became of one condition at one board or school, with what was finished there, or at its board, between those two rounds. */
export type Movement = { organisation: Named; change: Change; actions: readonly Finished[] }
export type MovedCondition = { id: string; title: string; own: Movement | undefined; below: readonly Movement[]; actions: readonly Finished[] }

/** From when to when all these courses moved; undefined when none has two finished rounds. */
export function spanOf(courses: readonly Course[], instrument: Instrument): { from: Date; to: Date } | undefined {
  const moved = courses.flatMap((course) => movesOf(course, instrument) ?? [])
  if (moved.length === 0) return undefined
  const times = (at: 'from' | 'to') => moved.map((one) => one[at].on.getTime())
  // The end does not belong to it, and an action may be finished in the moment of the round.
  return { from: new Date(Math.min(...times('from'))), to: new Date(Math.max(...times('to')) + 1) }
}

/**
 * The conditions that moved, in the order of the questions. That an action was finished between two rounds is a fact; that it
 * is why the level moved is for people to say, so this only puts both side by side.
 */
export function movedConditions(
  own: Course,
  below: readonly Course[],
  actions: readonly Finished[],
  instrument: Instrument,
): { conditions: MovedCondition[]; without: Finished[] } {
  const boardId = own.organisation.id
  const movementsOf = (course: Course) => {
    const moved = movesOf(course, instrument)
    return new Map(
      moved?.moves.map(({ conditionId, change }): [string, Movement] => {
        const fitting = actions.filter(
          (action) => action.conditionId === conditionId && finishedWithin(action, moved) && [course.organisation.id, boardId].includes(action.organisationId),
        )
        return [conditionId, { organisation: course.organisation, change, actions: fitting }]
      }),
    )
  }
  const ofOwn = movementsOf(own)
  const ofBelow = below.map(movementsOf)
  const conditions = instrument.conditions.flatMap(({ id, title }): MovedCondition[] => {
    const movements = ofBelow.flatMap((each) => each.get(id) ?? [])
    const mine = ofOwn.get(id)
    if (!mine && movements.length === 0) return []
    return [{ id, title, own: mine, below: movements, actions: [...new Set([...(mine?.actions ?? []), ...movements.flatMap((one) => one.actions)])] }]
  })
  const used = new Set(conditions.flatMap((one) => one.actions))
  const movedAt = new Set(conditions.flatMap(({ id, own: mine, below: others }) => [...(mine ? [mine] : []), ...others].map(({ organisation }) => `${organisation.id} ${id}`)))
  return { conditions, without: actions.filter((action) => !used.has(action) && !movedAt.has(`${action.organisationId} ${action.conditionId}`)) }
}

const finishedWithin = ({ finishedAt }: Finished, { from, to }: { from: Measured; to: Measured }) => finishedAt > from.on && finishedAt <= to.on
