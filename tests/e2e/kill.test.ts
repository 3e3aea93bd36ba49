import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cache } from '../support/folders.ts'
import { backEndKilled, connectionEnded, databaseAt, databaseIn, killedOnEmbedded, killedOnPostgres, postgresKilled } from '../support/kill/faults.ts'
import { faultTrial, type Outcome } from '../support/kill/trial.ts'
import { startPostgres } from '../support/postgres.ts'
import { started } from '../support/server.ts'

const settings = { KOERS_REQUESTS_PER_ADDRESS: '1000000', KOERS_SECRET: 'a secret that is only used in tests' }

async function folder(): Promise<string> {
  const made = await mkdtemp(join(cache, 'kill-'))
  onTestFinished(async () => {
    for (const one of [made, `${made}-left`]) await rm(one, { recursive: true, force: true })
  })
  return made
}

/** Longer trials, at other moments: KOERS_FAULT_ROUNDS=50 KOERS_FAULT_SEED=3. */
const rounds = Number(process.env['KOERS_FAULT_ROUNDS'] ?? 1)
const seed = Number(process.env['KOERS_FAULT_SEED'] ?? 11)
const times = <T>(list: readonly T[]): T[] => Array.from({ length: rounds }, () => list).flat()

/** What was found, in one line for who reads along; and what must be so. */
function said(where: string, { writes, adoptions, lost, half, recoveries }: Outcome) {
  const again = recoveries.map(({ name, ms }) => `${name} ${ms}`).join(', ')
  process.stdout.write(
    `${where}, seed ${seed}: ${writes} acknowledged writes checked (${adoptions} adoptions), ${lost.length} lost, ${half.length} half; killed and well again after, in ms: ${again}\n`,
  )
  return { lost, half, enough: writes > recoveries.length * 5 && adoptions > 0 }
}
const nothingLost = { lost: [], half: [], enough: true }
/** Some fifteen seconds each on a machine that does nothing else. */
const PATIENT = { timeout: 240_000 }

test('Koers, PostgreSQL and its back ends are killed under load: no acknowledged write is lost, nothing is half, and Koers goes on by itself', PATIENT, async () => {
  const [postgres, dataFolder] = [await startPostgres(), await folder()]
  onTestFinished(() => postgres.stop())
  await postgres.run('create database koers')
  const url = postgres.url('koers')
  const start = () => started(dataFolder, { ...settings, DATABASE_URL: url })
  const [koers, all, one, line] = [killedOnPostgres(url, start), postgresKilled(postgres, url), backEndKilled(postgres, url), connectionEnded(postgres, url)]
  const outcome = await faultTrial({ faults: times([koers, koers, all, one, line, all, koers]), seed, start, open: databaseAt(url) })
  expect(said('PostgreSQL', outcome)).toEqual(nothingLost)
})

test('Koers is killed under load on the embedded database: the same, and it mends itself at the next start', PATIENT, async () => {
  const dataFolder = await folder()
  const start = () => started(dataFolder, settings)
  const koers = killedOnEmbedded(dataFolder, start)
  const outcome = await faultTrial({ faults: times([koers, koers]), seed, start, open: databaseIn(dataFolder) })
  expect(said('embedded', outcome)).toEqual(nothingLost)
})
