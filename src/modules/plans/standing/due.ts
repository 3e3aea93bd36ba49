/** When a standing task is due each year: on a day, or so many weeks before the summer holiday. */
export type Due = { kind: 'day'; month: number; day: number } | { kind: 'before-summer'; weeks: number }

export const WEEKS_AT_MOST = 20

const DAY_MS = 86_400_000
const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day, 12))
const asDay = (date: Date) => date.toISOString().slice(0, 10)

/**
 * The first day of the summer holiday in the region that goes first. The ministry spreads three regions over July; the first of
 * them has begun on the first Saturday from 4 July in every year since 2023. Who goes later is early, which does no harm.
 */
export function summerOf(year: number): string {
  const fourth = utc(year, 7, 4)
  return asDay(new Date(fourth.getTime() + ((6 - fourth.getUTCDay() + 7) % 7) * DAY_MS))
}

/** The day in this year, as yyyy-mm-dd. 29 February is the 28th in other years. Weeks are counted back to the Friday. */
export function dueOn(due: Due, year: number): string {
  if (due.kind === 'before-summer') return asDay(new Date(Date.parse(`${summerOf(year)}T12:00:00Z`) - (due.weeks * 7 + 1) * DAY_MS))
  const date = utc(year, due.month, due.day)
  return date.getUTCMonth() === due.month - 1 ? asDay(date) : asDay(utc(year, due.month + 1, 0))
}

/** Whether there is such a day in any year. */
export const isDayOfYear = (month: number, day: number) => {
  const date = utc(2024, month, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
