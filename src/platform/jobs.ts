import { HOUR, MINUTE, SECOND, type Clock } from './clock.ts'
import type { Db } from './db.ts'
import type { Log } from './log.ts'
import { everySecond, type Loop } from './loop.ts'
import { requestUnderWay } from './request-record.ts'
import { sql } from './sql.ts'

/** One piece of work under way: its payload, the moment it began, and the transaction in which it is done. */
export type Work = { db: Db; payload: unknown; at: Date }

/**
 * A kind of background work, named `<service>.<what>`. It runs in one transaction together with the removal of its row, so it is
 * done once or not at all, whichever of the processes takes it and wherever one is killed. What reaches the outside world (mail)
 * keeps a queue of its own. `every` makes it return; such a job has no payload.
 */
export type JobKind = { name: string; every?: number; run(work: Work): Promise<void> }

export type Jobs = {
  /** In the caller's transaction: no change without its job, no job without its change. The same `key` twice is one job. */
  add(tx: Db, job: { kind: string; key?: string; payload?: unknown; runAt: Date }): Promise<void>
  /** Forgets a job that was added with this key and has not run. */
  cancel(tx: Db, kind: string, key: string): Promise<void>
  /** For administrators: each kind with how many wait, and what failed last. */
  overview(db: Db): Promise<JobsOfKind[]>
  failing(db: Db): Promise<FailingJob[]>
  /** A failing job runs at once instead of when its wait is over; one that never succeeds can be taken away. */
  retry(db: Db, id: number, now: Date): Promise<void>
  remove(db: Db, id: number): Promise<void>
}

export type JobsOfKind = { kind: string; waiting: number; failing: number; nextAt: Date }
export type FailingJob = { id: number; kind: string; attempts: number; lastError: string; runAt: Date; returns: boolean }

/** The key of a job that returns. */
const EVERY = 'every'

export const jobs: Jobs = {
  add: async (tx, { kind, key, payload = {}, runAt }) =>
    void (await tx.rows(sql`
      insert into platform.job (kind, key, payload, run_at) values (${kind}, ${key ?? null}, ${JSON.stringify(payload)}::jsonb, ${runAt})
      on conflict (kind, key) do update set payload = excluded.payload, run_at = excluded.run_at, attempts = 0, last_error = null`)),
  cancel: async (tx, kind, key) => void (await tx.rows(sql`delete from platform.job where kind = ${kind} and key = ${key}`)),
  overview: (db) =>
    db.rows<JobsOfKind>(sql`
      select kind, count(*) as waiting, count(*) filter (where attempts > 0) as failing, min(run_at) as "nextAt" from platform.job group by kind order by kind limit 200`),
  failing: (db) =>
    db.rows<FailingJob>(sql`
      select id, kind, attempts, coalesce(last_error, '') as "lastError", run_at as "runAt", key is not distinct from ${EVERY} as returns
      from platform.job where attempts > 0 order by run_at, id limit 100`),
  retry: async (db, id, now) => void (await db.rows(sql`update platform.job set run_at = ${now} where id = ${id} and attempts > 0`)),
  remove: async (db, id) => void (await db.rows(sql`delete from platform.job where id = ${id} and attempts > 0 and key is distinct from ${EVERY}`)),
}

/** The clocks of two machines differ by less: else each would take what the other planned for a mistake. */
const CLOCKS_DIFFER = 5 * MINUTE
/** A failed job waits a minute, two, four …, at most six hours; it stays until it succeeds or an administrator takes it away. */
const LONGEST_WAIT = 6 * HOUR
const retryAfter = (attempts: number) => Math.min(2 ** attempts * MINUTE, LONGEST_WAIT)

/** What a database calls its error; its text may hold what a person typed, so that stays out. */
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

type JobRow = { id: number; kind: string; key: string | null; payload: unknown; attempts: number }

export type Worker = Loop & {
  /** Does what is due now, one after the other; the number of jobs done. Once started, it looks for work every second. */
  runDue(): Promise<number>
}

export function createWorker({ db, clock, log, kinds }: { db: Db; clock: Clock; log: Log; kinds: readonly JobKind[] }): Worker {
  const known = new Map(kinds.map((kind) => [kind.name, kind]))
  const names = [...known.keys()]
  const returning = kinds.filter((kind) => kind.every !== undefined)

  /** What waits longer than it ever would was planned by a clock that was ahead and has been set right. */
  async function plan(): Promise<void> {
    await db.rows(sql`
      with ahead as (
        update platform.job j set run_at = ${clock.now()}
        from unnest(${returning.map((kind) => kind.name)}::text[], ${returning.map((kind) => ((kind.every ?? 0) + CLOCKS_DIFFER) / SECOND)}::float8[]) as k (kind, most)
        where j.kind = k.kind and j.key = ${EVERY}
          and j.run_at > ${clock.now()}::timestamptz + interval '1 second' * case when j.attempts > 0 then greatest(k.most, ${(LONGEST_WAIT + CLOCKS_DIFFER) / SECOND}::float8) else k.most end)
      insert into platform.job (kind, key, run_at) select kind, ${EVERY}, ${clock.now()} from unnest(${returning.map((kind) => kind.name)}::text[]) kind
      on conflict (kind, key) do nothing`)
  }

  /** True when there was one. Another process that looks at the same moment skips the row that this one holds. */
  async function runOne(): Promise<boolean> {
    const taken: { row?: JobRow } = {}
    try {
      return await db.tx(async (tx) => {
        const at = clock.now()
        const row = await tx.one<JobRow>(sql`
          select id, kind, key, payload, attempts from platform.job where run_at <= ${at} and kind = any(${names}::text[])
          order by run_at, id limit 1 for update skip locked`)
        const kind = row && known.get(row.kind)
        if (!row || !kind) return false
        taken.row = row
        await requestUnderWay.run(kind.name, () => kind.run({ db: tx, payload: row.payload, at }))
        if (kind.every !== undefined && row.key === EVERY)
          await tx.rows(sql`update platform.job set run_at = ${new Date(at.getTime() + kind.every)}, attempts = 0, last_error = null where id = ${row.id}`)
        else await tx.rows(sql`delete from platform.job where id = ${row.id}`)
        return true
      })
    } catch (error) {
      const { row } = taken
      if (!row) throw error
      const { name, message } = error as Error
      log.error({ job: row.kind, attempts: row.attempts + 1, name, message }, 'job failed')
      const again = new Date(clock.now().getTime() + retryAfter(row.attempts))
      await db.rows(sql`update platform.job set attempts = attempts + 1, run_at = ${again}, last_error = ${[name, codeOf(error)].join(' ').trim()} where id = ${row.id}`)
      return true
    }
  }

  async function runDue(): Promise<number> {
    await plan()
    let done = 0
    // A job may add jobs; a thousand in one go is a loop, not work.
    while (done < 1000 && (await runOne())) done++
    return done
  }

  return { runDue, ...everySecond(runDue, log, 'looking for jobs failed') }
}
