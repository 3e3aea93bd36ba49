import { startPgbouncer } from '../../tests/support/pgbouncer.ts'
import { cpuOf } from '../cpu-time.ts'
import { percentile, sum, type Figure } from '../figure.ts'
import { koersProcess } from '../koers.ts'
import { PAGES, SAVES } from '../last-day/mix.ts'
import { played } from '../last-day/played.ts'
import { nationalScene } from '../last-day/scene.ts'
import { load } from '../machine.ts'
import { openProxy } from '../proxy.ts'
import type { Scenario } from '../scenario.ts'
import { startServer } from '../server-process.ts'
import { watch } from '../watch.ts'

/** A quarter of the last day: it is about what stays right, and about CPU time, not about how much two cores can carry. */
const PER_SECOND = (SAVES + PAGES) / 4
const SECONDS = 60
const SECONDS_IN_CHECK = 0.5
/** For both processes together; each would open ten of its own. */
const CONNECTIONS = 6

/** The last day for a minute on two processes that share a few connections through PgBouncer in transaction mode. */
export const measurePooler: Scenario = async (stage, tally) => {
  const [scene, { url: direct, folder: dataFolder }, { pid: postgresPid }] = [await nationalScene(stage), await stage.national(), await stage.postgres()]
  const pooler = await startPgbouncer(new URL(direct), CONNECTIONS)
  stage.onStop(() => pooler.stop())
  const started = async () => {
    const { env, ...rest } = await koersProcess({ dataFolder, databaseUrl: pooler.url })
    const server = await startServer({ ...rest, env: { ...env, KOERS_DATABASE_LISTEN_URL: direct, KOERS_DATABASE_PREPARE: 'no' } })
    stage.onStop(() => server.stop())
    return server
  }
  const servers = [await started(), await started()]
  const proxy = await openProxy(servers.map(({ url }) => url))
  stage.onStop(() => proxy.stop())
  const seconds = stage.options.check ? SECONDS_IN_CHECK : SECONDS
  const pace = [{ perSecond: PER_SECOND, seconds }]
  const [before, watched] = [
    servers.map(({ pid }) => cpuOf(pid)),
    watch(
      servers.map(({ pid }) => pid),
      postgresPid,
    ),
  ]
  const { waits, errors, lost, mixed } = await played(stage, tally, scene, { what: 'pooler', base: proxy.url, pace })
  const { cpu, memory } = watched()
  const shares = servers.map(({ pid }, index) => cpuOf(pid) - (before[index] ?? 0))
  const tidy = (value: number) => Number(value.toFixed(2))
  const what = `two processes through PgBouncer ${pooler.version}, ${CONNECTIONS} connections`
  const figure = (rest: Omit<Figure, 'scenario' | 'rounds'>): Figure => ({ scenario: 'pooler', rounds: [], ...rest })
  return [
    figure({ what: `${what}: errors`, unit: '', value: errors, bar: { atMost: 0 }, parts: { 'acknowledged and lost': lost.length } }),
    figure({
      what: `${what}: p99`,
      unit: 'ms',
      value: tidy(percentile(waits, 0.99)),
      parts: { median: tidy(percentile(waits, 0.5)), 'MB, largest process': Math.round(memory.most), load: load()[0] ?? 0 },
    }),
    figure({
      what: `${what}: CPU a request, both processes and PostgreSQL`,
      unit: 'ms',
      value: tidy((cpu.node + cpu.backEnds + cpu.upkeep) / mixed.length),
      parts: {
        node: tidy(cpu.node / mixed.length),
        'back ends': tidy(cpu.backEnds / mixed.length),
        'upkeep of PostgreSQL': tidy(cpu.upkeep / mixed.length),
        'least busy process, %': Math.round((100 * Math.min(...shares)) / sum(shares)),
      },
    }),
  ]
}
