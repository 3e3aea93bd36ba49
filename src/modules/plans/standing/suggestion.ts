import { z } from 'zod'
import { ContentError, readContent } from '#platform/content'
import type { Instrument } from '#modules/instruments'
import { TITLE_LIMIT, OWNER_LIMIT } from '../action.ts'
import { isDayOfYear, WEEKS_AT_MOST } from './due.ts'

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/[<>]/.test(value), 'plain text: < and > are not allowed')

const suggestionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower case letters, digits and hyphens'),
  condition: z.string().describe('the condition it keeps in order, such as 4.3'),
  title: text(TITLE_LIMIT).describe('what has to be done, beginning with the thing'),
  why: text(400).describe('why every year, one or two sentences'),
  owner: text(OWNER_LIMIT).describe('the function that usually carries it'),
  due: z
    .union([z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) }), z.strictObject({ weeksBeforeSummer: z.int().min(1).max(WEEKS_AT_MOST) })])
    .describe('a day of the year, or so many weeks before the summer holiday'),
})

/** The yearly calendar as content: what a board may take over, one by one. */
export const yearlyCalendarSchema = z.strictObject({ tasks: z.array(suggestionSchema).min(1).max(100) })
export type Suggestion = z.output<typeof suggestionSchema>

/** @throws {ContentError} with all mistakes at once, each as `file:line (id …) what`. */
export function loadSuggestions(file: string, instrument: Instrument): Suggestion[] {
  const { value, at } = readContent(file, yearlyCalendarSchema)
  const seen = new Set<string>()
  const mistakes = value.tasks.flatMap(({ id, condition, due }, i) => [
    ...(seen.has(id) ? [`${at(['tasks', i, 'id'])} task ${id} occurs twice`] : (seen.add(id), [])),
    ...(instrument.condition(condition) ? [] : [`${at(['tasks', i, 'condition'])} condition ${condition} does not exist`]),
    ...('month' in due && !isDayOfYear(due.month, due.day) ? [`${at(['tasks', i, 'due'])} ${due.day}-${due.month} is not a day`] : []),
  ])
  if (mistakes.length > 0) throw new ContentError(mistakes)
  return value.tasks
}
