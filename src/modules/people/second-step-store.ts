import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Held } from './policy.ts'

type Authenticator = { secret: string; confirmedAt: Date | null; lastStep: number }

export async function heldBy(db: Db, personId: string): Promise<Held> {
  const row = await db.one<Held>(sql`
    select exists (select 1 from people.authenticator where person_id = ${personId} and confirmed_at is not null) as authenticator, 
      (select count(*) from people.passkey where person_id = ${personId}) as passkeys`)
  return row ?? { authenticator: false, passkeys: 0 }
}

/** Of these, how many set up an app or a passkey. */
export async function countWithSecondStep(db: Db, personIds: readonly string[]): Promise<number> {
  const row = await db.one<{ count: number }>(sql`
    select count(*)::int as count from unnest(${personIds}::uuid[]) p(id)
    where exists (select from people.authenticator a where a.person_id = p.id and a.confirmed_at is not null) or exists (select from people.passkey k where k.person_id = p.id)`)
  return row?.count ?? 0
}

export const authenticatorOf = (db: Db, personId: string) =>
  db.one<Authenticator>(sql`select secret, confirmed_at as "confirmedAt", last_step as "lastStep" from people.authenticator where person_id = ${personId} for update`)

/** One that was confirmed stays: it is removed first, on purpose. */
export const startAuthenticator = (db: Db, personId: string, sealed: string, at: Date) =>
  db.rows(sql`
    insert into people.authenticator as a (person_id, secret, made_at) values (${personId}, ${sealed}, ${at})
    on conflict (person_id) do update set secret = excluded.secret, made_at = excluded.made_at where a.confirmed_at is null`)

export const confirmAuthenticator = (db: Db, personId: string, step: number, at: Date) =>
  db.rows(sql`update people.authenticator set confirmed_at = ${at}, last_step = ${step} where person_id = ${personId} and confirmed_at is null`)

/** True for one caller only: the same code twice at once counts once. */
export const useStep = async (db: Db, personId: string, step: number): Promise<boolean> =>
  (await db.one(sql`update people.authenticator set last_step = ${step} where person_id = ${personId} and last_step < ${step} returning person_id`)) !== undefined

export async function removeAuthenticator(db: Db, personId: string): Promise<boolean> {
  await db.rows(sql`delete from people.recovery_code where person_id = ${personId}`)
  return (await db.one(sql`delete from people.authenticator where person_id = ${personId} returning person_id`)) !== undefined
}

export async function replaceRecoveryCodes(db: Db, personId: string, hashes: readonly string[]): Promise<void> {
  await db.rows(sql`delete from people.recovery_code where person_id = ${personId}`)
  await db.rows(sql`insert into people.recovery_code (hash, person_id) select hash, ${personId}::uuid from unnest(${hashes}::text[]) hash`)
}

export const spendRecoveryCode = async (db: Db, hash: string, at: Date): Promise<boolean> =>
  (await db.one(sql`update people.recovery_code set used_at = ${at} where hash = ${hash} and used_at is null returning hash`)) !== undefined

export async function recoveryCodesLeft(db: Db, personId: string): Promise<number> {
  const row = await db.one<{ left: number }>(sql`select count(*) as left from people.recovery_code where person_id = ${personId} and used_at is null`)
  return row?.left ?? 0
}
