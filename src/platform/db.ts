import type { PGlite, Transaction } from '@electric-sql/pglite'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { takeFolder } from './one-process.ts'
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
  close(): Promise<void>
}

/** Dates stay text (a day has no zone), bigints are numbers (none here passes 2^53). */
const DATE = 1082
const BIGINT = 20
pg.types.setTypeParser(DATE, (value) => value)
pg.types.setTypeParser(BIGINT, Number)

type Options = {
  url?: string | undefined
  pool?: number
  /** Where to listen when `url` leads to a pooler, whose connections are another's after each transaction. */
  listenUrl?: string | undefined
  /** Whether PostgreSQL keeps each statement with its plan for the next time; a pooler may not. */
  prepare?: boolean
  dataFolder?: string
  embedded?: PGlite
}

export async function openDb(options: Options): Promise<OpenDb> {
  if (options.url) return openPostgres({ ...options, url: options.url })
  return openEmbedded(options.embedded, options.dataFolder)
}

const ignored = () => {}

type Client = { query(config: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }> }

function openPostgres({ url, pool: max = 10, listenUrl = url, prepare = true }: Options & { url: string }): OpenDb {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 5000, application_name: 'koers' })
  // An idle connection that breaks (server restarted) is replaced by the pool; without a listener it would end the process.
  pool.on('error', ignored)
  const over = (client: Client): Db => {
    const rows = async <Row>({ name, text, values }: Sql) => (await client.query({ ...(prepare ? { name } : {}), text, values: values as unknown[] })).rows as Row[]
    return { rows, one: async <Row>(statement: Sql) => (await rows<Row>(statement))[0], tx: (work) => work(over(client)) }
  }
  return {
    ...over(pool),
    kind: 'postgres',
    tx: async (work) => {
      const client = await pool.connect()
      // One that breaks between two statements says so at the next; without a listener here too it would end the process.
      client.on('error', ignored)
      let broken: Error | undefined
      try {
        await client.query('begin')
        const result = await work(over(client))
        await client.query('commit')
        return result
      } catch (error) {
        broken = await client.query('rollback').then(
          () => undefined,
          (failure: Error) => failure,
        )
        throw error
      } finally {
        client.off('error', ignored)
        client.release(broken)
      }
    },
    script: async (text) => void (await pool.query(text)),
    listen: (channel, heard) => listenOn(listenUrl, channel, heard),
    connections: () => ({ used: pool.totalCount - pool.idleCount, idle: pool.idleCount, pending: pool.waitingCount, max }),
    close: () => pool.end(),
  }
}

const LISTEN_AGAIN_AFTER = 1000

/** A connection of its own, for a pool gives another one each time. When it breaks it is made again: what was said meanwhile is missed, so pages also look by themselves now and then. */
async function listenOn(url: string, channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
  let stopped = false
  let client: pg.Client | undefined
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'koers-live', connectionTimeoutMillis: 5000, keepAlive: true })
    fresh.on('notification', ({ payload }) => heard(payload ?? ''))
    // Both may come for one break; the second finds nothing to do.
    const again = () => {
      if (stopped || client !== fresh) return
      client = undefined
      setTimeout(() => void connect().catch(() => {}), LISTEN_AGAIN_AFTER).unref()
    }
    client = fresh
    fresh.on('error', again)
    fresh.on('end', again)
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
    } catch (error) {
      again()
      throw error
    }
  }
  await connect()
  return async () => {
    stopped = true
    await client?.end()
  }
}

async function openEmbedded(given: PGlite | undefined, dataFolder: string | undefined): Promise<OpenDb> {
  const folder = dataFolder === undefined ? undefined : join(dataFolder, 'database')
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const letGo = dataFolder === undefined ? undefined : await takeFolder(dataFolder)
  const parsers = { [DATE]: (value: string) => value, [BIGINT]: Number }
  // Loaded where it is used: a process on PostgreSQL does not carry a second database in its memory.
  const lite = given ?? (await (await import('@electric-sql/pglite')).PGlite.create({ ...(folder ? { dataDir: folder } : {}), parsers }))
  const over = (client: PGlite | Transaction): Db => {
    const rows = async <Row>(statement: Sql) => (await client.query<Row>(statement.text, statement.values as unknown[], { parsers })).rows
    return { rows, one: async <Row>(statement: Sql) => (await rows<Row>(statement))[0], tx: (work) => work(over(client)) }
  }
  return {
    ...over(lite),
    kind: 'embedded',
    tx: <T>(work: (tx: Db) => Promise<T>) => lite.transaction<T>((tx) => work(over(tx))),
    script: async (text) => void (await lite.exec(text)),
    listen: async (channel, heard) => lite.listen(channel, heard),
    close: async () => {
      await lite.close()
      letGo?.()
    },
  }
}
