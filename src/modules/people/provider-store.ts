import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Account } from './people.ts'

/** `personId`: who links this provider to their account; null for a sign-in. */
type NewVisit = { id: string; holder: string; provider: string; stateHash: string; nonce: string; verifier: string; goTo: string; personId: string | null; expiresAt: Date }

export const insertVisit = (db: Db, visit: NewVisit) =>
  db.rows(sql`
    insert into people.provider_visit (id, holder, provider, state_hash, nonce, verifier, go_to, person_id, expires_at)
    values (${visit.id}, ${visit.holder}, ${visit.provider}, ${visit.stateHash}, ${visit.nonce}, ${visit.verifier}, ${visit.goTo}, ${visit.personId}, ${visit.expiresAt})`)

/** Once, in the browser that left, for the provider it left to. */
export const spendState = (db: Db, at: { stateHash: string; holder: string; provider: string; now: Date }) =>
  db.one<{ id: string; nonce: string; verifier: string; goTo: string; personId: string | null }>(sql`
    update people.provider_visit set state_hash = null
    where state_hash = ${at.stateHash} and holder = ${at.holder} and provider = ${at.provider} and expires_at > ${at.now}
    returning id, nonce, verifier, go_to as "goTo", person_id as "personId"`)

export const rememberIdentity = (db: Db, id: string, { issuer, subject, email }: { issuer: string; subject: string; email: string | undefined }) =>
  db.rows(sql`update people.provider_visit set issuer = ${issuer}, subject = ${subject}, email = ${email ?? null} where id = ${id}`)

/** Someone who came back in this browser and must still show their mailbox. */
export const unconfirmedVisit = (db: Db, holder: string, now: Date) =>
  db.one<{ id: string; provider: string; email: string | null; goTo: string }>(sql`
    select id, provider, email, go_to as "goTo" from people.provider_visit where holder = ${holder} and person_id is null and issuer is not null and expires_at > ${now} limit 1`)

/** What came back for this person to link, in the browser they left in. */
export const linkingVisit = (db: Db, holder: string, personId: string, now: Date) =>
  db.one<{ id: string; provider: string; email: string | null }>(sql`
    select id, provider, email from people.provider_visit where holder = ${holder} and person_id = ${personId} and issuer is not null and expires_at > ${now} limit 1`)

export type Identity = { issuer: string; subject: string; linkedAt: Date; usedAt: Date }

export const identitiesOf = (db: Db, personId: string) =>
  db.rows<Identity>(sql`
    select issuer, subject, linked_at as "linkedAt", used_at as "usedAt" from people.provider_identity where person_id = ${personId} order by linked_at, issuer, subject limit 200`)

export const holderOfIdentity = (db: Db, { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>) =>
  db.one<{ personId: string }>(sql`select person_id as "personId" from people.provider_identity where issuer = ${issuer} and subject = ${subject}`)

export const unlinkIdentity = async (db: Db, personId: string, { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): Promise<boolean> =>
  (await db.one(sql`delete from people.provider_identity where person_id = ${personId} and issuer = ${issuer} and subject = ${subject} returning issuer`)) !== undefined

export const personWithIdentity = (db: Db, { issuer, subject }: { issuer: string; subject: string }, now: Date) =>
  db.one<Account>(sql`
    update people.provider_identity i set used_at = ${now} from people.person p
    where i.issuer = ${issuer} and i.subject = ${subject} and p.id = i.person_id and p.erased_at is null returning p.id, p.email, p.name`)

/** False when the identity leads to an account already. */
export const linkIdentity = async (db: Db, personId: string, { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>, now: Date): Promise<boolean> =>
  (await db.one(sql`
    insert into people.provider_identity (issuer, subject, person_id, linked_at, used_at) values (${issuer}, ${subject}, ${personId}, ${now}, ${now})
    on conflict do nothing returning issuer`)) !== undefined

/** What someone was at the provider of this visit; once. */
export const spendVisit = (db: Db, visitId: string) =>
  db.one<Pick<Identity, 'issuer' | 'subject'>>(sql`delete from people.provider_visit where id = ${visitId} and issuer is not null returning issuer, subject`)
