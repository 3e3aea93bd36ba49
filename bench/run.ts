import { writeFileSync } from 'node:fs'
import { hasPgbouncer } from '../tests/support/pgbouncer.ts'
import { compareCompression } from './comparisons/compression.ts'
import { compareStatements } from './comparisons/statements.ts'
import type { Figure } from './figure.ts'
import { buildKoers } from './koers.ts'
import { load, thisMachine } from './machine.ts'
import { measureNationalBoard } from './national/board.ts'
import { measureNationalComparison } from './national/comparison.ts'
import { optionsFrom, usage, type Options } from './options.ts'
import type { Scenario } from './scenario.ts'
import { cpuNames, measureCpu, type CpuName } from './scenarios/cpu.ts'
import { measureKill } from './scenarios/kill.ts'
import { measureLastDayCosts } from './scenarios/last-day-costs.ts'
import { measureLighthouse } from './scenarios/lighthouse.ts'
import { measureMemory } from './scenarios/memory.ts'
import { measurePooler } from './scenarios/pooler.ts'
import { measureQueries } from './scenarios/queries.ts'
import { measureRestart, measureRolling } from './scenarios/restart.ts'
import { measureSpike } from './scenarios/spike.ts'
import { measureSteady, measureSteadyEmbedded } from './scenarios/steady.ts'
import { measureStart } from './scenarios/start.ts'
import { measureWire } from './scenarios/wire.ts'
import { measureWriters } from './scenarios/writers.ts'
import { openStage } from './stage.ts'
import { overIn, table } from './table.ts'
import { openTally, type Tally } from './tally.ts'

/** The benchmark: measures each bar of Koers beside a reference of our own and public peers, or with `--check` only whether every answer is right. */
const others: Record<string, Scenario> = {
  writers: measureWriters,
  queries: measureQueries,
  statements: compareStatements,
  compression: compareCompression,
  memory: measureMemory,
  wire: measureWire,
  start: measureStart,
  lighthouse: measureLighthouse,
  'national-comparison': measureNationalComparison,
  'national-board': measureNationalBoard,
  'last-day-costs': measureLastDayCosts,
  steady: measureSteady,
  restart: measureRestart,
  rolling: measureRolling,
  pooler: measurePooler,
  spike: measureSpike,
  'steady-embedded': measureSteadyEmbedded,
  kill: measureKill,
}
const names: string[] = [...cpuNames, ...Object.keys(others)]

const options = readOptions()
if (process.platform !== 'linux') fail('The benchmark reads CPU time from /proc: it runs on Linux only.')
const tally = openTally(console.log, { aloud: options.check })
const figures = await run(options, tally).catch((error: Error) => fail(error.message))
if (!options.check && figures.length > 0) {
  const over = overIn(figures)
  console.log(`\n${table(figures)}\n\n${over.length === 0 ? 'Every bar that was measured is met.' : `Over: ${over.map((figure) => figure.what).join('; ')}`}`)
}
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exit(tally.failed === 0 ? 0 : 1)

async function run(asked: Options, verified: Tally): Promise<Figure[]> {
  buildKoers()
  const wanted = (name: string) => asked.only.length === 0 || asked.only.includes(name)
  const stage = openStage(asked)
  const found: Figure[] = []
  const attempt = async (name: string, measure: () => Promise<Figure[]>) => {
    const before = load()
    try {
      const measured = await measure()
      found.push(...measured)
      if (!asked.check) console.error(`${name} measured; load ${before[0]} before, ${load()[0]} after`)
    } catch (error) {
      verified.add(name, [error instanceof Error ? (error.stack ?? error.message) : String(error)])
    }
  }
  try {
    const machine = thisMachine(await versionOf(stage), new Date())
    const cpu: CpuName[] = cpuNames.filter(wanted)
    if (cpu.length > 0) await attempt('CPU time', () => measureCpu(stage, cpu, verified))
    for (const [name, scenario] of Object.entries(others)) {
      // The same as steady on a database that takes long to make.
      if (asked.check && name === 'steady-embedded' && asked.only.length === 0) continue
      if (asked.check && name === 'pooler' && asked.only.length === 0 && !hasPgbouncer()) continue
      // Lighthouse measures a bar and now and then loses its trace on a busy machine: that says nothing of whether answers are right.
      if (asked.check && name === 'lighthouse' && asked.only.length === 0) continue
      if (wanted(name)) await attempt(name, () => scenario(stage, verified))
    }
    if (asked.json !== undefined)
      writeFileSync(
        asked.json,
        `${JSON.stringify({ machine: { ...machine, loadAfter: load() }, options: asked, figures: found, passed: verified.passed, failed: verified.failed }, null, 2)}\n`,
      )
  } finally {
    await stage.stop()
  }
  return found
}

async function versionOf(stage: ReturnType<typeof openStage>): Promise<string> {
  await stage.koers()
  const { rows } = await (await stage.database()).query<{ server_version: string }>('show server_version')
  return rows[0]?.server_version ?? 'unknown'
}

function readOptions(): Options {
  try {
    return optionsFrom(process.argv.slice(2), names)
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage(names)}`)
  }
}

function fail(why: string): never {
  console.error(why)
  return process.exit(2)
}
