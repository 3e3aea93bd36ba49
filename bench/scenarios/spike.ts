import { bars } from '../bars.ts'
import { median, percentile, type Figure } from '../figure.ts'
import { dueTimes } from '../load/ask.ts'
import { PAGES, SAVES } from '../last-day/mix.ts'
import { isRefusal, played } from '../last-day/played.ts'
import type { Scene } from '../last-day/scene.ts'
import { onTwoProcesses } from '../last-day/two-processes.ts'
import { load } from '../machine.ts'
import type { Scenario } from '../scenario.ts'
import type { ServerProcess } from '../server-process.ts'
import type { Stage } from '../stage.ts'
import type { Tally } from '../tally.ts'

const PER_SECOND = SAVES + PAGES
const TIMES = 10
const SECONDS = { before: 20, spike: 30, after: 60 }
const SECONDS_IN_CHECK = { before: 0.2, spike: 0.3, after: 0.3 }
/** It is itself again from the second on in which nobody was refused and the 99th percentile is that of steady work. */
const WINDOW_MS = 1000

/** Ten times the last day for half a minute: who cannot be served is told when to come back and keeps what was typed, and after it all is as before. */
export const measureSpike: Scenario = async (stage, tally) => onTwoProcesses(stage, (scene, servers) => spike(stage, tally, scene, servers))

async function spike(stage: Stage, tally: Tally, scene: Scene, servers: readonly ServerProcess[]): Promise<Figure[]> {
  const seconds = stage.options.check ? SECONDS_IN_CHECK : SECONDS
  const pace = [
    { perSecond: PER_SECOND, seconds: seconds.before },
    { perSecond: PER_SECOND * TIMES, seconds: seconds.spike },
    { perSecond: PER_SECOND, seconds: seconds.after },
  ]
  const loadBefore = load()[0] ?? 0
  const { waits, statuses, errors, lost } = await played(stage, tally, scene, { what: 'spike', base: servers.map(({ url }) => url), pace, mayRefuse: true })
  const due = dueTimes(waits.length, pace)
  const [from, until] = [seconds.before * 1000, (seconds.before + seconds.spike) * 1000]
  const during = due.flatMap((at, index) => (at >= from && at < until ? [index] : []))
  const accepted = during.filter((index) => !isRefusal(statuses[index] ?? 0))
  const refused = during.length - accepted.length
  const waitsOf = (indexes: readonly number[]) => indexes.map((index) => waits[index] ?? 0)
  const recovered = recoveredAfter(until, due, waits, statuses)
  if (!stage.options.check) tally.add('spike: it recovers by itself', recovered === undefined ? ['not within the time that was looked at'] : [])
  const tidy = (value: number) => Number(value.toFixed(1))
  const figure = (what: string, unit: Figure['unit'], value: number, rest: Partial<Figure> = {}): Figure => ({
    scenario: 'spike',
    what: `spike of ${PER_SECOND * TIMES} requests a second for ${seconds.spike} s, ${scene.where}: ${what}`,
    unit,
    value,
    rounds: [],
    ...rest,
  })
  return [
    figure('errors that are no polite refusal', '', errors, { bar: { atMost: 0 }, parts: { 'acknowledged and lost': lost.length } }),
    figure('answered in full, of those that came in it', 'a second', Math.round(accepted.length / seconds.spike), {
      parts: { 'refused, %': Math.round((100 * refused) / during.length), 'load before': loadBefore, 'load after': load()[0] ?? 0 },
    }),
    figure('wait of who was answered, p99', 'ms', tidy(percentile(waitsOf(accepted), 0.99)), {
      parts: { median: tidy(median(waitsOf(accepted))), 'p99 of refusals': tidy(percentile(waitsOf(during.filter((index) => isRefusal(statuses[index] ?? 0))), 0.99)) },
    }),
    figure('as before again after', 's', (recovered ?? Number.NaN) / 1000, { bar: bars.recoveryS }),
  ]
}

/** Milliseconds after `from` until the first window in which all is well and stays so for the rest. */
function recoveredAfter(from: number, due: readonly number[], waits: readonly number[], statuses: readonly number[]): number | undefined {
  const windows = new Map<number, number[]>()
  for (const [index, at] of due.entries()) if (at >= from) windows.set(Math.floor((at - from) / WINDOW_MS), [...(windows.get(Math.floor((at - from) / WINDOW_MS)) ?? []), index])
  const unwell = [...windows].filter(
    ([, indexes]) =>
      indexes.some((index) => isRefusal(statuses[index] ?? 0)) ||
      percentile(
        indexes.map((index) => waits[index] ?? 0),
        0.99,
      ) >
        bars.steadyP99Ms.atMost * 2,
  )
  const last = Math.max(-1, ...unwell.map(([window]) => window))
  return last === Math.max(...windows.keys()) ? undefined : (last + 1) * WINDOW_MS
}
