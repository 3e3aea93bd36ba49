import type { PGlite } from '@electric-sql/pglite'
import type { DatabaseProblem } from './database-problem.ts'
import { openEmbedded } from './embedded.ts'
import { openPostgres } from './postgres.ts'
import type { Sql } from './sql.ts'

/** The database as everything above it sees it: embedded or PostgreSQL, the same statements. */
export type Db = {
  /** All rows. The caller names the columns and so knows the row's type. */
  rows<Row>(statement: Sql): Promise<Row[]>
  /** The first row, if there is one. */
  one<Row>(statement: Sql): Promise<Row | undefined>
  /** All statements in `work`, or none. Rolled back when `work` throws. */
  tx<T>(work: (tx: Db) => Promise<T>): Promise<T>
}
export type OpenDb = Db & {
  kind: 'embedded' | 'postgres'
  script(text: string): Promise<void>
  /** Hears what any process says with `pg_notify` on this channel, until the returned function is called. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** How many connections there are, and who waits for one; the embedded database has none. */
  connections?(): { used: number; idle: number; pending: number; max: number }
  /** What is wrong with storing or with what is stored, also when it answers. */
  trouble?(): Promise<DatabaseProblem | undefined>
  close(): Promise<void>
}

type Options = {
  url?: string | undefined
  pool?: number
  /** Where to listen when `url` leads to a pooler, whose connections are another's after each transaction. */
  listenUrl?: string | undefined
  /** Whether PostgreSQL keeps each statement with its plan for the next time; a pooler may not. */
  prepare?: boolean
  /** The longest that anyone waits for a connection, in milliseconds. */
  patience?: number
  dataFolder?: string
  embedded?: PGlite
}

export async function openDb(options: Options): Promise<OpenDb> {
  if (options.url) return openPostgres({ ...options, url: options.url })
  return openEmbedded(options.embedded, options.dataFolder)
}
