import { longDate, type Lang } from '#platform/i18n'
import type { Report } from './report.ts'
import type { Text } from './text.ts'

/** Where a round is, the furthest word first: adopted, finished, or still open. */
export function statusWords({ record: { adoption }, finishedOn }: Pick<Report['about'], 'record' | 'finishedOn'>, text: Text, lang: Lang): string {
  if (adoption) return text.status.adopted(adoption.by, longDate(adoption.on, lang))
  return finishedOn ? text.status.finished(longDate(finishedOn, lang)) : text.status.provisional
}
