import { z } from 'zod'
import { meanLevel, type Answers, type Break, type History, type Round } from '#modules/assessments'
import { dayOf } from '#platform/clock'
import { directions, standingOf, standingSchema, type Line } from './line.ts'
import { meanSchema } from './responsibility.ts'
import type { Text } from './text.ts'

export const breakKinds = ['changed', 'split', 'merged', 'new'] as const satisfies readonly Break['relation'][]

const roundSchema = z.object({
  number: z.number().int(),
  startedOn: z.iso.date(),
  finishedOn: z.iso.date().nullable(),
  breaks: z
    .array(z.object({ id: z.string(), relation: z.enum(breakKinds), version: z.string() }))
    .describe('conditions whose question became another since the round before, and the version in which it did'),
  means: z.array(z.object({ responsibilityId: z.string(), mean: meanSchema })),
})
const traceSchema = z.object({
  id: z.string(),
  rounds: z.array(
    standingSchema.extend({
      number: z.number().int(),
      note: z.string().describe('empty when it says the same as in the round before'),
      from: z.array(standingSchema.extend({ id: z.string(), title: z.string() })).describe('what was asked then, where that is not the same question'),
    }),
  ),
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

/** Earlier rounds are read through the questions of now, so that every line goes on over a new version of the content. */
export function growthOf({ round, answers, earlier, breaks, instrument }: History, lines: readonly Line[]): Growth {
  if (earlier.length === 0) return null
  const rounds: { round: Round; answers: Answers; from?: History['earlier'][number]['from'] }[] = [...earlier, { round, answers }]
  return {
    rounds: rounds.map((each, at) => ({
      number: each.round.number,
      startedOn: dayOf(each.round.startedAt),
      finishedOn: each.round.finishedAt && dayOf(each.round.finishedAt),
      breaks: [...(breaks[at] ?? [])].map(([id, broken]) => ({ id, ...broken })),
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
        return {
          number: each.round.number,
          ...standingOf(each.answers.get(id)),
          note: note === rounds[at - 1]?.answers.get(id)?.note ? '' : note,
          from: sourcesOf(each.from?.get(id)?.sources),
        }
      }),
    })),
  }
}

type Sources = NonNullable<ReturnType<History['earlier'][number]['from']['get']>>['sources']
const sourcesOf = (sources: Sources = []) => sources.map(({ condition, answer }) => ({ id: condition.id, title: condition.title, ...standingOf(answer) }))

/** In how many conditions of this list a question became another just before this round, by version. */
export function brokenIn(round: NonNullable<Growth>['rounds'][number], ids: ReadonlySet<string>): { count: number; version: string } | undefined {
  const broken = round.breaks.filter(({ id }) => ids.has(id))
  const version = broken.map((one) => one.version).at(-1)
  return version === undefined ? undefined : { count: broken.length, version }
}

/** "vraag veranderd in 2027.1": what became of the question just before these rounds; empty when it stayed the same. */
export const breakWords = (rounds: NonNullable<Growth>['rounds'], id: string, text: Text) =>
  rounds.flatMap(({ breaks }) => breaks.filter((one) => one.id === id).map(({ relation, version }) => text.growth.break[relation](version))).join('; ')

/** How rounds with other questions were put side by side; empty when the questions stayed the same. */
export function brokenWords({ rounds }: NonNullable<Growth>, text: Text): string {
  const versions = [...new Set(rounds.flatMap(({ breaks }) => breaks.map(({ version }) => version)))]
  return versions.length === 0 ? '' : text.growth.broken(versions.join(', '))
}
