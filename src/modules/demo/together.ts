import { z } from 'zod'
import { personFunctions } from '#platform/rights'
import { conditionIdPattern } from '#modules/instruments'

/** How the demonstration board works together, as people edit it in `content/demo/together.yaml`. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !/[<>]/.test(value), 'plain text: < and > are not allowed')
const said = (max: number) => text(max).min(1)
const condition = z.string().regex(conditionIdPattern, 'a condition id is like 4.3')
const level = z.literal([1, 2, 3, 4])
const days = z.int().min(-1000).max(1000)

const seat = z.strictObject({
  who: z.string().regex(/^[a-z]+$/, 'a short name, only used in this file'),
  function: z.enum(personFunctions),
  done: z.boolean().default(false).describe('said that they are done'),
})

export const togetherSchema = z.strictObject({
  round: z.strictObject({
    title: said(120).regex(/voorbeeld/, 'the title says that this is an example: voorbeeld'),
    begunDaysAgo: z.int().min(1).max(200),
    lastsDays: z.int().min(8).max(400),
  }),
  adopted: z.record(z.string().regex(/^\d{4}$/), z.strictObject({ on: z.iso.date(), by: said(200) })).describe('per round: what the board decided'),
  board: z.array(seat).min(2),
  schools: z.array(seat).min(2),
  views: z.array(
    z.strictObject({
      condition,
      says: z.record(z.string(), z.strictObject({ answer: z.union([level, z.literal('unknown')]), why: said(600).optional() })),
    }),
  ),
  settled: z.array(
    z
      .strictObject({ condition, outcome: z.enum(['agreed', 'find-out']), answer: level.optional(), reason: said(600), agreedBy: said(200), dissent: text(600) })
      .refine((one) => (one.outcome === 'agreed') === (one.answer !== undefined), { path: ['answer'], message: 'a level goes with agreed, and only with that' }),
  ),
  actions: z.array(
    z
      .strictObject({
        condition,
        title: said(160),
        why: said(600),
        from: level.optional(),
        to: level.optional(),
        owner: said(120).describe('a function, never the name of a person'),
        term: days.optional(),
        finished: z.iso.date().optional(),
        result: said(600).optional(),
        effort: z.int().optional(),
        cost: z.int().optional(),
        status: z.enum(['todo', 'busy', 'waiting', 'done']),
        schools: z.array(said(120)).default([]),
        fromConversation: z.boolean().default(false).describe('came out of the conversation: eerst uitzoeken'),
      })
      .refine((one) => (one.status === 'done') === (one.finished !== undefined), { path: ['finished'], message: 'what is done has a day, and only that' }),
  ),
  evidence: z.array(
    z.strictObject({
      title: said(120),
      conditions: z.array(condition).min(1),
      link: z.url({ protocol: /^https$/, hostname: /^example\.org$/ }),
      owner: z.enum(personFunctions),
      until: days.nullable().describe('the last day that it is valid; null for none'),
    }),
  ),
})
export type Together = z.output<typeof togetherSchema>
