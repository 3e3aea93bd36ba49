import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Passkey } from './passkey.ts'

export const insertChallenge = (db: Db, challenge: string, personId: string | null, expiresAt: Date) =>
  db.rows(sql`insert into people.passkey_challenge (challenge, person_id, expires_at) values (${challenge}, ${personId}, ${expiresAt})`)

/** True once, and only for the person (or for nobody) it was made for. */
export const spendChallenge = async (db: Db, challenge: string, personId: string | null, now: Date): Promise<boolean> =>
  (await db.one(sql`
    delete from people.passkey_challenge where challenge = ${challenge} and person_id is not distinct from ${personId}::uuid and expires_at > ${now} returning challenge`)) !==
  undefined

export const passkeysOf = (db: Db, personId: string) =>
  db.rows<Passkey & { credential: string; transports: string[] }>(sql`
    select id, name, made_at as "madeAt", used_at as "usedAt", credential, transports from people.passkey where person_id = ${personId} order by made_at, id limit 100`)

type Kept = { credential: string; personId: string; email: string; name: string; publicKey: string; counter: number; transports: string[] }

export const passkeyWithCredential = (db: Db, credential: string) =>
  db.one<Kept>(sql`
    select k.credential, p.id as "personId", p.email, p.name, k.public_key as "publicKey", k.counter, k.transports
    from people.passkey k join people.person p on p.id = k.person_id where k.credential = ${credential} and p.erased_at is null`)

type New = { id: string; credential: string; personId: string; name: string; publicKey: string; counter: number; transports: readonly string[]; at: Date }

export const insertPasskey = async (db: Db, key: New): Promise<boolean> =>
  (await db.one(sql`
    insert into people.passkey (id, credential, person_id, name, public_key, counter, transports, made_at)
    values (${key.id}, ${key.credential}, ${key.personId}, ${key.name}, ${key.publicKey}, ${key.counter}, ${key.transports}::text[], ${key.at})
    on conflict (credential) do nothing returning id`)) !== undefined

export const usePasskey = (db: Db, credential: string, counter: number, at: Date) =>
  db.rows(sql`update people.passkey set counter = ${counter}, used_at = ${at} where credential = ${credential}`)

export const renamePasskey = async (db: Db, personId: string, id: string, name: string): Promise<boolean> =>
  (await db.one(sql`update people.passkey set name = ${name} where id = ${id} and person_id = ${personId} returning id`)) !== undefined

export const deletePasskeys = async (db: Db, personId: string): Promise<number> =>
  (await db.rows(sql`delete from people.passkey where person_id = ${personId} returning id`)).length

export const deletePasskey = async (db: Db, personId: string, id: string): Promise<boolean> =>
  (await db.one(sql`delete from people.passkey where id = ${id} and person_id = ${personId} returning id`)) !== undefined
