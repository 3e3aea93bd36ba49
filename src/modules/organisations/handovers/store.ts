import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Handover } from './handover.ts'

export async function insertHandovers(tx: Db, all: readonly Handover[]): Promise<void> {
  if (all.length === 0) return
  await tx.rows(sql`
    insert into organisations.handover (id, organisation_id, from_id, to_id, kind, on_day, reason, source, recorded_by)
    select id, "organisationId", "fromId", "toId", kind, "onDay", reason, source, "recordedBy"
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
      as given (id text, "organisationId" uuid, "fromId" uuid, "toId" uuid, kind text, "onDay" date, reason text, source text, "recordedBy" uuid)`)
}

export type NamedHandover = Handover & { organisation: string; from: string | null; to: string }

const columns = sql`
  h.id, h.organisation_id as "organisationId", h.from_id as "fromId", h.to_id as "toId", h.kind, h.on_day as "onDay", h.reason, h.source, h.recorded_by as "recordedBy",
  o.name as organisation, f.name as "from", t.name as "to"
  from organisations.handover h join organisations.organisation o on o.id = h.organisation_id
  left join organisations.organisation f on f.id = h.from_id join organisations.organisation t on t.id = h.to_id`

/** Newest first: of a school its own, of a board all that came and went. */
export async function handoversOf(db: Db, organisationId: string): Promise<NamedHandover[]> {
  return db.rows<NamedHandover>(sql`
    select ${columns} where h.organisation_id = ${organisationId} or h.from_id = ${organisationId} or h.to_id = ${organisationId}
    order by h.on_day desc, h.kind, o.name limit 500`)
}

export async function latestHandovers(db: Db): Promise<NamedHandover[]> {
  return db.rows<NamedHandover>(sql`select ${columns} order by h.on_day desc, h.kind, o.name limit 50`)
}

/** The locations of a school stay with it. Of two who move it at one moment the second finds it moved. */
export async function moveSchool(tx: Db, school: { id: string; fromId: string | null }, toId: string): Promise<boolean> {
  const row = await tx.one(sql`
    update organisations.organisation set parent_id = ${toId} where id = ${school.id} and parent_id is not distinct from ${school.fromId} returning id`)
  return row !== undefined
}

/** All schools of one board to another; their ids. */
export async function moveSchools(tx: Db, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`update organisations.organisation set parent_id = ${toId} where parent_id = ${fromId} returning id`)
  return rows.map((row) => row.id)
}

/** From now on it is history of the other, and so is what had gone into it before. Its open invitations end, its open requests go along. False when it had merged already. */
export async function mergeBoard(tx: Db, fromId: string, toId: string, at: Date): Promise<boolean> {
  const merged = await tx.one(sql`update organisations.organisation set merged_into = ${toId} where id = ${fromId} and merged_into is null returning id`)
  if (!merged) return false
  await tx.rows(sql`update organisations.organisation set merged_into = ${toId} where merged_into = ${fromId}`)
  await tx.rows(sql`
    update organisations.invitation set withdrawn_at = ${at} where organisation_id = ${fromId} and accepted_at is null and withdrawn_at is null`)
  await tx.rows(sql`
    update organisations.claim set organisation_id = ${toId} where organisation_id = ${fromId} and decided_at is null
      and person_id not in (select c.person_id from organisations.claim c where c.organisation_id = ${toId} and c.decided_at is null)`)
  return true
}
