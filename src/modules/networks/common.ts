import type { Level } from '#modules/instruments'
import { levels } from '#modules/instruments'

/** One condition in the newest finished round of one board. */
export type Said = { organisationId: string; finishedAt: Date; conditionId: string; level: Level | null; wish: boolean }

export type CommonWish = { conditionId: string; boards: readonly string[] }
export type CommonLevels = { conditionId: string; counts: Record<Level, number> }

/** What most boards want to work on comes first; of boards that share their wishes only. */
export function commonWishes(said: readonly Said[], sharing: ReadonlySet<string>, order: readonly string[]): CommonWish[] {
  const wished = Map.groupBy(
    said.filter(({ wish, organisationId }) => wish && sharing.has(organisationId)),
    ({ conditionId }) => conditionId,
  )
  return order
    .flatMap((conditionId): CommonWish[] => {
      const boards = (wished.get(conditionId) ?? []).map(({ organisationId }) => organisationId)
      return boards.length === 0 ? [] : [{ conditionId, boards }]
    })
    .toSorted((one, other) => other.boards.length - one.boards.length)
}

/** How many boards stand at each level, of boards that share their levels only. */
export function commonLevels(said: readonly Said[], sharing: ReadonlySet<string>, order: readonly string[]): CommonLevels[] {
  const found = Map.groupBy(
    said.filter(({ level, organisationId }) => level !== null && sharing.has(organisationId)),
    ({ conditionId }) => conditionId,
  )
  return order.flatMap((conditionId) => {
    const answers = found.get(conditionId)
    if (!answers) return []
    const count = (level: Level) => answers.filter((answer) => answer.level === level).length
    return [{ conditionId, counts: Object.fromEntries(levels.map((level) => [level, count(level)])) as Record<Level, number> }]
  })
}
