import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Account } from './people.ts'

type NewVisit = { id: string; holder: string; provider: string; stateHash: string; nonce: string; verifier: string; goTo: string; expiresAt: Date }

export const insertVisit = (db: Db, visit: NewVisit) =>
  db.rows(sql`
    insert into people.provider_visit (id, holder, provider, state_hash, nonce, verifier, go_to, expires_at)
    values (${visit.id}, ${visit.holder}, ${visit.provider}, ${visit.stateHash}, ${visit.nonce}, ${visit.verifier}, ${visit.goTo}, ${visit.expiresAt})`)

/** Once, in the browser that left, for the provider it left to. */
export const spendState = (db: Db, at: { stateHash: string; holder: string; provider: string; now: Date }) =>
  db.one<{ id: string; nonce: string; verifier: string; goTo: string }>(sql`
    update people.provider_visit set state_hash = null
    where state_hash = ${at.stateHash} and holder = ${at.holder} and provider = ${at.provider} and expires_at > ${at.now}
    returning id, nonce, verifier, go_to as "goTo"`)

export const rememberIdentity = (db: Db, id: string, { issuer, subject, email }: { issuer: string; subject: string; email: string | undefined }) =>
  db.rows(sql`update people.provider_visit set issuer = ${issuer}, subject = ${subject}, email = ${email ?? null} where id = ${id}`)

/** Someone who came back in this browser and must still show their mailbox. */
export const unconfirmedVisit = (db: Db, holder: string, now: Date) =>
  db.one<{ id: string; provider: string; email: string | null; goTo: string }>(sql`
    select id, provider, email, go_to as "goTo" from people.provider_visit where holder = ${holder} and issuer is not null and expires_at > ${now} limit 1`)

export const personWithIdentity = (db: Db, { issuer, subject }: { issuer: string; subject: string }, now: Date) =>
  db.one<Account>(sql`
    update people.provider_identity i set used_at = ${now} from people.person p
    where i.issuer = ${issuer} and i.subject = ${subject} and p.id = i.person_id and p.erased_at is null returning p.id, p.email, p.name`)

export const linkIdentity = (db: Db, personId: string, { issuer, subject }: { issuer: string; subject: string }, now: Date) =>
  db.rows(sql`
    insert into people.provider_identity (issuer, subject, person_id, linked_at, used_at) values (${issuer}, ${subject}, ${personId}, ${now}, ${now}) on conflict do nothing`)

/** What a code that was just entered also confirms: the identity of the visit it was asked for. */
export const linkVisit = async (db: Db, visitId: string, personId: string, now: Date): Promise<boolean> =>
  (await db.one(sql`
    with visit as (delete from people.provider_visit where id = ${visitId} and issuer is not null returning issuer, subject)
    insert into people.provider_identity (issuer, subject, person_id, linked_at, used_at) select issuer, subject, ${personId}::uuid, ${now}::timestamptz, ${now}::timestamptz from visit
    on conflict do nothing returning issuer`)) !== undefined
