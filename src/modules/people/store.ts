import { DAY } from '#platform/clock'
import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import type { Lang } from '#platform/i18n'
import { pseudonymOf } from '#platform/identity'
import type { Person } from '#platform/rights'
import { sql, type Sql } from '#platform/sql'
import type { MailProof } from './mail-proof.ts'
import type { Account, Addressee } from './people.ts'

/** `seenAt`: when use of the session was noted last. */
export type Recognised = Person & { seenAt: Date }

/** A session that was seen in the future was opened by a clock that was ahead, and would live longer than promised. */
export const holderOf = (hash: string, now: Date): Sql => sql`
    select p.id, p.name, p.email, p.administrator, s.id as "sessionId", s.strong and s.kind = 'browser' as strong, s.strong as "passedSecondStep", s.seen_at as "seenAt"
    from people.session s join people.person p on p.id = s.person_id
    where s.hash = ${hash} and s.expires_at > ${now} and not s.awaits_second_step and p.erased_at is null
      and (s.kind <> 'browser' or s.seen_at < ${new Date(now.getTime() + DAY)})`

/** Who this session belongs to while their second step was not given in it. */
export const personBeforeSecondStep = (db: Db, hash: string, now: Date) =>
  db.one<Account & { awaits: boolean }>(sql`
    select p.id, p.email, p.name, s.awaits_second_step as awaits
    from people.session s join people.person p on p.id = s.person_id
    where s.hash = ${hash} and s.kind = 'browser' and s.expires_at > ${now} and not s.strong and p.erased_at is null`)

/** `idleUntil` moves the end of a browser's session, never past `absolute` milliseconds after its begin; a token keeps its own. */
export async function touchSession(db: Db, hash: string, { now, idleUntil, absolute }: { now: Date; idleUntil: Date; absolute: number }): Promise<void> {
  await db.rows(sql`
    update people.session set seen_at = ${now},
      expires_at = case kind when 'browser' then least(${idleUntil}::timestamptz, created_at + ${absolute}::float8 * interval '1 millisecond') else expires_at end
    where hash = ${hash} and expires_at > ${now}`)
}

/** Asked twice at once for one address, both get the same account. A mailbox that was shown once stays known. */
export async function insertPerson(db: Db, person: Account & { at: Date; mailboxKnown: boolean }): Promise<Account> {
  const row = await db.one<Account>(sql`
    insert into people.person as p (id, email, name, created_at, mailbox_known) values (${person.id}, ${person.email}, ${person.name}, ${person.at}, ${person.mailboxKnown})
    on conflict (email) do update set mailbox_known = p.mailbox_known or excluded.mailbox_known returning p.id, p.email, p.name`)
  if (!row) throw new Error('the account was not stored')
  return row
}

export const personByEmail = (db: Db, email: string) => db.one<Account>(sql`select id, email, name from people.person where email = ${email} and erased_at is null`)

