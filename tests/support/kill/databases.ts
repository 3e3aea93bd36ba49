import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDb, type OpenDb } from '#platform/db'
import { sql } from '#platform/sql'

type Databases = { open(): Promise<OpenDb>; left(): Promise<OpenDb> }

/** The embedded database in this folder. What a kill left is looked at in a copy, so that the server that starts next does its own mending. */
export const embeddedIn = (dataFolder: string): Databases => ({
  open: () => openDb({ dataFolder }),
  async left() {
    const copy = `${dataFolder}-left`
    rmSync(copy, { recursive: true, force: true })
    cpSync(join(dataFolder, 'database'), join(copy, 'database'), { recursive: true })
    return openDb({ dataFolder: copy })
  },
})

const LOOK_AGAIN_AFTER_MS = 10

/** PostgreSQL goes on when a client dies; what its back ends were doing is over when they are gone. */
export const postgresAt = (url: string): Databases => ({
  open: () => openDb({ url, pool: 1 }),
  async left() {
    const db = await openDb({ url, pool: 1 })
    while (await db.one(sql`select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`))
      await wait(LOOK_AGAIN_AFTER_MS)
    return db
  },
})
