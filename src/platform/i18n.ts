export type Lang = 'nl' | 'en'
export const langs = ['nl', 'en'] as const

/** The two languages of one set of interface texts; English must have every text that Dutch has. */
export type Texts<T> = Record<Lang, T>

const dates = {
  nl: new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', day: 'numeric', month: 'long', year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', day: 'numeric', month: 'long', year: 'numeric' }),
}
const times = {
  nl: new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' }),
}

/** A day for people: "3 maart 2026". Takes a moment or a `yyyy-mm-dd` day. */
export function longDate(day: Date | string, lang: Lang): string {
  return dates[lang].format(typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day)
}

export function longTime(moment: Date, lang: Lang): string {
  return times[lang].format(moment)
}

/** A figure with one decimal at most, in the notation of the language: "2,3". */
export function decimal(value: number, lang: Lang): string {
  return value.toLocaleString(lang === 'nl' ? 'nl-NL' : 'en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
