import { realInstrument as instrument } from '../tests/support/content.ts'
import type { Ask } from './load/ask.ts'
import { saving, type Change, type Measurement } from './measurement.ts'

/** A supply of answers to store in which each is a real change with the right version: half of them new, half changed later. */
export type Changes = { take(count: number): Ask[]; left(): number }

export function changesFor(base: string, measurements: readonly Measurement[]): Changes {
  let next = 0
  const pairs = measurements.length * instrument.conditions.length
  const ask = (pair: number, version: number): Ask => {
    const measurement = measurements[pair % measurements.length]
    const condition = instrument.conditions[Math.floor(pair / measurements.length)]
    if (!measurement || !condition) throw new RangeError('All answers of all measurements are used: make more measurements')
    return saving(base, measurement, { condition, version, level: (((pair + version) % 4) + 1) as Change['level'] })
  }
  return {
    /** First `count / 2` new ones, then the same again, changed; so far apart that the first is stored when the second comes. */
    take(count) {
      const half = Math.max(1, Math.floor(count / 2))
      const from = next
      next += half
      return [0, 1].flatMap((version) => Array.from({ length: half }, (_, index) => ask(from + index, version)))
    },
    left: () => (pairs - next) * 2,
  }
}
