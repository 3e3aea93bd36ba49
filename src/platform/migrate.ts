import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenDb } from './db.ts'
import { sql } from './sql.ts'

export type Migration = { name: string; text: string }

/** The numbered SQL files of one folder, in order; `owner` goes before the name so that modules never collide. */
export function migrationsIn(folder: string, owner: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .toSorted()
    .map((file) => ({ name: `${owner}/${file}`, text: readFileSync(join(folder, file), 'utf8') }))
}

const LOCK = 7_036_501 // any number, the same in every process: two processes that start together migrate one after the other

/** Brings the database up to date, each migration with its record in one transaction. Returns the names of those done now. */
export async function migrate(db: OpenDb, migrations: readonly Migration[]): Promise<string[]> {
  await db.script('create table if not exists public.migration (name text primary key, done_at timestamptz not null default now())')
  const done: string[] = []
  for (const migration of migrations) {
    const isNew = await db.tx(async (tx) => {
      await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
      if (await tx.one(sql`select name from public.migration where name = ${migration.name}`)) return false
      for (const statement of statementsOf(migration.text)) await tx.rows(statement)
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
    .map((part) => sql(Object.assign([part], { raw: [part] })))
}

export async function migrationsDone(db: { rows<Row>(statement: ReturnType<typeof sql>): Promise<Row[]> }): Promise<number> {
  const [row] = await db.rows<{ count: number }>(sql`select count(*) as count from public.migration`)
  return row?.count ?? 0
}
