import { MINUTE, type Clock } from './clock.ts'
import type { OpenDb } from './db.ts'
import type { Log } from './log.ts'
import { everySecond, type Loop } from './loop.ts'
import { rateLimiter, type RateLimit } from './rate-limit.ts'
import { newId, pseudonym } from './secret.ts'
import { sql } from './sql.ts'

/** Longer than the clocks of two servers differ; a table of a minute stays small. */
const KEPT_FOR = MINUTE
/** Callers of one second whose counts travel. From more addresses than these it is no caller any more, but a flood. */
const CALLERS_AT_MOST = 5000

export type Pace = Loop & {
  /** A limit that all processes count together; 0 when the caller may go on, else the whole seconds to wait. */
  limiter(name: string, limit: RateLimit): (caller: string) => number
  /** Tells the other processes what this one let through, and hears it from them. Once started, every second. */
  exchange(): Promise<void>
}

type Heard = { process: string; nr: number; counts: Record<string, number> }

/**
 * Limits on pace over all processes on one database. A request asks memory only. Once a second each process writes what it let
 * through in one row, and takes what the others wrote off its own buckets: who spreads requests over processes gains what passes
 * in that second, and waits for it afterwards. Callers travel as pseudonyms. The embedded database has one process.
 */
export function createPace({ db, clock, log, secret }: { db: OpenDb; clock: Clock; log: Log; secret: string }): Pace {
  const alone = db.kind === 'embedded'
  const self = newId()
  const limiters = new Map<string, ReturnType<typeof rateLimiter>>()
  const heardUntil = new Map<string, number>()
  const state = { counted: new Map<string, number>(), nr: 0 }

  async function exchange(): Promise<void> {
    if (alone) return
    const at = clock.now()
    const counts = Object.fromEntries([...state.counted].slice(0, CALLERS_AT_MOST))
    state.counted = new Map()
    const old = new Date(at.getTime() - KEPT_FOR)
    if (Object.keys(counts).length > 0)
      await db.rows(sql`
        with gone as (delete from platform.pace where at < ${old})
        insert into platform.pace (process, nr, at, counts) values (${self}, ${++state.nr}, ${at}, ${JSON.stringify(counts)}::jsonb)`)
    const rows = await db.rows<Heard>(sql`select process, nr, counts from platform.pace where process <> ${self} and at >= ${old} order by process, nr limit 10000`)
    for (const { process, nr, counts: theirs } of rows) if (nr > (heardUntil.get(process) ?? 0)) hear(process, nr, theirs)
    for (const process of heardUntil.keys()) if (!rows.some((row) => row.process === process)) heardUntil.delete(process)
  }

  function hear(process: string, nr: number, counts: Record<string, number>): void {
    heardUntil.set(process, nr)
    for (const [subject, count] of Object.entries(counts)) {
      const [name = '', caller = ''] = subject.split(' ')
      limiters.get(name)?.take(caller, count)
    }
  }

  return {
    limiter(name, limit) {
      const buckets = rateLimiter(limit, () => clock.now().getTime())
      limiters.set(name, buckets)
      if (alone) return buckets.secondsToWait
      return (who) => {
        const caller = pseudonym(secret, who)
        const wait = buckets.secondsToWait(caller)
        if (wait === 0) state.counted.set(`${name} ${caller}`, (state.counted.get(`${name} ${caller}`) ?? 0) + 1)
        return wait
      }
    },
    exchange,
    ...everySecond(exchange, log, 'sharing the limits on pace failed'),
  }
}
