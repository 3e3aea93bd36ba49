import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

/** `usedAt` is null until it was used once; it is exact to some hours. */
export type Token = { id: string; name: string; createdAt: Date; usedAt: Date | null; expiresAt: Date; passedSecondStep: boolean }

export const tokensOf = (db: Db, personId: string, now: Date) =>
  db.rows<Token>(sql`
    select id, label as name, created_at as "createdAt", nullif(seen_at, created_at) as "usedAt", expires_at as "expiresAt", strong as "passedSecondStep"
    from people.session where person_id = ${personId} and kind = 'token' and expires_at > ${now} order by created_at desc, id limit 100`)

export const deleteToken = async (db: Db, personId: string, id: string): Promise<boolean> =>
  (await db.one(sql`delete from people.session where id = ${id} and person_id = ${personId} and kind = 'token' returning id`)) !== undefined
