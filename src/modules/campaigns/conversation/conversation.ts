import { z } from 'zod'
import { longText, shortText } from '#platform/text-input'
import type { Level } from '#modules/instruments'
import { asLevel } from '#modules/assessments'

export const REASON_LIMIT = 2000
export const AGREED_LIMIT = 500

/** What came of talking about one condition: a joint answer, or that it must be found out first. */
export type Settlement = {
  conditionId: string
  outcome: 'agreed' | 'find-out'
  reason: string
  /** Who agreed, as the room writes it down: names or functions. */
  agreedBy: string
  /** Who saw it otherwise, and why; it belongs to the record. */
  dissent: string
  settledBy: string | null
  settledAt: Date
  /** From 1, one more each time it is settled. */
  version: number
}

/** A settlement as a report tells it; `dissent` is null for who may not read it. */
export type Settled = Pick<Settlement, 'outcome' | 'reason' | 'agreedBy' | 'settledAt'> & { dissent: string | null }

const words = { reason: longText(REASON_LIMIT), agreedBy: shortText(AGREED_LIMIT), dissent: longText(REASON_LIMIT) }

/** A joint answer needs a level (or a reason why it does not apply); finding out first needs to say what. */
export const settlementSchema = z
  .object({
    outcome: z.enum(['agreed', 'find-out'], 'outcome-required'),
    answer: z.enum(['', '1', '2', '3', '4', 'unknown', 'not-applicable'], 'unknown-answer').default(''),
    version: z.coerce.number('version').int('version').min(0, 'version').max(2_000_000_000, 'version').default(0),
    /** The version of the settlement that was on the screen; 0 for none. */
    settled: z.coerce.number('version').int('version').min(0, 'version').max(2_000_000_000, 'version').default(0),
    ...words,
  })
  .refine((typed) => typed.outcome !== 'agreed' || typed.answer !== '', { path: ['answer'], error: 'answer-required', when: () => true })
  .refine((typed) => typed.answer !== 'not-applicable' || typed.outcome !== 'agreed' || typed.reason !== '', { path: ['reason'], error: 'reason-required', when: () => true })
  .refine((typed) => typed.outcome !== 'find-out' || typed.reason !== '', { path: ['reason'], error: 'find-out-what', when: () => true })
  .transform(({ answer, ...typed }) => ({ ...typed, judgement: judgementFrom(answer, typed.reason) }))
/** Hide or show the answers; `big` keeps the beamer's size. */
export const shownSchema = z.object({ shown: z.enum(['yes', 'no']).default('no'), big: z.enum(['yes', 'no']).default('no') })
export type SettlementForm = z.output<typeof settlementSchema>

export type JointJudgement = { kind: 'level'; level: Level } | { kind: 'unknown' } | { kind: 'not-applicable'; reason: string }

function judgementFrom(answer: string, reason: string): JointJudgement {
  if (answer === 'unknown' || answer === '') return { kind: 'unknown' }
  if (answer === 'not-applicable') return { kind: 'not-applicable', reason: reason.slice(0, 1000) }
  return { kind: 'level', level: asLevel(answer) }
}
