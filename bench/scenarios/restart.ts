import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { bars } from '../bars.ts'
import { percentile, type Figure } from '../figure.ts'
import { koersProcess } from '../koers.ts'
import { PAGES, SAVES } from '../last-day/mix.ts'
import { played, type Played } from '../last-day/played.ts'
import { nationalScene } from '../last-day/scene.ts'
import { load } from '../machine.ts'
import { openProxy } from '../proxy.ts'
import type { Scenario } from '../scenario.ts'
import { freePort, saidReady, spawnNode, stopped } from '../server-process.ts'
import type { Stage } from '../stage.ts'

/** A quarter of the last day: nobody upgrades at its busiest, and a machine that is full turns people away for another reason. */
const PER_SECOND = (SAVES + PAGES) / 4
/** So slow that its few requests last as long as a restart. */
const PER_SECOND_IN_CHECK = 24
const SECONDS = { restart: 60, rolling: 90 }
const SECONDS_IN_CHECK = 5
const QUIET_MS = 10_000
const QUIET_MS_IN_CHECK = 500
const READY = 'Koers staat klaar'

/** One process behind a small proxy, stopped and started again twice while people work. The socket stays open, as with deploy/koers.socket: who comes in between waits. */
export const measureRestart: Scenario = async (stage, tally) => {
  const [scene, { url: databaseUrl, folder }] = [await nationalScene(stage), await stage.national()]
  const { args, env } = await koersProcess({ dataFolder: folder, databaseUrl })
  const port = await freePort()
  const holder = spawnNode([join(import.meta.dirname, '../held-socket.ts'), String(port), ...args], env)
  const proxy = await openProxy([`http://127.0.0.1:${port}`])
  const child = () => Number(readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim())
  await saidReady(holder, READY)
  const { quiet, pace } = timing(stage, SECONDS.restart)
  const loadBefore = load()[0] ?? 0
  try {
    const outcome = await played(stage, tally, scene, {
      what: 'restart under load',
      base: proxy.url,
      pace,
      async meanwhile() {
        for (let time = 0; time < (stage.options.check ? 1 : 2); time++) {
          await wait(quiet)
          const again = saidReady(holder, READY)
          process.kill(child(), 'SIGTERM')
          await again
        }
      },
    })
    return figuresOf('restart', `one process restarted under ${PER_SECOND} requests a second, its socket kept`, outcome, loadBefore)
  } finally {
    await proxy.stop()
    // First who would start it again.
    const last = child()
    holder.kill('SIGKILL')
    process.kill(last, 'SIGTERM')
  }
}

/** Two processes behind a small proxy, each in turn stopped and started again, as an upgrade does. */
export const measureRolling: Scenario = async (stage, tally) => {
  const [scene, { url: databaseUrl, folder }] = [await nationalScene(stage), await stage.national()]
  const plans = [await koersProcess({ dataFolder: folder, databaseUrl }), await koersProcess({ dataFolder: folder, databaseUrl })] as const
  const started = async ({ args, env }: (typeof plans)[number]): Promise<ChildProcess> => {
    const child = spawnNode(args, env)
    await saidReady(child, READY)
    return child
  }
  const running = [await started(plans[0]), await started(plans[1])]
  const proxy = await openProxy(plans.map(({ url }) => url))
  const { quiet, pace } = timing(stage, SECONDS.rolling)
  const loadBefore = load()[0] ?? 0
  try {
    const outcome = await played(stage, tally, scene, {
      what: 'rolling upgrade',
      base: proxy.url,
      pace,
      async meanwhile() {
        for (const [nr, plan] of plans.entries()) {
          await wait(quiet)
          const ended = once(running[nr] as ChildProcess, 'exit')
          running[nr]?.kill('SIGTERM')
          await ended
          running[nr] = await started(plan)
        }
      },
    })
    return figuresOf('rolling', `two processes upgraded in turn under ${PER_SECOND} requests a second`, outcome, loadBefore)
  } finally {
    await proxy.stop()
    await Promise.all(running.map(stopped))
  }
}

function timing({ options: { check } }: Stage, seconds: number) {
  return check
    ? { quiet: QUIET_MS_IN_CHECK, pace: [{ perSecond: PER_SECOND_IN_CHECK, seconds: SECONDS_IN_CHECK }] }
    : { quiet: QUIET_MS, pace: [{ perSecond: PER_SECOND, seconds }] }
}

function figuresOf(scenario: string, what: string, { waits, errors, lost }: Played, loadBefore: number): Figure[] {
  const tidy = (value: number) => Number(value.toFixed(1))
  return [
    { scenario, what: `${what}: acknowledged saves lost`, unit: '', value: lost.length, rounds: [], bar: { atMost: 0 } },
    { scenario, what: `${what}: error pages shown`, unit: '', value: errors, rounds: [], bar: { atMost: 0 } },
    {
      scenario,
      what: `${what}: longest wait`,
      unit: 's',
      value: Number((percentile(waits, 1) / 1000).toFixed(2)),
      rounds: [],
      bar: bars.restartWaitS,
      parts: { 'p99, ms': tidy(percentile(waits, 0.99)), 'median, ms': tidy(percentile(waits, 0.5)), 'load before': loadBefore, 'load after': load()[0] ?? 0 },
    },
  ]
}
