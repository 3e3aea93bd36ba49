import { inject, onTestFinished } from 'vitest'
import { readConfig } from '#platform/config'
import { openDb, type OpenDb } from '#platform/db'
import { silentLog } from '#platform/log'
import { openApp, type App } from '../../src/app.ts'
import type { TestClock } from './clock.ts'
import { cache } from './folders.ts'
import { startPgbouncer } from './pgbouncer.ts'

/** Several processes can only be on PostgreSQL; the embedded database serves one. */
export const onPostgres = () => 'postgres' in inject('database')

/**
 * Two apps as two processes would be: nothing in common but the database (of this worker, emptied by `testDatabase`), each with
 * its own pool, its own connection that listens, and its own background work.
 */
export async function twoApps(clock: TestClock, settings: Record<string, string> = {}): Promise<[App, App]> {
  const one = async (): Promise<App> => {
    const config = readConfig({ KOERS_DATA: cache, KOERS_SECRET: 'a secret that is only used in tests', KOERS_PUBLIC_URL: 'http://koers.example', ...settings })
    const app = await openApp({ config, clock, log: silentLog, db: await databaseOfWorker() })
    onTestFinished(() => app.close())
    return app
  }
  return [await one(), await one()]
}

/** Another pool on the database of this worker; with `KOERS_TEST_POOLER` through a PgBouncer that lends two connections, as docs/scaling.md advises. */
async function databaseOfWorker(): Promise<OpenDb> {
  const from = inject('database')
  if (!('postgres' in from)) throw new Error('two processes need PostgreSQL: npm run test:postgres')
  const url = `${from.postgres}worker_${process.pid}`
  if (process.env['KOERS_TEST_POOLER'] === undefined) return openDb({ url, pool: 4 })
  const pooler = await startPgbouncer(new URL(url), 2)
  onTestFinished(() => pooler.stop())
  return openDb({ url: pooler.url, listenUrl: url, prepare: false, pool: 4 })
}
