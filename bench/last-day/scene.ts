import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDb, type OpenDb } from '../../src/platform/db.ts'
import { koersProcess } from '../koers.ts'
import { startMeasurement, type Measurement } from '../measurement.ts'
import { startServer, type ServerProcess } from '../server-process.ts'
import type { Stage } from '../stage.ts'
import { mixFor, type Mixed } from './mix.ts'
import { openRounds, type Worker } from './people.ts'

/** Where the last day is played: a server, the people at work there, and a way into its database. */
export type Scene = {
  where: string
  url: string
  server: ServerProcess
  postgresPid?: number
  workers: readonly (Measurement | Worker)[]
  /** So many requests of the last day that were not sent before; with `change` half of the answers are changes of the other half. */
  next(count: number, change?: boolean): Mixed[]
  /** Into the database; of the embedded one only when the server has stopped. */
  open(): Promise<OpenDb>
}

const WORKERS = 1400
const WORKERS_IN_CHECK = 40
/** Each is started through the pages; enough for ten minutes of answers. */
const VISITORS = 400
const VISITORS_IN_CHECK = 12

/** `mixFor`, without giving an answer twice. */
function supplyFor(url: string, workers: Scene['workers']): Scene['next'] {
  let kept = 0
  return (count, change = false) => {
    const mixed = mixFor(url, workers, { count, kept, change })
    kept += mixed.filter(({ sent }) => sent).length
    return mixed
  }
}

const scenes = new WeakMap<Stage, Promise<Scene>>()

/** On PostgreSQL with a country in it: owners of boards, signed in, in a round that is open. Made once for all scenarios. */
export function nationalScene(stage: Stage): Promise<Scene> {
  const known = scenes.get(stage)
  if (known) return known
  const made = (async (): Promise<Scene> => {
    const [{ server, database, url }, { pid: postgresPid }] = [await stage.national(), await stage.postgres()]
    const workers = await openRounds(database, stage.options.check ? WORKERS_IN_CHECK : WORKERS)
    return { where: 'PostgreSQL, a country in it', url: server.url, server, postgresPid, workers, next: supplyFor(server.url, workers), open: () => openDb({ url, pool: 1 }) }
  })()
  scenes.set(stage, made)
  return made
}

/** On the embedded database, which has no country: visitors with a measurement each. */
export async function embeddedScene(stage: Stage): Promise<Scene> {
  const dataFolder = join(stage.folder, 'last-day-embedded')
  mkdirSync(dataFolder)
  const server = await startServer(await koersProcess({ dataFolder, profile: stage.options.profile }))
  stage.onStop(() => server.stop())
  const workers: Measurement[] = []
  for (let index = 0; index < (stage.options.check ? VISITORS_IN_CHECK : VISITORS); index++) workers.push(await startMeasurement(server.url, `Stichting ${index}`))
  return {
    where: 'the embedded database',
    url: server.url,
    server,
    workers,
    next: supplyFor(server.url, workers),
    async open() {
      await server.stop()
      return openDb({ dataFolder })
    },
  }
}
