import type { Lang } from '#platform/i18n'

const months = {
  nl: new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', month: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' }),
}

/** The name of a month, 1 to 12. */
export const longMonth = (month: number, lang: Lang) => months[lang].format(new Date(Date.UTC(2024, month - 1, 1)))

/** `yyyy-mm` so many months later (or earlier). */
export function monthAfter(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7)
}
