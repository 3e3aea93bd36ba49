import { z } from 'zod'
import { meanLevel, type History } from '#modules/assessments'
import { dayOf } from '#platform/clock'
import { directions, standingOf, standingSchema, type Line } from './line.ts'
import { meanSchema } from './responsibility.ts'

const roundSchema = z.object({
  number: z.number().int(),
  startedOn: z.iso.date(),
  finishedOn: z.iso.date().nullable(),
  means: z.array(z.object({ responsibilityId: z.string(), mean: meanSchema })),
})
const traceSchema = z.object({
  id: z.string(),
  rounds: z.array(standingSchema.extend({ number: z.number().int(), note: z.string().describe('empty when it says the same as in the round before') })),
})

/** Rounds side by side, oldest first, the round of this report last. Null in the first round: growth shows from the second. */
export const growthSchema = z
  .object({
    rounds: z.array(roundSchema),
    changes: z
      .array(z.object({ id: z.string(), direction: z.enum(directions), steps: z.number().int(), gainedEvidence: z.boolean(), lostEvidence: z.boolean(), note: z.string() }))
      .describe('conditions that changed since the previous round'),
    conditions: z.array(traceSchema),
  })
  .nullable()

export type Growth = z.output<typeof growthSchema>
export type Trace = z.output<typeof traceSchema>

export function growthOf({ round, answers, earlier, instrument }: History, lines: readonly Line[]): Growth {
  if (earlier.length === 0) return null
  const rounds = [...earlier, { round, answers }]
  return {
    rounds: rounds.map((each) => ({
      number: each.round.number,
      startedOn: dayOf(each.round.startedAt),
      finishedOn: each.round.finishedAt && dayOf(each.round.finishedAt),
      means: instrument.edition.responsibilities.map(({ id, conditions }) => ({
        responsibilityId: id,
        mean: meanLevel(conditions.map((condition) => each.answers.get(condition.id))),
      })),
    })),
    changes: lines.flatMap(({ id, change, note }) => (change && (change.direction !== 'same' || change.gainedEvidence || change.lostEvidence) ? [{ id, ...change, note }] : [])),
    conditions: lines.map(({ id }) => ({
      id,
      rounds: rounds.map((each, at) => {
        const note = each.answers.get(id)?.note ?? ''
        return { number: each.round.number, ...standingOf(each.answers.get(id)), note: note === rounds[at - 1]?.answers.get(id)?.note ? '' : note }
      }),
    })),
  }
}
