import { cpuOf, cpuOfPostgres } from './cpu-time.ts'
import type { Tally } from './tally.ts'
import type { Workload } from './workloads.ts'

/** What one round of one workload took: CPU milliseconds a request, and how long each answer was waited for. */
export type Round = { cpu: number; node: number; postgres: number; waits: readonly number[] }

const IN_CHECK = 4
/** The last CPU ticks of a round arrive when the processes are scheduled out. */
const SETTLE_MS = 30

/** A B C A B C …: what disturbs the machine for a while disturbs all of them, and the ratios within a round stay. */
export async function alternate(workloads: readonly Workload[], { rounds, check }: { rounds: number; check: boolean }, tally: Tally): Promise<Map<string, Round[]>> {
  const done = new Map<string, Round[]>(workloads.map(({ name }) => [name, []]))
  // Once through, so that what is measured is compiled code with its caches and statements in place.
  if (!check) for (const one of workloads) tally.add(`${one.name}, warming up`, (await one.run(Math.ceil(one.perRound / 2))).failures)
  for (let round = 0; round < rounds; round++) {
    for (const one of workloads) {
      const count = check ? IN_CHECK : one.perRound
      const before = spent(one)
      const { waits, failures } = await one.run(count)
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
      const after = spent(one)
      tally.add(check ? one.name : `${one.name}, round ${round + 1}`, failures)
      const [node, postgres] = [(after.node - before.node) / count, (after.postgres - before.postgres) / count]
      done.get(one.name)?.push({ cpu: node + postgres, node, postgres, waits })
    }
  }
  return done
}

const spent = ({ pid, postgresPid }: Workload) => ({ node: cpuOf(pid), postgres: postgresPid === undefined ? 0 : cpuOfPostgres(postgresPid) })
