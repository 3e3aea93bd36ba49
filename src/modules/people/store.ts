import type { Db } from '#platform/db'
import type { Person } from '#platform/rights'
import { sql } from '#platform/sql'
import type { Account } from './people.ts'

export async function personWithSession(db: Db, hash: string, now: Date): Promise<Person | undefined> {
  return db.one<Person>(sql`
    select p.id, p.name, p.email, p.administrator, s.id as "sessionId", s.strong
    from people.session s join people.person p on p.id = s.person_id
    where s.hash = ${hash} and s.expires_at > ${now} and p.erased_at is null`)
}

/** Asked twice at once for one address, both get the same account. */
export async function insertPerson(db: Db, person: Account & { at: Date }): Promise<Account> {
  const row = await db.one<Account>(sql`
    insert into people.person as p (id, email, name, created_at) values (${person.id}, ${person.email}, ${person.name}, ${person.at})
    on conflict (email) do update set email = excluded.email returning p.id, p.email, p.name`)
  if (!row) throw new Error('the account was not stored')
  return row
}

export const personByEmail = (db: Db, email: string) => db.one<Account>(sql`select id, email, name from people.person where email = ${email} and erased_at is null`)

export async function peopleByIds(db: Db, ids: readonly string[]): Promise<Map<string, Account>> {
  const rows = await db.rows<Account>(sql`select id, email, name from people.person where id = any(${ids}::uuid[]) and erased_at is null limit 1000`)
  return new Map(rows.map((row) => [row.id, row]))
}

type NewSession = { hash: string; id: string; personId: string; kind: 'browser' | 'token'; label: string; strong: boolean; at: Date; expiresAt: Date }

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db.rows(sql`
    insert into people.session (hash, id, person_id, kind, label, strong, created_at, seen_at, expires_at)
    values (${session.hash}, ${session.id}, ${session.personId}, ${session.kind}, ${session.label}, ${session.strong}, ${session.at}, ${session.at}, ${session.expiresAt})`)
}
