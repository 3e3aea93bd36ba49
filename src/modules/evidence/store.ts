import type { Db } from '#platform/db'
import type { PersonFunction } from '#platform/rights'
import { sql, type Sql } from '#platform/sql'
import type { Details, Owner, Piece, Revision, State } from './piece.ts'

const stateOn = (today: string): Sql => sql`
  case when p.withdrawn_at is not null then 'withdrawn' when p.valid_until < ${today}::date then 'expired'
    when p.valid_until - p.remind_before <= ${today}::date then 'expiring' else 'valid' end`

const columns = (today: string): Sql => sql`
  p.id, p.organisation_id as "organisationId", p.title, p.description, p.conditions, p.owner_function as "ownerFunction", p.owner_person as "ownerPerson",
  p.owner_text as "ownerText", p.valid_until as "validUntil", p.remind_before as "remindBefore", p.revision, p.version, p.created_at as "createdAt",
  p.changed_at as "changedAt", p.withdrawn_at as "withdrawnAt", ${stateOn(today)} as state, case when r.link is null then 'file' else 'link' end as kind`
const pieces = sql`evidence.piece p join evidence.revision r on r.piece_id = p.id and r.number = p.revision`

type PieceRow = Omit<Piece, 'owner'> & { ownerFunction: PersonFunction | null; ownerPerson: string | null; ownerText: string }

function pieceFrom({ ownerFunction, ownerPerson, ownerText, ...row }: PieceRow): Piece {
  const owner: Owner = ownerFunction
    ? { kind: 'function', function: ownerFunction }
    : ownerPerson
      ? { kind: 'person', personId: ownerPerson }
      : ownerText === ''
        ? { kind: 'none' }
        : { kind: 'other', name: ownerText }
  return { ...row, owner }
}
const ownerColumns = (owner: Owner) => ({
  function: owner.kind === 'function' ? owner.function : null,
  person: owner.kind === 'person' ? owner.personId : null,
  text: owner.kind === 'other' ? owner.name : '',
})

export async function pieceById(db: Db, organisationId: string, id: string, today: string): Promise<Piece | undefined> {
  const row = await db.one<PieceRow>(sql`select ${columns(today)} from ${pieces} where p.id = ${id} and p.organisation_id = ${organisationId}`)
  return row && pieceFrom(row)
}

export type Filter = { condition: string | undefined; state: State | undefined }

/** What needs a look comes first: by the day it expires, then by title; `total` counts all that fit the filter. */
export async function listPieces(
  db: Db,
  organisationIds: readonly string[],
  filter: Filter,
  today: string,
  page: { offset: number; limit: number },
): Promise<{ pieces: Piece[]; total: number }> {
  const fits = sql`p.organisation_id = any(${organisationIds}::uuid[]) and (${filter.condition ?? null}::text is null or ${filter.condition ?? null}::text = any(p.conditions))
    and case when ${filter.state ?? null}::text is null then p.withdrawn_at is null else ${stateOn(today)} = ${filter.state ?? null}::text end`
  const rows = await db.rows<PieceRow>(sql`
    select ${columns(today)} from ${pieces} where ${fits} order by p.valid_until nulls last, lower(p.title), p.id limit ${page.limit} offset ${page.offset}`)
  const counted = await db.one<{ total: number }>(sql`select count(*) as total from evidence.piece p where ${fits}`)
  return { pieces: rows.map(pieceFrom), total: counted?.total ?? 0 }
}

export async function revisionsOf(db: Db, pieceId: string): Promise<Revision[]> {
  return db.rows<Revision>(sql`
    select number, link, file_id as "fileId", sha256, added_by as "addedBy", added_at as "addedAt" from evidence.revision where piece_id = ${pieceId}
    order by number desc limit 500`)
}

type Made = { id: string; organisationId: string; by: string; at: Date }

/** False when there is one with this id already. */
export async function insertPiece(db: Db, { id, organisationId, by, at }: Made, details: Details): Promise<boolean> {
  const owner = ownerColumns(details.owner)
  const row = await db.one(sql`
    insert into evidence.piece (id, organisation_id, title, description, conditions, owner_function, owner_person, owner_text, valid_until, remind_before, revision, created_by, created_at, changed_at)
    values (${id}, ${organisationId}, ${details.title}, ${details.description}, ${details.conditions}::text[], ${owner.function}, ${owner.person}, ${owner.text}, ${details.validUntil},
            ${details.remindBefore}, 1, ${by}, ${at}, ${at})
    on conflict (id) do nothing returning id`)
  return row !== undefined
}

/** Whether this person made the piece with this id here: then the form was sent twice. */
export async function wasMadeBy(db: Db, { id, organisationId, by }: Omit<Made, 'at'>): Promise<boolean> {
  return (await db.one(sql`select id from evidence.piece where id = ${id} and organisation_id = ${organisationId} and created_by = ${by}`)) !== undefined
}

export async function insertRevision(db: Db, pieceId: string, revision: Revision): Promise<void> {
  await db.rows(sql`
    insert into evidence.revision (piece_id, number, link, file_id, sha256, added_by, added_at)
    values (${pieceId}, ${revision.number}, ${revision.link}, ${revision.fileId}, ${revision.sha256}, ${revision.addedBy}, ${revision.addedAt})`)
}