export async function peopleByIds(db: Db, ids: readonly string[]): Promise<Map<string, Addressee>> {
  const rows = await db.rows<Addressee>(sql`select id, email, name, language from people.person where id = any(${ids}::uuid[]) and erased_at is null limit 1000`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** One change at a time of the ways into an account: of two that are the last, one stays. */
export const lockPerson = (db: Db, id: string) => db.rows(sql`select id from people.person where id = ${id} for update`)

/** True when that changed something. */
export const setAdministrator = async (db: Db, id: string, administrator: boolean): Promise<boolean> =>
  (await db.one(sql`update people.person set administrator = ${administrator} where id = ${id} and administrator <> ${administrator} returning id`)) !== undefined

/** For who just showed that they read its mail; false when someone else has the address. */
export const changeAddress = async (db: Db, id: string, email: string): Promise<boolean> =>
  (await db.one(sql`
    update people.person set email = ${email}, mailbox_known = true where id = ${id} and erased_at is null and not exists (select 1 from people.person other where other.email = ${email} and other.id <> ${id})
    returning id`)) !== undefined

export const administrators = async (db: Db): Promise<string[]> =>
  (await db.rows<{ id: string }>(sql`select id from people.person where administrator and erased_at is null order by created_at limit 100`)).map(({ id }) => id)

export const isAdministrator = async (db: Db, id: string): Promise<boolean> =>
  (await db.one(sql`select id from people.person where id = ${id} and administrator and erased_at is null`)) !== undefined

/** Not written down: known, unless the account was made by a sign-in at a provider. */
export const isMailboxKnown = async (db: Db, id: string): Promise<boolean> =>
  (await db.one(sql`
    select p.id from people.person p where p.id = ${id} and coalesce(p.mailbox_known, not exists (
      select from people.provider_identity i where i.person_id = p.id and i.linked_at < p.created_at + interval '1 second'))`)) !== undefined

export async function languageOf(db: Db, id: string): Promise<Lang> {
  const row = await db.one<{ language: Lang }>(sql`select language from people.person where id = ${id}`)
  return row?.language ?? 'nl'
}

export const describePerson = (db: Db, id: string, { name, language }: { name: string; language: Lang }) =>
  db.rows(sql`update people.person set name = ${name}, language = ${language} where id = ${id} and erased_at is null`)

export const setLanguage = (db: Db, ids: readonly string[], language: Lang) =>
  db.rows(sql`update people.person set language = ${language} where id = any(${ids}::uuid[]) and erased_at is null`)

export const renamePerson = (db: Db, id: string, name: string) => db.rows(sql`update people.person set name = ${name} where id = ${id} and erased_at is null`)

type NewSession = { hash: string; id: string; personId: string; kind: 'browser' | 'token'; label: string; strong: boolean; awaitsSecondStep: boolean; at: Date; expiresAt: Date }

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db.rows(sql`
    insert into people.session (hash, id, person_id, kind, label, strong, awaits_second_step, created_at, seen_at, expires_at)
    values (${session.hash}, ${session.id}, ${session.personId}, ${session.kind}, ${session.label}, ${session.strong}, ${session.awaitsSecondStep}, ${session.at}, ${session.at}, ${session.expiresAt})`)
}

export const isBrowserSession = async (db: Db, id: string): Promise<boolean> =>
  (await db.one(sql`select id from people.session where id = ${id} and kind = 'browser'`)) !== undefined

export const signedInAt = async (db: Db, sessionId: string): Promise<Date | undefined> =>
  (await db.one<{ at: Date }>(sql`select created_at as at from people.session where id = ${sessionId}`))?.at

type SessionRow = { id: string; device: string; createdAt: Date; seenAt: Date; strong: boolean }

export const sessionsOf = (db: Db, personId: string, now: Date) =>
  db.rows<SessionRow>(sql`
    select id, label as device, created_at as "createdAt", seen_at as "seenAt", strong from people.session
    where person_id = ${personId} and kind = 'browser' and not awaits_second_step and expires_at > ${now} order by seen_at desc, id limit 100`)

export const deleteSessionById = async (db: Db, personId: string, id: string): Promise<boolean> =>
  (await db.one(sql`delete from people.session where id = ${id} and person_id = ${personId} and kind = 'browser' returning id`)) !== undefined

/** Someone who is in without the second step, elsewhere, does not stay in when it is set up. */
export const deleteWeakSessions = (db: Db, personId: string) => db.rows(sql`delete from people.session where person_id = ${personId} and kind = 'browser' and not strong`)

/** Who has no second step any more has no session and no token with one either. */
export const weakenSessions = (db: Db, personId: string) => db.rows(sql`update people.session set strong = false where person_id = ${personId} and strong`)

export const deleteSession = (db: Db, hash: string) =>
  db.one<{ personId: string }>(sql`delete from people.session where hash = ${hash} and kind = 'browser' returning person_id as "personId"`)

export const deleteBrowserSessions = (db: Db, personId: string) =>
  db.rows<{ id: string }>(sql`delete from people.session where person_id = ${personId} and kind = 'browser' returning id`)

type NewProof = {
  id: string
  purpose: 'sign-in' | 'new-address'
  holder: string
  email: string
  codeHash: string
  linkHash: string | null
  goTo: string
  providerVisitId?: string | null
  at: Date
  expiresAt: Date
}

/** A browser or person that asks again lets go of what they asked before. */
export async function insertProof(db: Db, proof: NewProof): Promise<void> {
  await db.rows(sql`
    insert into people.mail_proof (id, purpose, holder, email, code_hash, link_hash, go_to, provider_visit_id, asked_at, expires_at)
    values (${proof.id}, ${proof.purpose}, ${proof.holder}, ${proof.email}, ${proof.codeHash}, ${proof.linkHash}, ${proof.goTo}, ${proof.providerVisitId ?? null}, ${proof.at}, ${proof.expiresAt})
    on conflict (holder) do update set id = excluded.id, email = excluded.email, code_hash = excluded.code_hash, link_hash = excluded.link_hash, go_to = excluded.go_to,
      tries = 0, asked_at = excluded.asked_at, expires_at = excluded.expires_at, used_at = null`)
}

const proofColumns = sql`id, email, go_to as "goTo", tries, code_hash as "codeHash", expires_at as "expiresAt", used_at as "usedAt", provider_visit_id as "providerVisitId"`

export const proofOfHolder = (db: Db, purpose: NewProof['purpose'], holder: string) =>
  db.one<MailProof>(sql`select ${proofColumns} from people.mail_proof where purpose = ${purpose} and holder = ${holder}`)

export const proofOfLink = (db: Db, linkHash: string) => db.one<MailProof>(sql`select ${proofColumns} from people.mail_proof where purpose = 'sign-in' and link_hash = ${linkHash}`)

/** Counts the try before it is judged, so that guesses sent at once count each. Nothing comes back when there is no try left. */
export const tryProof = (db: Db, purpose: NewProof['purpose'], holder: string, { now, most }: { now: Date; most: number }) =>
  db.one<MailProof>(sql`
    update people.mail_proof set tries = tries + 1 where purpose = ${purpose} and holder = ${holder} and used_at is null and expires_at > ${now} and tries < ${most}
    returning ${proofColumns}`)

/** True for one caller only. */
export const useProof = async (db: Db, id: string, now: Date): Promise<boolean> =>
  (await db.one(sql`update people.mail_proof set used_at = ${now} where id = ${id} and used_at is null and expires_at > ${now} returning id`)) !== undefined

export async function countAttempt(db: Db, { subject, since, until }: { subject: string; since: Date; until: Date }): Promise<number> {
  const row = await db.one<{ count: number }>(sql`
    insert into people.attempt as a (subject, since, until, count) values (${subject}, ${since}, ${until}, 1)
    on conflict (subject, since) do update set count = a.count + 1 returning count`)
  return row?.count ?? 0
}

/** Whether someone who signed in before never did so with such a browser; from now on they did. */
export async function isNewDevice(db: Db, personId: string, device: string, at: Date): Promise<boolean> {
  const known = await db.rows<{ device: string }>(sql`select device from people.known_device where person_id = ${personId} limit 1000`)
  await db.rows(sql`
    insert into people.known_device (person_id, device, used_at) values (${personId}, ${device}, ${at}) on conflict (person_id, device) do update set used_at = excluded.used_at`)
  return known.length > 0 && !known.some((one) => one.device === device)
}

const DEVICE_KEPT = 365 * DAY

export async function removeEnded(db: Db, now: Date): Promise<void> {
  await db.rows(sql`delete from people.known_device where used_at < ${new Date(now.getTime() - DEVICE_KEPT)}`)
  await db.rows(sql`delete from people.session where expires_at <= ${now}`)
  await db.rows(sql`delete from people.mail_proof where expires_at <= ${now}`)
  await db.rows(sql`delete from people.provider_visit where expires_at <= ${now}`)
  await db.rows(sql`delete from people.passkey_challenge where expires_at <= ${now}`)
  await db.rows(sql`delete from people.attempt where until <= ${now}`)
}

/** About someone's own account: it belongs to no organisation. */
export const audit = (db: Db, personId: string, verb: string, at: Date, subject = personId) =>
  db.rows(auditEntry({ at, actor: pseudonymOf(personId), verb, subject, organisationId: null }))
