import { z } from 'zod'
import type { PersonFunction } from '#platform/rights'
import { longText } from '#platform/text-input'
import { levels, type Level } from '#modules/instruments'
import { ANONYMOUS_AT_LEAST, type Anonymity } from '../campaign.ts'

export const VIEW_REASON_LIMIT = 2000

export type ViewJudgement = { kind: 'level'; level: Level } | { kind: 'unknown' } | { kind: 'not-applicable' }

/** One person's answer to one condition, with why. */
export type View = { conditionId: string; participantId: string; function: PersonFunction | ''; version: number; judgement: ViewJudgement; reason: string }

export const viewSchema = z
  .object({
    answer: z.enum(['1', '2', '3', '4', 'unknown', 'not-applicable'], 'unknown-answer'),
    reason: longText(VIEW_REASON_LIMIT),
  })
  .refine((typed) => typed.answer !== 'not-applicable' || typed.reason !== '', { path: ['reason'], error: 'reason-required', when: () => true })
  .transform(({ answer, reason }) => ({ judgement: judgementFrom(answer), reason }))

function judgementFrom(answer: string): ViewJudgement {
  const level = levels.find((known) => String(known) === answer)
  return level !== undefined ? { kind: 'level', level } : { kind: answer === 'unknown' ? 'unknown' : 'not-applicable' }
}

/** A view as others see it. */
export type ShownView = { judgement: ViewJudgement; reason: string; name: string | null; function: PersonFunction | '' | null }
export type ShownViews = { status: 'shown'; views: ShownView[] } | { status: 'too-few'; count: number }

const order = (judgement: ViewJudgement) => (judgement.kind === 'level' ? judgement.level : judgement.kind === 'unknown' ? 0 : 5)

/**
 * The views on one condition side by side, with as much about who as was promised. Without names the order is that of the answers
 * and their texts: the order in which they came in tells who was first.
 */
export function shownViews(views: readonly View[], anonymity: Anonymity, nameOf: (participantId: string) => string): ShownViews {
  if (anonymity === 'anonymous' && views.length < ANONYMOUS_AT_LEAST) return { status: 'too-few', count: views.length }
  const shown = views
    .map((view): ShownView => {
      const { judgement, reason } = view
      if (anonymity === 'anonymous') return { judgement, reason, name: null, function: null }
      return { judgement, reason, name: anonymity === 'named' ? nameOf(view.participantId) : null, function: view.function }
    })
    .toSorted((one, other) => order(one.judgement) - order(other.judgement) || (one.function ?? '').localeCompare(other.function ?? '') || one.reason.localeCompare(other.reason))
  return { status: 'shown', views: shown }
}