/** Holds the piece for the rest of the transaction: two people who revise it at once come one after the other. */
export async function lockPiece(db: Db, organisationId: string, id: string): Promise<{ version: number; revision: number; sha256: string; withdrawn: boolean } | undefined> {
  return db.one(sql`
    select p.version, p.revision, p.withdrawn_at is not null as withdrawn,
      (select r.sha256 from evidence.revision r where r.piece_id = p.id and r.number = p.revision) as sha256
    from evidence.piece p where p.id = ${id} and p.organisation_id = ${organisationId} for update`)
}

/** Another last day gets a reminder of its own. */
export async function updateDetails(db: Db, id: string, details: Details, at: Date): Promise<void> {
  const owner = ownerColumns(details.owner)
  await db.rows(sql`
    update evidence.piece set title = ${details.title}, description = ${details.description}, conditions = ${details.conditions}::text[], owner_function = ${owner.function},
      owner_person = ${owner.person}, owner_text = ${owner.text}, valid_until = ${details.validUntil}, remind_before = ${details.remindBefore}, version = version + 1, changed_at = ${at}
    where id = ${id}`)
}

export const updateRevision = (db: Db, id: string, revision: number, at: Date) =>
  db.rows(sql`update evidence.piece set revision = ${revision}, version = version + 1, changed_at = ${at} where id = ${id}`)

export const withdrawPiece = (db: Db, id: string, by: string, at: Date) =>
  db.rows(sql`update evidence.piece set withdrawn_at = ${at}, withdrawn_by = ${by}, version = version + 1, changed_at = ${at} where id = ${id}`)

/** A reminder of a last day that went by unsaid meanwhile is due again. */
export const restorePiece = (db: Db, id: string, at: Date) =>
  db.rows(sql`update evidence.piece set withdrawn_at = null, withdrawn_by = null, version = version + 1, changed_at = ${at} where id = ${id}`)

/** Which conditions have evidence that still holds, each once. */
export const heldConditions = (db: Db, organisationIds: readonly string[], today: string): Promise<{ organisationId: string; conditionId: string }[]> =>
  db.rows(sql`
    select distinct p.organisation_id as "organisationId", condition as "conditionId" from evidence.piece p cross join unnest(p.conditions) condition
    where p.organisation_id = any(${organisationIds}::uuid[]) and p.withdrawn_at is null and (p.valid_until is null or p.valid_until >= ${today}::date)
    order by 1, 2 limit 100000`)

/** What stands by one condition and was not withdrawn. */
export const piecesOf = (
  db: Db,
  organisationIds: readonly string[],
  conditionId: string,
  today: string,
): Promise<{ organisationId: string; id: string; title: string; state: State }[]> =>
  db.rows(sql`
    select p.organisation_id as "organisationId", p.id, p.title, ${stateOn(today)} as state from evidence.piece p
    where p.organisation_id = any(${organisationIds}::uuid[]) and p.withdrawn_at is null and ${conditionId} = any(p.conditions)
    order by p.valid_until nulls last, lower(p.title), p.id limit 1000`)

export type Due = {
  id: string
  organisationId: string
  title: string
  validUntil: string
  expired: boolean
  ownerPerson: string | null
  ownerFunction: PersonFunction | null
  addedBy: string | null
}

/**
 * What someone must hear of today, marked as told: from half past six on, in time for the letter of seven o'clock. What was added or
 * changed after that waits until tomorrow: its person knows.
 */
export async function takeDue(db: Db, at: Date, today: string): Promise<Due[]> {
  return db.rows<Due>(sql`
    with morning as (select (${today}::date + time '06:30') at time zone 'Europe/Amsterdam' as starts)
    update evidence.piece p set reminded_for = p.valid_until from morning m, evidence.revision r
    where ${at}::timestamptz >= m.starts and p.changed_at < m.starts and p.withdrawn_at is null and p.valid_until - p.remind_before <= ${today}::date
      and p.reminded_for is distinct from p.valid_until and r.piece_id = p.id and r.number = p.revision
    returning p.id, p.organisation_id as "organisationId", p.title, p.valid_until as "validUntil", p.valid_until < ${today}::date as expired, p.owner_person as "ownerPerson",
      p.owner_function as "ownerFunction", r.added_by as "addedBy"`)
}

/** What is kept about one person. */
export async function ofPerson(db: Db, personId: string): Promise<{ id: string; title: string; what: string; at: Date | null }[]> {
  return db.rows(sql`
    select id, title, 'added' as what, created_at as at from evidence.piece where created_by = ${personId}
    union all select id, title, 'withdrew', withdrawn_at from evidence.piece where withdrawn_by = ${personId}
    union all select id, title, 'owner of', null from evidence.piece where owner_person = ${personId}
    union all select p.id, p.title, 'revision ' || r.number, r.added_at from evidence.revision r join evidence.piece p on p.id = r.piece_id where r.added_by = ${personId}
    limit 100000`)
}

export async function forgetPerson(db: Db, personId: string): Promise<void> {
  await db.rows(sql`
    update evidence.piece set created_by = nullif(created_by, ${personId}), withdrawn_by = nullif(withdrawn_by, ${personId}), owner_person = nullif(owner_person, ${personId})
    where ${personId}::uuid in (created_by, withdrawn_by, owner_person)`)
  await db.rows(sql`update evidence.revision set added_by = null where added_by = ${personId}`)
}
