import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { openDb } from '#platform/db'
import { sql } from '#platform/sql'
import type { Postgres } from '../postgres.ts'
import { end, type Fault, type Server } from './trial.ts'

type Start = () => Promise<Server>

export const databaseIn = (dataFolder: string) => () => openDb({ dataFolder })
export const databaseAt = (url: string) => () => openDb({ url, pool: 1 })

/** The server is killed, on the embedded database in this folder. */
export const killedOnEmbedded = (dataFolder: string, start: Start): Fault => ({
  name: 'Koers',
  strike: (server) => end(server, 'SIGKILL'),
  async left() {
    const copy = `${dataFolder}-left`
    rmSync(copy, { recursive: true, force: true })
    cpSync(join(dataFolder, 'database'), join(copy, 'database'), { recursive: true })
    return openDb({ dataFolder: copy })
  },
  mend: start,
})

const LOOK_AGAIN_AFTER_MS = 10

/** The server is killed, on PostgreSQL: what its back ends were doing is over when they are gone. */
export const killedOnPostgres = (url: string, start: Start): Fault => ({
  name: 'Koers',
  strike: (server) => end(server, 'SIGKILL'),
  async left() {
    const db = await openDb({ url, pool: 1 })
    while (await db.one(sql`select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`))
      await wait(LOOK_AGAIN_AFTER_MS)
    return db
  },
  mend: start,
})

const ofPostgres = (url: string) => ({ left: databaseAt(url), mend: async (server: Server) => server })

/** PostgreSQL as a whole is killed and started again; Koers runs on. */
export const postgresKilled = (postgres: Postgres, url: string): Fault => ({
  name: 'PostgreSQL',
  async strike() {
    await postgres.kill()
    await postgres.again()
  },
  ...ofPostgres(url),
})

/** One back end that is at work for Koers is killed. PostgreSQL then ends all others too, for their memory was shared, and mends itself. */
export const backEndKilled = (postgres: Postgres, url: string): Fault => ({
  name: 'back end',
  async strike() {
    process.kill(await backEndAtWork(url), 'SIGKILL')
    await postgres.ready()
  },
  ...ofPostgres(url),
})

/** Its connection is ended as an administrator does, or a firewall: that one only. */
export const connectionEnded = (postgres: Postgres, url: string): Fault => ({
  name: 'connection',
  strike: () => postgres.run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'koers' and state <> 'idle'"),
  ...ofPostgres(url),
})

async function backEndAtWork(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>("select pid from pg_stat_activity where application_name = 'koers' order by (state = 'idle'), query_start desc limit 1")
  await client.end()
  const [row] = rows
  if (!row) throw new Error('Koers has no connection')
  return row.pid
}
