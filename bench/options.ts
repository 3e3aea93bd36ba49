import { parseArgs } from 'node:util'

export type Options = {
  /** The correctness pass: everything a few times, answers judged, time not. */
  check: boolean
  json: string | undefined
  /** Names of scenarios; empty for all. */
  only: readonly string[]
  rounds: number
  /** Where Node leaves a CPU profile of the server, for who looks for a cause. */
  profile: string | undefined
}

const ROUNDS = 5
const ROUNDS_AT_MOST = 50

export const usage = (names: readonly string[]) => `node bench/run.ts [--check] [--json FILE] [--only NAME[,NAME]] [--rounds N] [--cpu-prof FOLDER]
  --check     every scenario a few times, answers verified, no timing judged
  --json      all raw figures with machine, date and commit
  --only      ${names.join(', ')}
  --rounds    alternating rounds, default ${ROUNDS}
  --cpu-prof  the server leaves a CPU profile here when it stops`

/** @throws {RangeError} saying which option does not fit. */
export function optionsFrom(args: readonly string[], names: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      'cpu-prof': { type: 'string' },
    },
  })
  const only = values.only.flatMap((list) => list.split(',')).filter((name) => name !== '')
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new RangeError(`There is no scenario ${unknown.join(', ')}.`)
  const rounds = values.check ? 1 : Number(values.rounds ?? ROUNDS)
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_AT_MOST) throw new RangeError(`--rounds takes 1 to ${ROUNDS_AT_MOST}.`)
  return { check: values.check, json: values.json, only, rounds, profile: values['cpu-prof'] }
}
