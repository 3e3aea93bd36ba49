import type { Db } from '#platform/db'
import type { Level } from '#modules/instruments'
import { latestLevels } from './store.ts'

/** What one organisation said in its latest finished round of the whole board within a time: the levels it chose and looked at itself. */
type Contribution = { organisationId: string; roundId: string; finishedAt: Date; editionHash: string; levels: ReadonlyMap<string, Level> }

type Asked = { organisationIds: readonly string[]; from: Date; until: Date }

const AT_A_TIME = 200 // organisations: with 59 answers each about a megabyte

/** In chunks, so that a whole country does not stand in memory at once. `until` is not included. */
export async function* contributionsOf(db: Db, { organisationIds, from, until }: Asked): AsyncGenerator<Contribution[]> {
  for (let at = 0; at < organisationIds.length; at += AT_A_TIME) {
    const rows = await latestLevels(db, { organisationIds: organisationIds.slice(at, at + AT_A_TIME), from, until })
    yield rows.map(({ conditionIds, levels, ...row }) => ({ ...row, levels: new Map(conditionIds.flatMap((id, place) => (levels[place] ? [[id, levels[place]] as const] : []))) }))
  }
}
