import { bars } from '../bars.ts'
import { median, percentile } from '../figure.ts'
import type { Scenario } from '../scenario.ts'
import { changesOf } from '../workloads.ts'

const WRITERS = 10
const EACH = 50
const EACH_IN_CHECK = 8

/** Ten people who store answers as fast as they are taken. Before it each round a hundred that do not count. */
export const measureWriters: Scenario = async (stage, tally) => {
  const { check, rounds: count } = stage.options
  const [{ url: base }, changes] = [await stage.koers(), await changesOf(stage)]
  const p95: number[] = []
  const medians: number[] = []
  const perSecond: number[] = []
  for (let round = 0; round < count; round++) {
    if (!check) await stage.load.run({ base, asks: changes.take(WRITERS * 10), connections: WRITERS })
    const asks = changes.take(WRITERS * (check ? EACH_IN_CHECK : EACH))
    const { waits, failures, seconds } = await stage.load.run({ base, asks, connections: WRITERS })
    tally.add(check ? 'writers' : `writers, round ${round + 1}`, failures)
    p95.push(Number(percentile(waits, 0.95).toFixed(2)))
    medians.push(Number(median(waits).toFixed(2)))
    perSecond.push(Math.round(asks.length / seconds))
  }
  return [
    {
      scenario: 'writers',
      what: `${WRITERS} writers at once, p95`,
      unit: 'ms',
      value: median(p95),
      rounds: p95,
      bar: bars.writersP95Ms,
      parts: { median: median(medians), 'answers a second': median(perSecond) },
    },
  ]
}
