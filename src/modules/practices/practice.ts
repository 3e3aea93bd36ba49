import { z } from 'zod'
import { longText, shortText } from '#platform/text-input'
import type { Level } from '#modules/instruments'
import type { Sector } from '#modules/organisations'

export const TITLE_LIMIT = 120
/** Half a page each: whoever wants to know more asks the contact. */
export const PART_LIMIT = 1500
export const CONTACT_LIMIT = 80
export const MAIL_LIMIT = 254
export const REASON_LIMIT = 1000

/** Nobody stands below level 1, so nothing leads to it. */
export const practiceLevels = [2, 3, 4] as const
export type PracticeLevel = (typeof practiceLevels)[number]
export const asPracticeLevel = (level: Level): PracticeLevel | undefined => practiceLevels.find((known) => known === level)

/** draft → submitted → published, or returned with a reason; withdrawn from any of them. What is not with a reader may be changed. */
export const states = ['draft', 'submitted', 'published', 'returned', 'withdrawn'] as const
export type State = (typeof states)[number]
export const isChangeable = (state: State) => state === 'draft' || state === 'returned' || state === 'withdrawn'

/** What people fill in. */
export type Fields = {
  title: string
  conditionId: string
  /** The level it leads to; null while it is not chosen yet. */
  level: PracticeLevel | null
  situation: string
  approach: string
  result: string
  contactFunction: string
  contactMail: string
}

export type Practice = Fields & {
  id: string
  organisationId: string
  organisationName: string
  sector: Sector | null
  state: State
  /** Why it was returned. */
  reason: string
  version: number
  createdBy: string | null
  changedAt: Date
  submittedAt: Date | null
  publishedAt: Date | null
}

/** As one of a list, without who to ask. */
export type Listed = Pick<Practice, 'id' | 'title' | 'conditionId' | 'level' | 'organisationName' | 'sector' | 'situation' | 'approach' | 'result' | 'publishedAt'>

const level = z
  .enum(['', '2', '3', '4'], 'unknown-level')
  .default('')
  .transform((typed): PracticeLevel | null => practiceLevels.find((known) => String(known) === typed) ?? null)
const mail = shortText(MAIL_LIMIT).refine((typed) => typed === '' || z.email().safeParse(typed).success, 'email')

/** A draft has a title and a condition; the rest may wait. */
export const draftSchema = (isCondition: (id: string) => boolean) =>
  z.object({
    title: shortText(TITLE_LIMIT).refine((typed) => /[\p{L}\p{N}]/u.test(typed), 'title-required'),
    conditionId: shortText(10).refine(isCondition, 'unknown-condition'),
    level,
    situation: longText(PART_LIMIT),
    approach: longText(PART_LIMIT),
    result: longText(PART_LIMIT),
    contactFunction: shortText(CONTACT_LIMIT),
    contactMail: mail,
  }) satisfies z.ZodType<Fields>

const required = ['level', 'situation', 'approach', 'result', 'contactFunction', 'contactMail'] as const
/** What is still missing before someone can judge it. */
export const missingIn = (fields: Fields) => required.filter((name) => fields[name] === null || fields[name] === '')

export const reasonSchema = z.object({ reason: longText(REASON_LIMIT).refine((typed) => typed !== '', 'reason-required') })
