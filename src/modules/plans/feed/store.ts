import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

/** A secret link to the calendar of one plan, as one person sees it. */
export type Feed = { organisationId: string; personId: string; mine: boolean; createdAt: Date }
const columns = sql`organisation_id as "organisationId", person_id as "personId", mine, created_at as "createdAt"`

/** One per person and organisation: a new one takes the place of the old, which stops working at once. */
export const putFeed = (db: Db, hash: string, feed: Feed) =>
  db.rows(sql`
    insert into plans.feed (hash, organisation_id, person_id, mine, created_at) values (${hash}, ${feed.organisationId}, ${feed.personId}, ${feed.mine}, ${feed.createdAt})
    on conflict (organisation_id, person_id) do update set hash = excluded.hash, mine = excluded.mine, created_at = excluded.created_at`)

export const feedByHash = (db: Db, hash: string) => db.one<Feed>(sql`select ${columns} from plans.feed where hash = ${hash}`)
export const feedOf = (db: Db, organisationId: string, personId: string) =>
  db.one<Feed>(sql`select ${columns} from plans.feed where organisation_id = ${organisationId} and person_id = ${personId}`)

export async function deleteFeed(db: Db, organisationId: string, personId: string): Promise<boolean> {
  return (await db.one(sql`delete from plans.feed where organisation_id = ${organisationId} and person_id = ${personId} returning hash`)) !== undefined
}
