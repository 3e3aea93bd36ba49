import { SECOND } from './clock.ts'

/** A bucket per caller: `burst` at once, then `perSecond`. Kept in memory; a caller who waits long enough is forgotten. */
export type RateLimit = { burst: number; perSecond: number }

export function rateLimiter(limit: RateLimit, now: () => number) {
  const buckets = new Map<string, { left: number; at: number }>()
  const fullAfter = (limit.burst / limit.perSecond) * SECOND
  let swept = now()
  const sweep = (at: number) => {
    if (at - swept < fullAfter) return
    swept = at
    for (const [caller, bucket] of buckets) if (at - bucket.at > fullAfter) buckets.delete(caller)
  }
  /** 0 when the caller may go on, else the whole seconds to wait. */
  return function secondsToWait(caller: string): number {
    const at = now()
    sweep(at)
    const before = buckets.get(caller) ?? { left: limit.burst, at }
    // A clock that is set back must not empty a bucket.
    const waited = Math.max(0, at - before.at)
    const left = Math.min(limit.burst, before.left + (waited / SECOND) * limit.perSecond)
    if (left < 1) {
      buckets.set(caller, { left, at })
      return Math.ceil((1 - left) / limit.perSecond)
    }
    buckets.set(caller, { left: left - 1, at })
    return 0
  }
}
