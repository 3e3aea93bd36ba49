import type pg from 'pg'
import type { Figure } from '../figure.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { workloads } from '../workloads.ts'

/** So many statements may a request send. A page that asks per condition or per round sends dozens, and shows here at once. */
// The second of a question is what other boards offer who stand one level up; it is asked once there is an answer. The fifth of a
// report is what was settled together.
const AT_MOST = { question: 2, answer: 2, overview: 2, report: 5, worksheet: 2 } as const
/** What the process does by itself meanwhile: jobs, letters, limits on pace, sealing the log. */
const ASIDE = "'pg_stat_statements|platform[.]|audit[.]seal|^(begin|commit|rollback)$'"
const TIMES = 20
const TIMES_IN_CHECK = 4

/** Statements a request, and the time PostgreSQL itself says it took for them, planning included. */
export const measureQueries: Scenario = async (stage, tally) => {
  const database = await stage.database()
  await database.query('create extension if not exists pg_stat_statements')
  await count(stage, 'top')
  const figures: Figure[] = []
  try {
    for (const [name, most] of Object.entries(AT_MOST) as [keyof typeof AT_MOST, number][]) {
      const workload = await workloads[name](stage)
      const times = stage.options.check ? TIMES_IN_CHECK : TIMES
      await database.query('select pg_stat_statements_reset()')
      const { failures } = await workload.run(times)
      const { rows } = await database.query<{ calls: string; ms: number }>(
        `select sum(calls) as calls, sum(total_plan_time + total_exec_time) as ms from pg_stat_statements where query !~ ${ASIDE} and query !~ '^select count.* from audit.entry' and dbid = (select oid from pg_database where datname = current_database())`,
      )
      const each = Number(rows[0]?.calls ?? 0) / times
      if (each === 0) failures.push('no statement was counted')
      if (each > most) failures.push(`${each} statements a request, at most ${most} were meant`)
      tally.add(`queries: ${name}`, failures)
      figures.push({
        scenario: 'queries',
        what: `statements for one ${name}`,
        unit: '',
        value: each,
        rounds: [],
        bar: { atMost: most },
        parts: { 'ms in PostgreSQL': Number(((rows[0]?.ms ?? 0) / times).toFixed(3)) },
      })
    }
  } finally {
    await count(stage, 'none')
  }
  return figures
}

/** How many statements reached this database while something was done, and the time that PostgreSQL says they took. */
export async function statementsFor(stage: Stage, database: pg.Pool, what: () => Promise<void>): Promise<{ calls: number; ms: number }> {
  await database.query('create extension if not exists pg_stat_statements')
  await count(stage, 'top')
  try {
    await database.query('select pg_stat_statements_reset()')
    await what()
    const { rows } = await database.query<{ calls: string; ms: number }>(
      `select sum(calls) as calls, sum(total_plan_time + total_exec_time) as ms from pg_stat_statements where query !~ ${ASIDE} and dbid = (select oid from pg_database where datname = current_database())`,
    )
    return { calls: Number(rows[0]?.calls ?? 0), ms: rows[0]?.ms ?? 0 }
  } finally {
    await count(stage, 'none')
  }
}

/** Counting costs a little, so it is on for this scenario only. */
async function count(stage: Stage, what: 'top' | 'none'): Promise<void> {
  const server = await stage.postgres()
  await server.run(`alter system set pg_stat_statements.track = '${what}'`)
  await server.run('select pg_reload_conf()')
}
