import type { Bar } from './bars.ts'

/** One measured value: the median of its rounds. */
export type Figure = {
  scenario: string
  what: string
  unit: Unit
  value: number
  rounds: readonly number[]
  bar?: Bar
  /** How many times the named workload of the same run: the median of the ratios within each round. */
  ratios?: readonly { to: string; value: number }[]
  /** Other values of the same measurement, by name. */
  parts?: Readonly<Record<string, number>>
}
export type Unit = 'ms' | 's' | 'MB' | 'KiB' | 'kB' | 'µs' | 'a second' | ''

export const sorted = (values: readonly number[]) => values.toSorted((one, other) => one - other)

export function median(values: readonly number[]): number {
  const all = sorted(values)
  const middle = all.length >> 1
  return all.length % 2 === 1 ? (all[middle] ?? Number.NaN) : ((all[middle - 1] ?? Number.NaN) + (all[middle] ?? Number.NaN)) / 2
}

/** The smallest value that at least this share (0 to 1) does not pass. */
export const percentile = (values: readonly number[], share: number) => sorted(values)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN

export const sum = (values: readonly number[]) => values.reduce((sofar, value) => sofar + value, 0)

export const meets = (value: number, bar: Bar) => ('atMost' in bar ? value <= bar.atMost : value >= bar.atLeast)
