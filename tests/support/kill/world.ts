import { randomUUID } from 'node:crypto'
import type { Db } from '#platform/db'
import { hashOf, newId, newKey } from '#platform/secret'
import { sql } from '#platform/sql'

/** Someone who is signed in, by the cookie of their browser. */
export type Person = { id: string; cookie: string }
/** A board with schools. Its first person owns it; the others work there. */
export type Board = { id: string; schools: string[]; people: [Person, ...Person[]] }

/** Puts a board there by itself, without the pages: what is tried is what happens after. */
export async function makeBoard(db: Db, name: string, { schools, workers }: { schools: number; workers: number }): Promise<Board> {
  const [id, below] = [randomUUID(), Array.from({ length: schools }, () => randomUUID())]
  const people = Array.from({ length: 1 + workers }, () => ({ id: randomUUID(), token: newKey() }))
  await db.tx(async (tx) => {
    await tx.rows(sql`insert into organisations.organisation (id, kind, origin, name, sector, board_number) values (${id}, 'board', 'register', ${name}, 'po', ${id})`)
    await tx.rows(sql`
      insert into organisations.organisation (id, kind, origin, name, sector, board_number, brin4, parent_id)
      select s, 'school', 'register', 'School ' || nr || ' van ' || ${name}::text, 'po', ${id}::text, s::text, ${id}::uuid from unnest(${below}::uuid[]) with ordinality as one (s, nr)`)
    for (const [nr, { id: person, token }] of people.entries()) {
      await tx.rows(sql`insert into people.person (id, email, name, created_at) values (${person}, ${`${person}@school.example`}, ${`Persoon ${nr}`}, now())`)
      await tx.rows(sql`
        insert into organisations.membership (id, person_id, organisation_id, rights, since) values (${newId()}, ${person}, ${id}, ${nr === 0 ? 'owner' : 'editor'}, now())`)
      await tx.rows(sql`
        insert into people.session (hash, id, person_id, kind, strong, created_at, seen_at, expires_at)
        values (${hashOf(token)}, ${newId()}, ${person}, 'browser', true, now(), now(), now() + interval '1 day')`)
    }
  })
  const [owner, ...others] = people.map(({ id: person, token }): Person => ({ id: person, cookie: `koers-sessie=${token}` }))
  if (!owner) throw new Error('a board has an owner')
  return { id, schools: below, people: [owner, ...others] }
}
