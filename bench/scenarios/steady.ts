import { bars } from '../bars.ts'
import { median, percentile, sum, type Figure } from '../figure.ts'
import { lostOf } from '../last-day/kept.ts'
import { PAGES, SAVES, type Mixed } from '../last-day/mix.ts'
import { embeddedScene, type Scene } from '../last-day/scene.ts'
import { onTwoProcesses } from '../last-day/two-processes.ts'
import type { Stretch } from '../load/ask.ts'
import { load } from '../machine.ts'
import type { ServerProcess } from '../server-process.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { Tally } from '../tally.ts'
import { watch } from '../watch.ts'
import { referenceCpu } from './reference-cpu.ts'

const PER_SECOND = SAVES + PAGES
const SECONDS = 600
/** Not counted: compiled code, caches and statements in place, and the memory of a process that works. */
const WARM_UP = [
  // A last day begins slowly: a process that has just started needs twice the time for everything.
  { perSecond: PER_SECOND / 6, seconds: 20 },
  { perSecond: PER_SECOND / 2, seconds: 20 },
  { perSecond: PER_SECOND, seconds: 20 },
]
const IN_CHECK = { warmUp: [{ perSecond: PER_SECOND, seconds: 0.2 }], seconds: 0.4 }
const CONNECTIONS = 256

export const measureSteady: Scenario = async (stage, tally) => onTwoProcesses(stage, (scene, servers) => steady(stage, tally, scene, servers))
export const measureSteadyEmbedded: Scenario = async (stage, tally) => {
  const scene = await embeddedScene(stage)
  return steady(stage, tally, scene, [scene.server])
}

/** The last day for ten minutes, each request at its own moment whether or not the server keeps up; then every answer that was acknowledged is looked for. */
async function steady(stage: Stage, tally: Tally, scene: Scene, servers: readonly ServerProcess[]): Promise<Figure[]> {
  const { check } = stage.options
  const [warmUp, seconds] = check ? [IN_CHECK.warmUp, IN_CHECK.seconds] : [WARM_UP, SECONDS]
  const counted = Math.round(PER_SECOND * seconds)
  const play = (mixed: readonly Mixed[], pace: readonly Stretch[]) =>
    stage.load.run({ base: servers.map(({ url }) => url), asks: mixed.map(({ ask }) => ask), connections: CONNECTIONS, pace })

  const warming = scene.next(sum(warmUp.map((stretch) => Math.round(stretch.perSecond * stretch.seconds))))
  const warmed = await play(warming, warmUp)
  tally.add(`steady, ${scene.where}, warming up`, warmed.failures)
  const before = check ? undefined : await referenceCpu(stage)
  // In the check the whole is so short that a change could overtake what it changes.
  const mixed = scene.next(counted, !check)
  const [loadBefore, watched] = [
    load()[0] ?? 0,
    watch(
      servers.map(({ pid }) => pid),
      scene.postgresPid,
    ),
  ]
  const { waits, statuses, failures, seconds: took } = await play(mixed, [{ perSecond: PER_SECOND, seconds }])
  const { cpu, memory } = watched()
  const loadAfter = load()[0] ?? 0
  const after = check ? undefined : await referenceCpu(stage)
  tally.add(`steady, ${scene.where}: ${mixed.length} requests`, failures)

  const db = await scene.open()
  const lost = await lostOf(db, [...warming, ...mixed], [...warmed.statuses, ...statuses])
  await db.close()
  tally.add(`steady, ${scene.where}: all that was acknowledged is there`, lost)

  const name = scene.postgresPid === undefined ? 'steady-embedded' : 'steady'
  const figure = (what: string, unit: Figure['unit'], value: number, rest: Partial<Figure> = {}): Figure => ({
    scenario: name,
    what: `${PER_SECOND} requests a second for ${seconds / 60} minutes, ${scene.where}: ${what}`,
    unit,
    value: Number(value.toFixed(2)),
    rounds: [],
    ...rest,
  })
  const ofKind = (saves: boolean) => waits.filter((_, index) => (mixed[index]?.sent !== undefined) === saves)
  const minutes = Array.from({ length: Math.ceil(seconds / 60) }, (_, minute) => percentile(waits.slice(minute * 60 * PER_SECOND, (minute + 1) * 60 * PER_SECOND), 0.99))
  const each = (cpu.node + cpu.backEnds + cpu.upkeep) / counted
  const reference = median([before ?? Number.NaN, after ?? Number.NaN])
  const tidy = (value: number) => Number(value.toFixed(2))
  return [
    figure('errors', '', statuses.filter((status) => status === 0 || status >= 400).length, { bar: { atMost: 0 }, parts: { 'acknowledged and lost': lost.length } }),
    figure('p99', 'ms', percentile(waits, 0.99), {
      bar: bars.steadyP99Ms,
      rounds: minutes.map(tidy),
      parts: {
        'median of pages': tidy(median(ofKind(false))),
        'p99 of pages': tidy(percentile(ofKind(false), 0.99)),
        'median of saves': tidy(median(ofKind(true))),
        'p99 of saves': tidy(percentile(ofKind(true), 0.99)),
        'p99.9': tidy(percentile(waits, 0.999)),
        longest: tidy(percentile(waits, 1)),
        'load before': loadBefore,
        'load after': loadAfter,
      },
    }),
    figure('growth of memory, last minute on first', '', memory.last / memory.first, {
      bar: bars.steadyGrowth,
      parts: { 'MB in the first minute': Math.round(memory.first), 'in the last': Math.round(memory.last), most: Math.round(memory.most) },
    }),
    figure('CPU a request', 'ms', each, {
      ratios: [{ to: 'reference (one upsert, three pages)', value: tidy(each / reference) }],
      parts: {
        node: tidy(cpu.node / counted),
        'back ends': tidy(cpu.backEnds / counted),
        'upkeep of PostgreSQL': tidy(cpu.upkeep / counted),
        'cores busy': tidy((cpu.node + cpu.backEnds + cpu.upkeep) / 1000 / took),
        'answered a second': Math.round(counted / took),
      },
    }),
  ]
}
