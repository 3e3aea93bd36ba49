import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Invitation } from './invitation.ts'

const columns = sql`
  id, organisation_id as "organisationId", place_ids as "placeIds", email, functions, rights as "right", invited_by as "invitedBy", sent_at as "sentAt",
  expires_at as "expiresAt", accepted_at as "acceptedAt", accepted_by as "acceptedBy", withdrawn_at as "withdrawnAt"
  from organisations.invitation`

export async function invitationByHash(db: Db, hash: string): Promise<Invitation | undefined> {
  return db.one<Invitation>(sql`select ${columns} where hash = ${hash}`)
}

export async function invitationById(db: Db, organisationId: string, id: string): Promise<Invitation | undefined> {
  return db.one<Invitation>(sql`select ${columns} where id = ${id} and organisation_id = ${organisationId}`)
}

/** Neither accepted nor withdrawn; expired ones are among them, to send again. */
export async function openInvitations(db: Db, organisationId: string): Promise<Invitation[]> {
  return db.rows<Invitation>(sql`
    select ${columns} where organisation_id = ${organisationId} and accepted_at is null and withdrawn_at is null order by expires_at, email limit 1000`)
}

export async function insertInvitations(tx: Db, all: readonly (Invitation & { hash: string })[]): Promise<void> {
  await tx.rows(sql`
    insert into organisations.invitation (id, hash, organisation_id, place_ids, email, functions, rights, invited_by, sent_at, expires_at)
    select id, hash, "organisationId", "placeIds", email, functions, "right", "invitedBy", "sentAt", "expiresAt"
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as given (id text, hash text, "organisationId" uuid, "placeIds" uuid[], email text, functions text[],
      "right" text, "invitedBy" uuid, "sentAt" timestamptz, "expiresAt" timestamptz)`)
}

/** Another key: the letter sent before opens nothing any more. False when it was accepted, withdrawn or sent again meanwhile. */
export async function renewInvitation(tx: Db, { id, sentAt }: Invitation, fresh: { hash: string; sentAt: Date; expiresAt: Date; invitedBy: string }): Promise<boolean> {
  const row = await tx.one(sql`
    update organisations.invitation set hash = ${fresh.hash}, sent_at = ${fresh.sentAt}, expires_at = ${fresh.expiresAt}, invited_by = ${fresh.invitedBy}
    where id = ${id} and sent_at = ${sentAt} and accepted_at is null and withdrawn_at is null returning id`)
  return row !== undefined
}

/** Once only: of two who accept at one moment, the second finds nothing to take. */
export async function takeInvitation(tx: Db, id: string, personId: string, at: Date): Promise<boolean> {
  const row = await tx.one(sql`
    update organisations.invitation set accepted_at = ${at}, accepted_by = ${personId}
    where id = ${id} and accepted_at is null and withdrawn_at is null and expires_at > ${at} returning id`)
  return row !== undefined
}

export async function withdrawInvitation(tx: Db, id: string, at: Date): Promise<boolean> {
  const row = await tx.one(sql`
    update organisations.invitation set withdrawn_at = ${at} where id = ${id} and accepted_at is null and withdrawn_at is null returning id`)
  return row !== undefined
}

/** What someone sent and nobody accepted yet; at one organisation, or everywhere. */
export async function withdrawInvitationsBy(tx: Db, personId: string, organisationId: string | null, at: Date): Promise<void> {
  await tx.rows(sql`
    update organisations.invitation set withdrawn_at = ${at}
    where invited_by = ${personId} and (${organisationId}::uuid is null or organisation_id = ${organisationId}) and accepted_at is null and withdrawn_at is null`)
}

export async function invitationsFor(db: Db, email: string): Promise<{ organisation: string; sentAt: Date; acceptedAt: Date | null }[]> {
  return db.rows(sql`
    select o.name as organisation, i.sent_at as "sentAt", i.accepted_at as "acceptedAt"
    from organisations.invitation i join organisations.organisation o on o.id = i.organisation_id where i.email = ${email} order by i.sent_at limit 200`)
}

/** The addresses of people who never came are not kept for ever, and neither is how someone who belongs came in. */
export async function forgetInvitations(tx: Db, before: Date): Promise<void> {
  await tx.rows(sql`delete from organisations.invitation where coalesce(accepted_at, withdrawn_at, expires_at) < ${before}`)
}

/** What brought someone in, with their address; what was sent to it and never accepted is forgotten by its term. */
export async function eraseInvitationsOf(tx: Db, personId: string, email: string | null): Promise<void> {
  await tx.rows(sql`delete from organisations.invitation where accepted_by = ${personId} or email = ${email}::text`)
}
