import { cpuOf, cpuOfPostgres } from '../cpu-time.ts'
import type { Stage } from '../stage.ts'
import { workloads, type Workload, type WorkloadName } from '../workloads.ts'

const ONE_UPSERT_TO_PAGES = 3

/** CPU milliseconds a request of the reference, in the proportion of the last day: one upsert to three pages. Ask it before and after what it is held against. */
export async function referenceCpu(stage: Stage): Promise<number> {
  const [page, upsert] = [await each(stage, 'reference-page'), await each(stage, 'reference-upsert')]
  return (page * ONE_UPSERT_TO_PAGES + upsert) / (ONE_UPSERT_TO_PAGES + 1)
}

async function each(stage: Stage, name: WorkloadName): Promise<number> {
  const workload: Workload = await workloads[name](stage)
  const spent = () => cpuOf(workload.pid) + (workload.postgresPid === undefined ? 0 : cpuOfPostgres(workload.postgresPid))
  const before = spent()
  const { failures } = await workload.run(workload.perRound)
  if (failures.length > 0) throw new Error(`The reference failed: ${failures.join('; ')}`)
  return (spent() - before) / workload.perRound
}
