import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { MINUTE, SECOND } from './clock.ts'
import { columnValues } from './column-values.ts'
import type { Db, OpenDb } from './db.ts'
import type { Sql } from './sql.ts'

/**
 * How long one statement may take, in milliseconds, for what is asked from within. A person waits for a request, so there a
 * database that hangs must become an answer; background work has no limit and goes on where it was when the database does.
 */
export const patience = new AsyncLocalStorage<number>()

/** A connection takes some milliseconds; also who waits for one of others is not kept longer. */
const CONNECTED_WITHIN = 5 * SECOND
/** A connection does some 500 small statements in a second, so this many wait a tenth of one. When more wait, the database has stopped. */
const WAITING_PER_CONNECTION = 50
/** The network went away without a word: Linux asks after this, and gives up eleven minutes later. */
const SILENT_FOR = 30 * SECOND
/** The server lets go of what a process left behind: a statement nobody waits for any more, a transaction nobody will end. */
const lettingGo = `set client_connection_check_interval = ${5 * SECOND}; set idle_in_transaction_session_timeout = ${5 * MINUTE}`

/** More wait for the database than it could do in time if it answered; who comes now hears so at once. */
class DatabaseCrowded extends Error {
  readonly code = 'database-crowded'
  constructor(waiting: number) {
    super(`${waiting} requests wait for a connection to the database already.`)
    this.name = 'DatabaseCrowded'
  }
}

for (const [type, value] of Object.entries(columnValues)) pg.types.setTypeParser(Number(type), value)

type Client = { query(config: { name?: string; text: string; values?: unknown[]; query_timeout?: number | undefined }): Promise<{ rows: unknown[] }> }

const TIMED_OUT = 'Query read timeout'
const isTimedOut = (error: unknown) => error instanceof Error && error.message === TIMED_OUT

type Options = { url: string; pool?: number; listenUrl?: string | undefined; prepare?: boolean; patience?: number }

export function openPostgres({ url, pool: max = 10, listenUrl = url, prepare = true, patience: longest = CONNECTED_WITHIN }: Options): OpenDb {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: Math.min(longest, CONNECTED_WITHIN),
    application_name: 'koers',
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_FOR,
    onConnect: askToLetGo,
  })
  // A connection that breaks is replaced by the pool, and its statement fails; without listeners it would end the process, also between two statements of a transaction.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  const refuseCrowd = () => {
    if (pool.waitingCount >= max * WAITING_PER_CONNECTION) throw new DatabaseCrowded(pool.waitingCount)
  }
  const over = (client: Client, before = () => {}): Db => {
    const rows = async <Row>({ name, text, values }: Sql) => {
      before()
      return (await client.query({ ...(prepare ? { name } : {}), text, values: values as unknown[], query_timeout: patience.getStore() })).rows as Row[]
    }
    return { rows, one: async <Row>(statement: Sql) => (await rows<Row>(statement))[0], tx: (work) => work(over(client)) }
  }
  return {
    ...over(pool, refuseCrowd),
    kind: 'postgres',
    tx: async (work) => {
      refuseCrowd()
      const client = await pool.connect()
      const say = (text: string) => client.query({ text, query_timeout: patience.getStore() } as pg.QueryConfig)
      let broken: Error | undefined
      try {
        await say('begin')
        const result = await work(over(client))
        await say('commit')
        return result
      } catch (error) {
        // Behind a statement that hangs a rollback would hang too; the server rolls back when the connection is closed.
        broken = isTimedOut(error) ? (error as Error) : await say('rollback').then(() => undefined, asError)
        throw error
      } finally {
        client.release(broken)
      }
    },
    script: async (text) => void (await pool.query(text)),
    listen: (channel, heard) => listenOn(listenUrl, channel, heard),
    connections: () => ({ used: pool.totalCount - pool.idleCount, idle: pool.idleCount, pending: pool.waitingCount, max }),
    close: () => pool.end(),
  }
}

const asError = (error: Error) => error

/** Where the system cannot tell the server that a client is gone it refuses the first of these; Koers works without. */
async function askToLetGo(client: pg.ClientBase): Promise<void> {
  const asked = client.query({ text: lettingGo, query_timeout: CONNECTED_WITHIN } as pg.QueryConfig)
  await asked.catch((error: Error) => {
    if (!('code' in error)) throw error
  })
}

const LISTEN_AGAIN_AFTER = SECOND

/** A connection of its own, for a pool gives another one each time. When it breaks it is made again: what was said meanwhile is missed, so pages also look by themselves now and then. */
async function listenOn(url: string, channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
  let stopped = false
  let client: pg.Client | undefined
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'koers-live',
      connectionTimeoutMillis: CONNECTED_WITHIN,
      keepAlive: true,
      keepAliveInitialDelayMillis: SILENT_FOR,
    })
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
