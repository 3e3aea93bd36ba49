import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

export type Owner = { membershipId: string; personId: string; organisationId: string; organisation: string; since: Date; grantedBy: string | null }

const owner = sql`m.id as "membershipId", m.person_id as "personId", m.organisation_id as "organisationId", o.name as organisation, m.since, m.granted_by as "grantedBy"
  from organisations.membership m join organisations.organisation o on o.id = m.organisation_id
  where m.rights = 'owner' and m.ended_at is null and o.origin = 'register'`

/** Those whom an address of the website made owner, the newest first: nobody looked at them yet. */
export const confirmedByAddress = (db: Db) => db.rows<Owner>(sql`select ${owner} and m.granted_by is null order by m.since desc, m.id limit 20`)

/** Owners of an organisation itself, not through its board. */
export const ownersAt = (db: Db, organisationId: string) => db.rows<Owner>(sql`select ${owner} and m.organisation_id = ${organisationId} order by m.since, m.id limit 200`)

export const ownerWith = (db: Db, membershipId: string) => db.one<Owner>(sql`select ${owner} and m.id = ${membershipId}`)

/** Everyone whom this person let in at the organisation and what is below it, and whom those let in. */
export const letInBy = (db: Db, { membershipId, organisationId }: Pick<Owner, 'membershipId' | 'organisationId'>) =>
  db.rows<{ membershipId: string; personId: string; organisationId: string; organisation: string }>(sql`
    with recursive place as (
      select id from organisations.organisation where id = ${organisationId}
      union all
      select o.id from place p join organisations.organisation o on o.parent_id = p.id),
    let_in as (
      select m.id, m.person_id from organisations.membership m where m.id = ${membershipId}
      union
      select n.id, n.person_id from let_in l join organisations.membership n on n.granted_by = l.person_id and n.organisation_id in (select id from place))
    select m.id as "membershipId", m.person_id as "personId", m.organisation_id as "organisationId", o.name as organisation
    from let_in l join organisations.membership m on m.id = l.id join organisations.organisation o on o.id = m.organisation_id
    where m.ended_at is null and m.id <> ${membershipId} order by m.since, m.id limit 2000`)

type Revocation = { membershipId: string; organisationId: string; personId: string; reason: string; by: string; at: Date }

export const insertRevocation = (tx: Db, one: Revocation) =>
  tx.rows(sql`
    insert into organisations.revocation (membership_id, organisation_id, person_id, reason, revoked_by, revoked_at)
    values (${one.membershipId}, ${one.organisationId}, ${one.personId}, ${one.reason}, ${one.by}, ${one.at})`)

/** At this organisation, at its board, or at another school of that board: who was out at one does not come in at the next. */
export const wasRevokedAround = async (db: Db, { id, parentId }: { id: string; parentId: string | null }): Promise<boolean> =>
  (await db.one(sql`
    select r.membership_id from organisations.revocation r join organisations.organisation o on o.id = r.organisation_id
    where ${parentId ?? id}::uuid in (o.id, o.parent_id) limit 1`)) !== undefined

export const latestRevocations = (db: Db) =>
  db.rows<{ organisation: string; reason: string; at: Date }>(sql`
    select o.name as organisation, r.reason, r.revoked_at as at from organisations.revocation r join organisations.organisation o on o.id = r.organisation_id
    where r.reason <> '' order by r.revoked_at desc, r.membership_id limit 20`)

export const revocationsOf = (db: Db, personId: string) =>
  db.rows<{ organisation: string; reason: string; at: Date }>(sql`
    select o.name as organisation, r.reason, r.revoked_at as at from organisations.revocation r join organisations.organisation o on o.id = r.organisation_id
    where r.person_id = ${personId} order by r.revoked_at limit 200`)

/** That it happened stays; whose it was, why and by whom goes. */
export async function forgetPerson(tx: Db, personId: string): Promise<void> {
  await tx.rows(sql`update organisations.revocation set person_id = null, reason = '' where person_id = ${personId}`)
  await tx.rows(sql`update organisations.revocation set revoked_by = null where revoked_by = ${personId}`)
}

export const forgetReasons = (tx: Db, before: Date) =>
  tx.rows(sql`update organisations.revocation set person_id = null, reason = '', revoked_by = null where revoked_at < ${before} and reason <> ''`)
