import { DAY } from '#platform/clock'
import type { Db } from '#platform/db'
import type { JobKind } from '#platform/jobs'
import type { RetentionRule } from '#platform/module'
import { sql } from '#platform/sql'

export type RetentionRun = { rule: string; at: Date; before: Date; count: number }
/** `days` undefined: kept until someone removes it. */
export type RuleReport = { name: string; days: number | undefined; runs: RetentionRun[] }

/** A month of a daily job. */
const RUNS_SHOWN = 31

export function createRetention({ db, rules }: { db: Db; rules: readonly RetentionRule[] }) {
  const runsOf = (rule: string) =>
    db.rows<RetentionRun>(sql`select rule, at, before, count from privacy.retention_run where rule = ${rule} order by at desc, id desc limit ${RUNS_SHOWN}`)
  return {
    report: async (): Promise<RuleReport[]> => Promise.all(rules.map(async ({ name, days }) => ({ name, days, runs: await runsOf(name) }))),

    /** What a rule took away and the line that says so are one transaction: that of the job. */
    job: {
      name: 'privacy.retention',
      every: DAY,
      async run({ db: tx, at }) {
        for (const { name, days, forget } of rules) {
          if (days === undefined) continue
          const before = new Date(at.getTime() - days * DAY)
          const count = await forget(tx, before)
          await tx.rows(sql`insert into privacy.retention_run (rule, at, before, count) values (${name}, ${at}, ${before}, ${count})`)
        }
      },
    } satisfies JobKind,
  }
}

export type Retention = ReturnType<typeof createRetention>
