import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './db.ts'
import { sql, written } from './sql.ts'

export type Migration = { name: string; text: string }

/** The numbered SQL files of one folder, in order; `owner` goes before the name so that modules never collide. */
export function migrationsIn(folder: string, owner: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .toSorted()
    .map((file) => ({ name: `${owner}/${file}`, text: readFileSync(join(folder, file), 'utf8') }))
}

const LOCK = 7_036_501 // any number, the same in every process: two processes that start together make the table one after the other

/** Brings the database up to date, each migration with its record in one transaction. Returns the names of those done now. */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  await db.tx(async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
    await tx.rows(sql`create table if not exists public.migration (name text primary key, done_at timestamptz not null default now())`)
  })
  const done: string[] = []
  for (const migration of migrations) {
    const isNew = await db.tx(async (tx) => {
      await lockMigrations(tx)
      if (await tx.one(sql`select name from public.migration where name = ${migration.name}`)) return false
      for (const statement of statementsOf(migration.text)) await tx.rows(written(statement))
      await tx.rows(sql`insert into public.migration (name) values (${migration.name})`)
      return true
    })
    if (isNew) done.push(migration.name)
  }
  return done
}

/** Migrations are cut at lines that hold only `---`: a driver prepares one statement at a time, and a function body has semicolons. */
function statementsOf(text: string) {
  return text
    .split(/^---$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/**
 * One process migrates at a time, and none while a back-up is being made (`holdMigrations`). A lock on the table and not an
 * advisory one, because taking it makes no snapshot: what is read next is as it was when the lock was there.
 */
const lockMigrations = (tx: Db) => tx.rows(sql`lock table public.migration in share row exclusive mode`)

/** Keeps migrations away until the transaction ends; others may hold them too, and reading goes on. */
export const holdMigrations = (tx: Db) => tx.rows(sql`lock table public.migration in share mode`)

export const migrationNames = async (db: Db) => (await db.rows<{ name: string }>(sql`select name from public.migration order by done_at, name limit 10000`)).map(({ name }) => name)

export async function migrationsDone(db: { rows<Row>(statement: ReturnType<typeof sql>): Promise<Row[]> }): Promise<number> {
  const [row] = await db.rows<{ count: number }>(sql`select count(*) as count from public.migration`)
  return row?.count ?? 0
}
