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
  const leftFor = (caller: string, at: number): number => {
    const before = buckets.get(caller) ?? { left: limit.burst, at }
    // A clock that is set back must not empty a bucket.
    const waited = Math.max(0, at - before.at)
    return Math.min(limit.burst, before.left + (waited / SECOND) * limit.perSecond)
  }
  return {
    /** 0 when the caller may go on, else the whole seconds to wait. */
    secondsToWait(caller: string): number {
      const at = now()
      sweep(at)
      const left = leftFor(caller, at)
      buckets.set(caller, { left: left < 1 ? left : left - 1, at })
      return left < 1 ? Math.ceil((1 - left) / limit.perSecond) : 0
    },
    /** What another process let this caller do; at most one burst is held against them, so that a wait stays one that is known. */
    take(caller: string, count: number): void {
      const at = now()
      buckets.set(caller, { left: Math.max(-limit.burst, leftFor(caller, at) - count), at })
    },
  }
}
