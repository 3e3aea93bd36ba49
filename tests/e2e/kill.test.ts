import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cache } from '../support/folders.ts'
import { embeddedIn, postgresAt } from '../support/kill/databases.ts'
import { killTrial, type Outcome } from '../support/kill/trial.ts'
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

/** What was found, in one line for who reads along; and what must be so. */
function said(where: string, { kills, writes, adoptions, lost, half, recoveriesMs }: Outcome) {
  process.stdout.write(
    `${where}: ${kills} kills, ${writes} acknowledged writes checked (${adoptions} adoptions), ${lost.length} lost, ${half.length} half; answers again after ${recoveriesMs.join(', ')} ms\n`,
  )
  return { lost, half, enough: writes > kills * 10 && adoptions > 0 }
}
const nothingLost = { lost: [], half: [], enough: true }
/** Some ten seconds each on a machine that does nothing else. */
const PATIENT = { timeout: 240_000 }

test('killed at random moments on PostgreSQL: no acknowledged write is lost, no adoption and no settlement is half', PATIENT, async () => {
  const [server, dataFolder] = [await startPostgres(), await folder()]
  onTestFinished(() => server.stop())
  await server.run('create database koers')
  const url = server.url('koers')
  const outcome = await killTrial({ kills: 4, seed: 11, start: () => started(dataFolder, { ...settings, DATABASE_URL: url }), ...postgresAt(url) })
  expect(said('PostgreSQL', outcome)).toEqual(nothingLost)
})

test('killed at random moments on the embedded database: the same, and it mends itself at the next start', PATIENT, async () => {
  const dataFolder = await folder()
  const outcome = await killTrial({ kills: 2, seed: 7, start: () => started(dataFolder, settings), ...embeddedIn(dataFolder) })
  expect(said('embedded', outcome)).toEqual(nothingLost)
})
