import { z } from 'zod'
import { listOf, optionalDay, shortText } from '#platform/text-input'

export const TITLE_LIMIT = 120
export const scopes = ['board', 'schools', 'both'] as const
export type CampaignScope = (typeof scopes)[number]

/** What others see beside an answer: the name and the function, the function only, or nothing. Chosen before the first answer, and never changed. */
export const anonymities = ['named', 'function', 'anonymous'] as const
export type Anonymity = (typeof anonymities)[number]

/** Fewer answers than this to one condition are not shown where nobody's name is: with two, each knows the other's. */
export const ANONYMOUS_AT_LEAST = 3

export type Campaign = {
  id: string
  boardId: string
  title: string
  startsOn: string
  endsOn: string
  scope: CampaignScope
  anonymity: Anonymity
  /** Whether people may take part by a personal link, without an account. */
  byLink: boolean
  /** Made up: everyone may look at it, nobody takes part. */
  example: boolean
  createdBy: string | null
  createdAt: Date
  closedAt: Date | null
}

/** One round of the campaign: of the board, or of one school. */
export type Part = { roundId: string; organisationId: string; name: string; scope: 'board' | 'school' }

export type CampaignState = 'planned' | 'running' | 'ending' | 'over' | 'closed'

const DAYS_OF_ENDING = 7

/** In words anyone understands: it begins later, runs, has a week left, is past its last day but still open, or closed. */
export function stateOf(campaign: Pick<Campaign, 'startsOn' | 'endsOn' | 'closedAt'>, today: string): CampaignState {
  if (campaign.closedAt) return 'closed'
  if (today < campaign.startsOn) return 'planned'
  if (today > campaign.endsOn) return 'over'
  return addDays(today, DAYS_OF_ENDING) >= campaign.endsOn ? 'ending' : 'running'
}

/** A day so many days on, as `yyyy-mm-dd`. Days have no hours here, so summer time is no matter. */
export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

const requiredDay = (problem: string) => optionalDay.refine((day) => day !== null, problem).transform((day) => day ?? '')

const about = z.object({
  title: shortText(TITLE_LIMIT).refine((title) => title !== '', 'title-required'),
  startsOn: requiredDay('day-required'),
  endsOn: requiredDay('day-required'),
  byLink: z
    .enum(['', 'yes'], 'unknown-choice')
    .default('')
    .transform((byLink) => byLink === 'yes'),
})
const endsAfterStart = {
  rule: (typed: { startsOn: string; endsOn: string }) => typed.startsOn === '' || typed.endsOn === '' || typed.endsOn >= typed.startsOn,
  said: { path: ['endsOn'], error: 'ends-before-start', when: () => true },
}

/** What a leader may change later: never what was promised about names. */
export const changeSchema = about.refine(endsAfterStart.rule, endsAfterStart.said)

export const campaignSchema = about
  .extend({
    scope: z.enum(scopes, 'scope-required'),
    schools: listOf(z.uuid('unknown-school')),
    anonymity: z.enum(anonymities, 'anonymity-required'),
  })
  .refine(endsAfterStart.rule, endsAfterStart.said)
  .refine((typed) => typed.scope === 'board' || typed.schools.length > 0, { path: ['schools'], error: 'schools-required', when: () => true })
export type CampaignForm = z.output<typeof campaignSchema>
