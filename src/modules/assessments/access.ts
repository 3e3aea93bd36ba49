import type { Db } from '#platform/db'
import { hashOf, looksLikeKey, newId, newKey } from '#platform/secret'
import { sql } from '#platform/sql'

/** A link that opens something: the owner's own, or one to read a single report. The key itself is never kept. */
export type Link = { id: string; label: string; createdAt: Date }

export async function issueKey(db: Db, grant: { organisationId: string; roundId: string | null; access: 'owner' | 'reader'; label: string; at: Date }): Promise<string> {
  const key = newKey()
  await db.rows(sql`
    insert into assessments.access_key (hash, id, organisation_id, round_id, access, label, created_at)
    values (${hashOf(key)}, ${newId()}, ${grant.organisationId}, ${grant.roundId}, ${grant.access}, ${grant.label}, ${grant.at})`)
  return key
}

/** Where a key leads: the round it was given for, else the latest of the organisation. Undefined for a forged or withdrawn key. */
export async function openedBy(db: Db, key: string): Promise<{ roundId: string; access: 'owner' | 'reader' } | undefined> {
  if (!looksLikeKey(key)) return undefined
  return db.one(sql`
    select coalesce(k.round_id, (select r.id from assessments.round r where r.organisation_id = k.organisation_id order by r.number desc limit 1)) as "roundId", k.access
    from assessments.access_key k where k.hash = ${hashOf(key)} and k.withdrawn_at is null`)
}

export async function sharedLinks(db: Db, roundId: string): Promise<Link[]> {
  return db.rows(sql`
    select id, label, created_at as "createdAt" from assessments.access_key
    where round_id = ${roundId} and access = 'reader' and withdrawn_at is null order by created_at limit 100`)
}

export async function withdrawKey(db: Db, roundId: string, id: string, at: Date): Promise<boolean> {
  const row = await db.one(sql`
    update assessments.access_key set withdrawn_at = ${at} where id = ${id} and round_id = ${roundId} and access = 'reader' and withdrawn_at is null returning id`)
  return row !== undefined
}

/** The measurements that this browser holds keys of, each with its latest round: the way back from the start page. */
export async function openedByKeys(
  db: Db,
  keys: readonly string[],
): Promise<{ roundId: string; name: string; startedAt: Date; finishedAt: Date | null; access: 'owner' | 'reader' }[]> {
  if (keys.length === 0) return []
  return db.rows(sql`
    select distinct on (r.organisation_id) r.id as "roundId", r.name, r.started_at as "startedAt", r.finished_at as "finishedAt", k.access
    from assessments.access_key k join assessments.round r on r.organisation_id = k.organisation_id and (k.round_id is null or k.round_id = r.id)
    where k.hash = any(${keys}::text[]) and k.withdrawn_at is null
    order by r.organisation_id, k.access, r.number desc limit 20`)
}

export async function ownerHashes(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db.rows<{ hash: string }>(sql`
    select hash from assessments.access_key where organisation_id = ${organisationId} and access = 'owner' and withdrawn_at is null limit 100`)
  return rows.map((row) => row.hash)
}
