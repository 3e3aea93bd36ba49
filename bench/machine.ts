import { existsSync, readFileSync, statSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { project } from '../tests/support/folders.ts'

export type Machine = { cpu: string; cores: number; memoryMB: number; system: string; node: string; postgres: string; commit: string; date: string; load: readonly number[] }

export function thisMachine(postgres: string, now: Date): Machine {
  const cores = cpus()
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryMB: Math.round(totalmem() / 1024 ** 2),
    system: `${type()} ${release()}`,
    node: process.version,
    postgres,
    commit: commitOf(project),
    date: now.toISOString(),
    load: load(),
  }
}

/** The average number of processes that wanted a core, over 1, 5 and 15 minutes. */
export const load = () => loadavg().map((value) => Number(value.toFixed(2)))

/** Read from the folder itself: where the benchmark runs there need not be a git. */
function commitOf(folder: string): string {
  const own = gitFolder(join(folder, '.git'))
  if (own === undefined) return 'unknown'
  const head = readFileSync(join(own, 'HEAD'), 'utf8').trim()
  const branch = /^ref: (.+)$/.exec(head)?.[1]
  if (branch === undefined) return head
  const common = existsSync(join(own, 'commondir')) ? join(own, readFileSync(join(own, 'commondir'), 'utf8').trim()) : own
  const loose = join(common, branch)
  if (existsSync(loose)) return readFileSync(loose, 'utf8').trim()
  const packed = join(common, 'packed-refs')
  const line = existsSync(packed)
    ? readFileSync(packed, 'utf8')
        .split('\n')
        .find((one) => one.endsWith(` ${branch}`))
    : undefined
  return line?.split(' ')[0] ?? 'none yet'
}

function gitFolder(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  if (statSync(path).isDirectory()) return path
  return readFileSync(path, 'utf8').replace('gitdir: ', '').trim()
}
