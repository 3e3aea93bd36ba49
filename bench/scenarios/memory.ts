import { realInstrument as instrument } from '../../tests/support/content.ts'
import { bars } from '../bars.ts'
import { memoryOf } from '../cpu-time.ts'
import { median, percentile } from '../figure.ts'
import type { Ask } from '../load/ask.ts'
import { reading } from '../measurement.ts'
import type { Scenario } from '../scenario.ts'
import { changesOf } from '../workloads.ts'

/**
 * The last day of a campaign (the arithmetic stands in docs/performance.md): 60 answers and 180 pages a second, some of them reports and files.
 * At that pace for a minute, whether or not the machine keeps up.
 */
const PER_SECOND = 240
const SECONDS = 60
// An answer is changed half that time after it was new: so long that the first is surely stored.
const SECONDS_IN_CHECK = 8
const SAMPLE_MS = 250

/** What each of 100 requests is. */
const mix = { question: 68, answer: 25, overview: 5, report: 1, ods: 0.5, pdf: 0.5 }

export const measureMemory: Scenario = async (stage, tally) => {
  const [koers, { open, finished }, changes] = [await stage.koers(), await stage.filled(), await changesOf(stage)]
  const before = memoryOf(koers.pid)
  const count = PER_SECOND * (stage.options.check ? SECONDS_IN_CHECK : SECONDS)
  const of = (kind: keyof typeof mix) => Math.max(1, Math.round((count * mix[kind]) / 100))
  const repeated = (kind: keyof typeof mix, make: (index: number) => Ask) => Array.from({ length: of(kind) }, (_, index) => make(index))
  const asks = spread([
    repeated('question', (index) => reading(open, `/${instrument.conditions[index % instrument.conditions.length]?.id}`, ['name="version"'])),
    changes.take(of('answer')),
    repeated('overview', () => reading(open, '', ['</html>'])),
    repeated('report', () => reading(finished, '/rapport', ['</html>'])),
    repeated('ods', () => ({ ...reading(finished, '/rapport.ods', []), expect: { status: 200, begins: 'PK' } })),
    repeated('pdf', () => ({ ...reading(finished, '/rapport.pdf', []), expect: { status: 200, begins: '%PDF-' } })),
  ])
  const samples: number[] = []
  const sampling = setInterval(() => samples.push(memoryOf(koers.pid).now), SAMPLE_MS)
  const { waits, failures } = await stage.load
    .run({ base: koers.url, asks, connections: 64, pace: [{ perSecond: PER_SECOND, seconds: SECONDS }] })
    .finally(() => clearInterval(sampling))
  tally.add('memory under a mixed load', failures)
  const after = memoryOf(koers.pid)
  samples.push(after.now)
  const most = Math.max(...samples)
  const lateHalf = samples.slice(samples.length >> 1)
  return [
    {
      scenario: 'memory',
      what: `memory of the process under ${PER_SECOND} requests a second, most in use`,
      unit: 'MB',
      value: Math.round(most),
      rounds: samples.map(Math.round),
      bar: bars.memoryMB,
      parts: { before: Math.round(before.now), median: Math.round(median(samples)), 'second half, median': Math.round(median(lateHalf)), after: Math.round(after.now) },
    },
    {
      scenario: 'memory',
      what: 'waits under that load, p99',
      unit: 'ms',
      value: Number(percentile(waits, 0.99).toFixed(1)),
      rounds: [],
      parts: { median: Number(median(waits).toFixed(2)), p95: Number(percentile(waits, 0.95).toFixed(1)) },
    },
  ]
}

/** Each kind evenly over the time and in its own order, because a changed answer comes after the one it changes. */
const spread = (kinds: readonly (readonly Ask[])[]): Ask[] =>
  kinds
    .flatMap((asks, kind) => asks.map((ask, index) => ({ ask, at: (index + (kind + 1) / (kinds.length + 1)) / asks.length })))
    .toSorted((one, other) => one.at - other.at)
    .map(({ ask }) => ask)
