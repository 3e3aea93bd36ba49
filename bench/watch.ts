import { cpuByPartOf, cpuOf, memoryOf } from './cpu-time.ts'
import { median } from './figure.ts'

const SAMPLE_MS = 500

export type Watched = {
  /** CPU in milliseconds since the beginning: all processes of Koers, the back ends of their connections, and all else of PostgreSQL. */
  cpu: { node: number; backEnds: number; upkeep: number }
  /** Of the largest process, in MB: the median of the first and of the last tenth of the time, and the most. */
  memory: { first: number; last: number; most: number }
}

/** Looks at these processes from now until the returned function is called. */
export function watch(pids: readonly number[], postgresPid?: number): () => Watched {
  const look = () => ({ node: pids.map(cpuOf), postgres: postgresPid === undefined ? undefined : cpuByPartOf(postgresPid) })
  const [before, samples]: [ReturnType<typeof look>, number[]] = [look(), []]
  const sampling = setInterval(() => {
    try {
      samples.push(Math.max(...pids.map((pid) => memoryOf(pid).now)))
    } catch {
      clearInterval(sampling) // one has ended: whoever plays says so
    }
  }, SAMPLE_MS)
  return () => {
    clearInterval(sampling)
    const after = look()
    const node = after.node.reduce((sum, one, index) => sum + one - (before.node[index] ?? 0), 0)
    const part = (name: 'clients' | 'upkeep' | 'ended') => (after.postgres?.[name] ?? 0) - (before.postgres?.[name] ?? 0)
    const tenth = Math.max(1, Math.floor(samples.length / 10))
    return {
      cpu: { node, backEnds: part('clients'), upkeep: part('upkeep') + part('ended') },
      memory: { first: median(samples.slice(0, tenth)), last: median(samples.slice(-tenth)), most: Math.max(...samples) },
    }
  }
}
