import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db, OpenDb } from './db.ts'
import { sql, written } from './sql.ts'

export type Migration = { name: string; text: string }

/** What a start cannot go on with; the message says what an operator can do. Nothing was changed by it. */
export class MigrationRefused extends Error {
  readonly code = 'migration-refused'
  constructor(message: string) {
    super(message)
    this.name = 'MigrationRefused'
  }
}

/** The numbered SQL files of one folder, in order; `owner` goes before the name so that modules never collide. */
export function migrationsIn(folder: string, owner: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .toSorted()
    .map((file) => ({ name: `${owner}/${file}`, text: readFileSync(join(folder, file), 'utf8') }))
}

const LOCK = 7_036_501 // any number, the same in every process: two processes that start together make the table one after the other

/** A change that waits for a long statement makes everyone behind it wait too: better to give up and try again at the next start. */
const WAITS_AT_MOST = '10s'

/** Brings the database up to date, each migration with its record in one transaction. Returns the names of those done now. */
export async function migrate(db: Db | OpenDb, migrations: readonly Migration[], { waitsAtMost = WAITS_AT_MOST } = {}): Promise<string[]> {
  // Without a lock: a process that starts while a back-up is made, or on a database that is up to date, waits for nobody.
  const before = await recorded(db)
  const waiting = migrations.filter(({ name }) => !before.has(name))
  if (waiting.length === 0) return []
  await db.tx(async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
    await tx.rows(sql`create table if not exists public.migration (name text primary key, done_at timestamptz not null default now())`)
    await tx.rows(sql`alter table public.migration add column if not exists since text`)
  })
  const done: string[] = []
  for (const migration of waiting) {
    const isNew = await db
      .tx(async (tx) => {
        await lockMigrations(tx)
        if (await tx.one(sql`select name from public.migration where name = ${migration.name}`)) return false
        await tx.rows(sql`select set_config('lock_timeout', ${waitsAtMost}, true)`)
        // An index that is built beside the work cannot be in a transaction; this one only keeps other processes away. Locked once more, for
        // it waits for every snapshot: what was read last keeps its own until the next statement, and a lock has none.
        const beside = isBeside(migration) && 'kind' in db && db.kind === 'postgres'
        if (beside) await lockMigrations(tx)
        for (const statement of statementsOf(migration)) await (beside ? db : tx).rows(written(beside ? statement : statement.replaceAll(/\bconcurrently\b/gi, '')))
        await tx.rows(sql`insert into public.migration (name, since) values (${migration.name}, ${contractOf(migration) ?? null})`)
        return true
      })
      .catch((error: unknown) => {
        if (!isBusy(error)) throw error
        throw new MigrationRefused(
          `The migration ${migration.name} could not get hold of its table within ${waitsAtMost}: something else reads or writes it. Start again in a quiet moment.`,
        )
      })
    if (isNew) done.push(migration.name)
  }
  return done
}

const isBusy = (error: unknown) => error instanceof Error && 'code' in error && error.code === '55P03'

/** Migrations are cut at lines that hold only `---`: a driver prepares one statement at a time, and a function body has semicolons. */
export const statementsOf = ({ text }: Migration) =>
  text
    .split(/^---$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '')

export const isBeside = ({ text }: Migration) => /\bindex\s+concurrently\b/i.test(text)

/** `-- contract since 0.3.0`: takes away what versions before 0.3.0 read. They must not start on this database any more. */
export const contractOf = ({ text }: Migration) => /^-- contract since (\d+\.\d+\.\d+)\b/m.exec(text)?.[1]

/**
 * Whether this version may work on a database that a newer one brought up to date: yes, as long as nothing was taken away that it
 * reads. Returns the migrations that it does not know.
 * @throws {MigrationRefused}
 */
export async function refuseNewer(db: Db, migrations: readonly Migration[], version: string): Promise<string[]> {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...(await recorded(db))].filter(([name]) => !known.has(name))
  const needed = unknown.flatMap(([, since]) => (since !== null && isLater(since, version) ? [since] : [])).toSorted((one, other) => (isLater(one, other) ? -1 : 1))[0]
  if (needed !== undefined)
    throw new MigrationRefused(
      `This database was brought up to date by a newer Koers and serves version ${needed} and later; this is ${version}. Start that version, or restore the back-up from before the upgrade.`,
    )
  return unknown.map(([name]) => name)
}

function isLater(one: string, other: string): boolean {
  const [left = [], right = []] = [one, other].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)))
  const place = [0, 1, 2].find((at) => left[at] !== right[at]) ?? 0
  return (left[place] ?? 0) > (right[place] ?? 0)
}

/** What was done, and from which version on the database can be used since; as JSON, for older databases have no such column. */
async function recorded(db: Db): Promise<Map<string, string | null>> {
  const there = await db.one<{ yes: boolean }>(sql`select to_regclass('public.migration') is not null as yes`)
  if (there?.yes !== true) return new Map()
  const rows = await db.rows<{ name: string; since: string | null }>(sql`select m.name, to_jsonb(m)->>'since' as since from public.migration m limit 10000`)
  return new Map(rows.map(({ name, since }) => [name, since]))
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
