import { SECOND, type Clock } from '#platform/clock'

/** Time that stands still until a test moves it. */
export type TestClock = Clock & { set(moment: Date | string): void; advance(ms: number): void; perRequest: number }

const MONDAY_MORNING = '2026-03-02T09:00:00.000Z'

export function testClock(start: Date | string = MONDAY_MORNING): TestClock {
  let moment = new Date(start)
  return {
    /** Visitors and browsers take a second for each request, so that a whole measurement does not meet the limits on pace; 0 to test those. */
    perRequest: SECOND,
    now: () => new Date(moment),
    set: (to) => (moment = new Date(to)),
    advance: (ms) => (moment = new Date(moment.getTime() + ms)),
  }
}
