import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { backEndKilled, connectionEnded, databaseAt, databaseIn, killedOnEmbedded, killedOnPostgres, postgresKilled } from '../../tests/support/kill/faults.ts'
import { faultTrial, type Outcome } from '../../tests/support/kill/trial.ts'
import { median, type Figure } from '../figure.ts'
import { koersProcess } from '../koers.ts'
import type { Scenario } from '../scenario.ts'
import { saidReady, spawnNode } from '../server-process.ts'

const KILLS = 40
const KILLS_EMBEDDED = 10
const SEED = 2026

/** The trial of the tests, longer: Koers, PostgreSQL, its back ends and connections are killed again and again under load, and every acknowledged write is looked for. */
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
  const judge = (where: string, { writes, adoptions, lost, half, recoveries }: Outcome) => {
    const kills = recoveries.length
    tally.add(`kill: ${kills} times on ${where}, ${writes} acknowledged writes`, [...lost, ...half])
    figures.push({
      scenario: 'kill',
      what: `acknowledged writes lost in ${kills} kills, ${where}`,
      unit: '',
      value: lost.length,
      rounds: [],
      bar: { atMost: 0 },
      parts: { 'writes checked': writes, adoptions, half: half.length, 's until it answers again': Number((median(recoveries.map(({ ms }) => ms)) / 1000).toFixed(2)) },
    })
  }
  const onServer = start(folder('killed'), url)
  const koers = killedOnPostgres(url, onServer)
  const all = [koers, koers, postgresKilled(server, url), backEndKilled(server, url), connectionEnded(server, url)]
  const often = Array.from({ length: KILLS / all.length }, () => all).flat()
  judge('PostgreSQL', await faultTrial({ faults: check ? [koers] : often, seed: SEED, start: onServer, open: databaseAt(url) }))
  const own = folder('killed-embedded')
  const onFolder = start(own)
  const embedded = Array.from({ length: KILLS_EMBEDDED }, () => killedOnEmbedded(own, onFolder))
  if (!check) judge('the embedded database', await faultTrial({ faults: embedded, seed: SEED, start: onFolder, open: databaseIn(own) }))
  return figures
}
