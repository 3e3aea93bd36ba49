import { longDate, type Lang } from '#platform/i18n'

/** A day as its reader says it. What is no day stays as it came: a notification of an older version holds the words already. */
export const dayIn = (day: string, lang: Lang): string => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? longDate(day, lang) : day)
