export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The one source of time, so that a test can set it. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

const dayInNetherlands = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The calendar day in the Netherlands as `yyyy-mm-dd`: a term ends with the Dutch day, whatever the server's zone. */
export function dayOf(moment: Date): string {
  return dayInNetherlands.format(moment)
}
