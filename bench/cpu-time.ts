import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What proc(5) counts in: one tick is 10 ms nearly everywhere, so a measurement takes at least a second of work. */
const TICK_MS = 1000 / Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout || '100')

// Places in /proc/<pid>/stat after the name of the program, counted from the state (field 3) on.
const UTIME = 11
const STIME = 12
const CUTIME = 13
const CSTIME = 14

function ticks(pid: number): { own: number; ended: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const at = (place: number) => fields[place] ?? 0
  return { own: at(UTIME) + at(STIME), ended: at(CUTIME) + at(CSTIME) }
}

/** User and system time of one process with all its threads, in milliseconds. */
export const cpuOf = (pid: number) => ticks(pid).own * TICK_MS

/** The same of a PostgreSQL: its first process, every process it started, and those that ended. */
export const cpuOfPostgres = (pid: number) => Object.values(cpuByPartOf(pid)).reduce((sum, one) => sum + one, 0)

/**
 * Where the time of a PostgreSQL goes: back ends of clients that are there now, what it does for its own upkeep (checkpoints, the
 * log, vacuum), and the first process with all that ended. A back end that ends between two looks moves to the last.
 */
export function cpuByPartOf(pid: number): { clients: number; upkeep: number; ended: number } {
  const first = ticks(pid)
  const parts = { clients: 0, upkeep: 0, ended: (first.own + first.ended) * TICK_MS }
  for (const child of childrenOf(pid)) {
    try {
      // `postgres: user database host(port) activity`; what it does for itself has a name of words instead.
      const isClient = /^postgres: .*\(\d+\)/.test(readFileSync(`/proc/${child}/cmdline`, 'utf8'))
      parts[isClient ? 'clients' : 'upkeep'] += ticks(child).own * TICK_MS
    } catch {
      // it ended between the two looks; the next measurement finds it under `ended`
    }
  }
  return parts
}

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter((text) => text !== '')
    .map(Number)

/** The memory a process holds now, and the most it ever held, in MB of 1,048,576 bytes. */
export function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kB = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)
  return { now: kB('VmRSS') / 1024, most: kB('VmHWM') / 1024 }
}
