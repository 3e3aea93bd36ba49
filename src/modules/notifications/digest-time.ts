import { DAY, dayOf, HOUR } from '#platform/clock'
import type { Rhythm } from './kinds.ts'

/** Before the working day of a school begins. */
const AT_HOUR = 7
const MONDAY = 1

const hourThere = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' })

/** The first seven o'clock in the Netherlands after `now`: of any day, or of a Monday. */
export function nextDigest(now: Date, rhythm: Rhythm): Date {
  // Noon is the same day in every zone that matters, also when the clock changes in between.
  const today = new Date(`${dayOf(now)}T12:00:00Z`).getTime()
  for (let ahead = 0; ; ahead++) {
    const noon = new Date(today + ahead * DAY)
    if (rhythm === 'weekly' && noon.getUTCDay() !== MONDAY) continue
    const seven = sevenOn(dayOf(noon))
    if (seven > now) return seven
  }
}

/** Summer time begins and ends at night, so seven o'clock comes once on every day: one or two hours before it in UTC. */
function sevenOn(day: string): Date {
  const inWinter = new Date(new Date(`${day}T00:00:00Z`).getTime() + (AT_HOUR - 1) * HOUR)
  return Number(hourThere.format(inWinter)) === AT_HOUR ? inWinter : new Date(inWinter.getTime() - HOUR)
}
