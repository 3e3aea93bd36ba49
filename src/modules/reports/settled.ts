import { z } from 'zod'
import { MINUTE, dayOf } from '#platform/clock'
import { longDate, type Lang } from '#platform/i18n'
import type { Answer } from '#modules/assessments'
import type { Settled } from '#modules/campaigns'
import type { Text } from './text.ts'

export const settledSchema = z
  .object({
    outcome: z.enum(['agreed', 'find-out']).describe('a joint answer, or to be found out first'),
    on: z.iso.date(),
    agreedBy: z.string().describe('who agreed, as the room wrote it down'),
    dissent: z.string().nullable().describe('who saw it otherwise, and why; null for who may not read it'),
    changedAfterwards: z.boolean().describe('the answer was changed after the room settled it'),
  })
  .nullable()
export type SettledLine = z.output<typeof settledSchema>

/** Settling saves the answer in the same transaction; what is saved later than this after it was changed by someone. */
const SAME_ACT = MINUTE

export const settledOf = (settled: Settled | undefined, answer: Answer | undefined): SettledLine =>
  settled
    ? {
        outcome: settled.outcome,
        on: dayOf(settled.settledAt),
        agreedBy: settled.agreedBy,
        dissent: settled.dissent,
        changedAfterwards: answer !== undefined && answer.answeredAt.getTime() - settled.settledAt.getTime() > SAME_ACT,
      }
    : null

/** "op 3 juni 2026; eens: bestuurder en schoolleiders"; empty when it was not talked about. */
export function settledWords(settled: SettledLine, text: Text, lang: Lang): string {
  if (!settled) return ''
  const t = text.settled
  return [t[settled.outcome](longDate(settled.on, lang)), settled.agreedBy && t.agreedBy(settled.agreedBy), settled.changedAfterwards && t.changedAfterwards]
    .filter(Boolean)
    .join('; ')
}
