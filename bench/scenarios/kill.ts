import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { embeddedIn, postgresAt } from '../../tests/support/kill/databases.ts'
import { killTrial, type Outcome } from '../../tests/support/kill/trial.ts'
import { median, type Figure } from '../figure.ts'
import { koersProcess } from '../koers.ts'
import type { Scenario } from '../scenario.ts'
import { saidReady, spawnNode } from '../server-process.ts'

const KILLS = 40
const KILLS_EMBEDDED = 10
const KILLS_IN_CHECK = 1
const SEED = 2026

/** The trial of the tests, longer: the server is killed again and again under load, and every acknowledged write is looked for. */
export const measureKill: Scenario = async (stage, tally) => {
  const server = await stage.postgres()
  await server.run('create database killed')
  const url = server.url('killed')
  const start = (dataFolder: string, databaseUrl?: string) => async () => {
    const { args, env, url: at, ready } = await koersProcess({ dataFolder, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
    const process = spawnNode(args, env)
    await saidReady(process, ready)
    return { url: at, process }
  }
  const folder = (name: string) => {
    const made = join(stage.folder, name)
    mkdirSync(made)
    return made
  }
  const { check } = stage.options
  const figures: Figure[] = []
  const judge = (where: string, { kills, writes, adoptions, lost, half, recoveriesMs }: Outcome) => {
    tally.add(`kill: ${kills} times on ${where}, ${writes} acknowledged writes`, [...lost, ...half])
    figures.push({
      scenario: 'kill',
      what: `acknowledged writes lost in ${kills} kills, ${where}`,
      unit: '',
      value: lost.length,
      rounds: [],
      bar: { atMost: 0 },
      parts: { 'writes checked': writes, adoptions, half: half.length, 's until it answers again': Number((median(recoveriesMs) / 1000).toFixed(2)) },
    })
  }
  judge('PostgreSQL', await killTrial({ kills: check ? KILLS_IN_CHECK : KILLS, seed: SEED, start: start(folder('killed'), url), ...postgresAt(url) }))
  const own = folder('killed-embedded')
  if (!check) judge('the embedded database', await killTrial({ kills: KILLS_EMBEDDED, seed: SEED, start: start(own), ...embeddedIn(own) }))
  return figures
}
