import type pg from 'pg'
import type { Size } from './size.ts'
import { stepsFor } from './steps.ts'

export type Made = { seconds: number; answers: number; views: number }

/** Fills a migrated database with the made-up country, and says how far it is. */
export async function makeCountry(database: pg.Pool, size: Size, today: Date, say: (line: string) => void): Promise<Made> {
  const begun = performance.now()
  const seconds = () => Math.round((performance.now() - begun) / 1000)
  for (const { what, chunks, before, sql, after } of stepsFor(size, today)) {
    if (before) await database.query(before)
    for (let chunk = 0; chunk < chunks; chunk++) {
      await database.query(sql, [chunk, chunks])
      if (chunk % 5 === 4 || chunk === chunks - 1) say(`national: ${what}, ${chunk + 1} of ${chunks}, ${seconds()} s`)
    }
    if (after) await database.query(after)
  }
  await database.query('vacuum analyze')
  say(`national: statistics, ${seconds()} s`)
  const count = async (table: string) => Number((await database.query<{ count: string }>(`select count(*) as count from ${table}`)).rows[0]?.count ?? 0)
  return { seconds: (performance.now() - begun) / 1000, answers: await count('assessments.answer'), views: await count('campaigns.view') }
}

/** A session of the first owner of this board, as the cookie that a browser would send. */
export async function signIn(database: pg.Pool, board: string, { token, hash }: { token: string; hash: string }): Promise<string> {
  await database.query(
    `insert into people.session (hash, id, person_id, kind, strong, created_at, seen_at, expires_at)
     select $1, substr($1, 1, 16), m.person_id, 'browser', true, now(), now(), now() + interval '1 day' from organisations.membership m where m.organisation_id = $2 and m.rights = 'owner'
     on conflict do nothing`,
    [hash, board],
  )
  return `koers-sessie=${token}`
}
