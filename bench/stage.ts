import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { cache } from '../tests/support/folders.ts'
import { startPostgres, type Postgres } from '../tests/support/postgres.ts'
import { startKoers } from './koers.ts'
import { startLoad, type Load } from './load/load.ts'
import { filledIn, startMeasurement, type Measurement } from './measurement.ts'
import { makeCountry, type Made } from './national/make.ts'
import { little, whole, type Size } from './national/size.ts'
import type { Options } from './options.ts'
import { installPeers } from './peers/install.ts'
import { freePort, startServer, type ServerProcess } from './server-process.ts'

/** Everything the scenarios measure with, each started when first asked for and stopped together. */
export type Stage = {
  options: Options
  load: Load
  folder: string
  postgres(): Promise<Postgres>
  /** Koers on PostgreSQL, and a connection to look into its database. */
  koers(): Promise<ServerProcess>
  database(): Promise<pg.Pool>
  reference(): Promise<ServerProcess>
  govuk(): Promise<ServerProcess>
  /** One measurement with 59 answers in an open round and two finished rounds before it. */
  filled(): Promise<{ open: Measurement; finished: Measurement }>
  /** Measurements with a profile and nothing else, each with an own key: so many that the pace of one is never passed. */
  fresh(): Promise<readonly Measurement[]>
  /** Koers on a database of its own with a made-up country in it; it takes minutes to make. */
  national(): Promise<National>
  /** Something that stops with the rest. */
  onStop(stop: () => unknown): void
  stop(): Promise<void>
}

export type National = { server: ServerProcess; database: pg.Pool; url: string; folder: string; size: Size; made: Made }

const FRESH = 250
const FRESH_IN_CHECK = 20

export function openStage(options: Options): Stage {
  const folder = mkdtempSync(join(cache, 'bench-'))
  const load = startLoad()
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), () => load.stop()]
  const kept = <T extends { stop(): Promise<void> }>(thing: T) => (stops.push(() => thing.stop()), thing)

  // Safe against a power cut, as in production: the tests switch that off, here it is part of what is measured.
  const postgres = once(async () => {
    const counting = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_planning': 'on', 'pg_stat_statements.track_utility': 'off' }
    const server = kept(await startPostgres(Object.entries({ fsync: 'on', ...counting }).flatMap(([name, value]) => ['-c', `${name}=${value}`])))
    // Not as a flag: what is given at the start cannot be switched on again while it runs.
    await server.run("alter system set pg_stat_statements.track = 'none'")
    await server.run('select pg_reload_conf()')
    return server
  })
  const ownDatabase = async (name: string) => {
    const server = await postgres()
    await server.run(`create database ${name}`)
    return server.url(name)
  }
  const koersUrl = once(() => ownDatabase('koers'))
  const koers = once(async () => kept(await startKoers({ dataFolder: join(folder, 'koers'), databaseUrl: await koersUrl(), profile: options.profile })))
  const fresh = once(async () => {
    const { url } = await koers()
    const made: Measurement[] = []
    for (let index = 0; index < (options.check ? FRESH_IN_CHECK : FRESH); index++) made.push(await startMeasurement(url, `Stichting ${index}`))
    return made
  })
  return {
    options,
    load,
    folder,
    postgres,
    koers,
    fresh,
    database: once(async () => {
      const pool = new pg.Pool({ connectionString: await koersUrl(), max: 1 })
      stops.push(() => pool.end())
      return pool
    }),
    reference: once(async () => {
      const [port, url] = [await freePort(), await ownDatabase('reference')]
      return kept(await startServer({ args: [join(import.meta.dirname, 'reference/server.ts'), String(port), url], url: `http://127.0.0.1:${port}`, env: {}, ready: 'ready' }))
    }),
    govuk: once(async () => {
      installPeers()
      const port = await freePort()
      return kept(await startServer({ args: [join(import.meta.dirname, 'peers/govuk-server.ts'), String(port)], url: `http://127.0.0.1:${port}`, env: {}, ready: 'ready' }))
    }),
    filled: once(async () => filledIn((await koers()).url, load, 'Stichting De Wegwijzer')),
    national: once(async () => {
      const url = await ownDatabase('national')
      const own = join(folder, 'national')
      const server = kept(await startKoers({ dataFolder: own, databaseUrl: url, profile: options.profile }))
      const database = new pg.Pool({ connectionString: url, max: 1 })
      stops.push(() => database.end())
      const size = options.check ? little : whole
      const made = await makeCountry(database, size, new Date(), (line) => console.error(line))
      return { server, database, url, folder: own, size, made }
    }),
    onStop: (stop) => void stops.push(stop),
    async stop() {
      for (const stop of stops.toReversed()) await Promise.resolve(stop()).catch((error: Error) => console.error(error.message))
    },
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
