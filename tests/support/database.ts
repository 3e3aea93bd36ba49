import { PGlite } from '@electric-sql/pglite'
import { openAsBlob } from 'node:fs'
import pg from 'pg'
import { inject } from 'vitest'
import { openDb, type OpenDb } from '#platform/db'
import { sql } from '#platform/sql'

/** What stays between tests: the record of migrations, and the content, which the start of the app has put there. */
const kept = ['public.migration', 'instruments.edition']

let opened: Promise<OpenDb> | undefined

/**
 * The database of this worker, migrated and, but for the content, empty. Every call empties it again, so a test starts with it.
 * It closes with the worker; `close()` here does nothing.
 */
export async function testDatabase(): Promise<OpenDb> {
  const db = await (opened ??= open())
  await truncate(db)
  return { ...db, close: async () => {} }
}

async function truncate(db: OpenDb): Promise<void> {
  const tables = await db.rows<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and schemaname || '.' || tablename <> all(${kept}::text[]) limit 1000`)
  if (tables.length > 0) await db.script(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`)
}

async function open(): Promise<OpenDb> {
  const from = inject('database')
  if ('dump' in from) return openDb({ embedded: await PGlite.create({ loadDataDir: await openAsBlob(from.dump) }) })
  const name = `worker_${process.pid}`
  const client = new pg.Client({ connectionString: `${from.postgres}postgres` })
  await client.connect()
  await client.query(`create database ${name} template template`)
  await client.end()
  return openDb({ url: from.postgres + name, pool: 5 })
}
