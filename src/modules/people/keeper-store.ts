import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

/** Hashes and sealed keys are left out: they say nothing about a person and would help who steals the copy. */
export async function personalData(db: Db, personId: string): Promise<Record<string, unknown>> {
  const account = await db.one<Record<string, unknown>>(sql`
    select email, name, language, administrator, created_at as "createdAt" from people.person where id = ${personId} and erased_at is null`)
  const sessions = await db.rows<Record<string, unknown>>(sql`
    select kind, label, strong, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt" from people.session where person_id = ${personId} order by created_at limit 1000`)
  const authenticator = await db.one<Record<string, unknown>>(sql`
    select made_at as "madeAt", confirmed_at as "confirmedAt", (select count(*) from people.recovery_code where person_id = ${personId} and used_at is null) as "recoveryCodesLeft"
    from people.authenticator where person_id = ${personId}`)
  const passkeys = await db.rows<Record<string, unknown>>(sql`
    select name, made_at as "madeAt", used_at as "usedAt" from people.passkey where person_id = ${personId} order by made_at limit 1000`)
  const providers = await db.rows<Record<string, unknown>>(sql`
    select issuer, subject, linked_at as "linkedAt", used_at as "usedAt" from people.provider_identity where person_id = ${personId} order by linked_at limit 1000`)
  const devices = await db.rows<Record<string, unknown>>(sql`
    select device, used_at as "usedAt" from people.known_device where person_id = ${personId} order by used_at limit 1000`)
  return { account: account ?? null, sessions, devices, passkeys, providers, authenticator: authenticator ?? null }
}

/** The row stays for what others' records point to; everything that says who it was goes, and so does every way in. */
export async function erase(tx: Db, personId: string, at: Date): Promise<void> {
  await tx.rows(sql`
    delete from people.mail_proof where email = (select email from people.person where id = ${personId})`)
  await tx.rows(sql`delete from people.provider_visit where person_id = ${personId}`)
  await tx.rows(sql`delete from people.session where person_id = ${personId}`)
  await tx.rows(sql`delete from people.known_device where person_id = ${personId}`)
  await tx.rows(sql`delete from people.recovery_code where person_id = ${personId}`)
  await tx.rows(sql`delete from people.provider_identity where person_id = ${personId}`)
  await tx.rows(sql`delete from people.passkey where person_id = ${personId}`)
  await tx.rows(sql`delete from people.passkey_challenge where person_id = ${personId}`)
  await tx.rows(sql`delete from people.authenticator where person_id = ${personId}`)
  await tx.rows(sql`
    update people.person set email = null, name = '', administrator = false, mailbox_known = null, erased_at = ${at} where id = ${personId} and erased_at is null`)
}
