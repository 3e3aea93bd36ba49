import { z } from 'zod'
import type { AnswererRole, Arranger, Sector } from '#modules/assessments'
import { conditionIdPattern } from '#modules/instruments'
import type { Together } from './together.ts'

/** The story of the demonstration board, as people edit it in `content/demo/`. Keys are English, texts are Dutch at level B1. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !/[<>]/.test(value), 'plain text: < and > are not allowed')
const condition = z.string().regex(conditionIdPattern, 'a condition id is like 4.3')
const roundId = z.string().regex(/^\d{4}$/, 'a round is named by its year')
const day = z.iso.date()
const role = z.enum(['B', 'SL', 'ICT', 'IBP', 'IM', 'BA', 'IC', 'teacher', 'other'] satisfies AnswererRole[])
const arranger = z.enum(['board', 'school', 'supplier'] satisfies Arranger[])
const level = z.literal([1, 2, 3, 4])

const answers = [1, 2, 3, 4, 'unknown', 'not-applicable', 'open'] as const

/** What is said about one condition in one round. */
const saying = {
  answer: z.literal(answers).describe('a level, unknown, not-applicable (with a reason), or open: a note without a judgement'),
  reason: text(300).optional().describe('why it does not apply'),
  needs: z
    .union([z.literal('all'), z.array(z.string())], 'expected a list of ids, or all')
    .default([])
    .describe('ids of the needs that are done, or all'),
  note: text(600).optional().describe('why it is so, or why it changed'),
  evidence: text(200).optional(),
  link: z
    .url({ protocol: /^https$/, hostname: /^example\.org$/ })
    .optional()
    .describe('a made-up address: only https://example.org/…'),
}
const hasReasonIfNeeded = (said: { answer: unknown; reason?: string | undefined }) => (said.answer === 'not-applicable') === (said.reason !== undefined)
const reasonMessage = { path: ['reason'], message: 'a reason goes with not-applicable, and only with that' }

const boardSaying = z
  .strictObject({
    ...saying,
    answer: z.literal([...answers, 'carried']).describe('as at a school; carried: taken over from the round before and not looked at, so nothing else is said'),
    wish: z
      .strictObject({ desired: level, owner: text(120).optional().describe('a function, never the name of a person'), term: day.optional() })
      .optional()
      .describe('what the board wants to work on; leave out owner or term only to show that contradiction'),
    by: role.optional().describe('who answered, if not the one of the session'),
  })
  .refine(hasReasonIfNeeded, reasonMessage)
  .refine((said) => said.answer !== 'carried' || (Object.keys(said).length === 2 && said.needs.length === 0), { path: ['answer'], message: 'what is carried says nothing else' })

export const chapterSchema = z.strictObject({
  id: z
    .string()
    .regex(/^([1-9]|10)$/)
    .describe('the responsibility'),
  sessions: z.record(roundId, z.strictObject({ day, by: role })).describe('per round: the day and who answered'),
  schools: z.strictObject({ by: role, owner: text(120) }).describe('who answers at a school, and who owns a wish there'),
  answers: z.array(
    z.strictObject({
      condition,
      arrangedBy: arranger.optional().describe('board or supplier: it holds at every school that says nothing else'),
      rounds: z.record(roundId, boardSaying),
    }),
  ),
})

export const boardSchema = z.strictObject({
  board: z.strictObject({
    name: text(120).regex(/voorbeeld/, 'the name says that this is an example: voorbeeld'),
    sector: z.enum(['po', 'vo', 'so', 'mbo'] satisfies Sector[]),
    place: text(60),
  }),
  rounds: z.array(z.strictObject({ id: roundId, started: day.describe('a Monday'), finished: day.describe('the Friday of the week after'), role })).min(1),
  answers: z.array(z.string().regex(/^[0-9]{2}-[a-z-]+\.yaml$/)).describe('file names in answers/, in the order of the instrument'),
  schoolWishes: z.strictObject({ each: z.int().min(0).max(10), terms: z.array(day).min(1) }),
  schools: z
    .array(
      z.strictObject({
        name: text(120),
        place: text(60),
        pupils: z.int().min(1).max(3000),
        lean: z.number().min(-0.3).max(0.3).describe('how often this school is ahead of the board (above 0) or behind it (below 0)'),
        own: z
          .array(
            z
              .strictObject({ condition, round: roundId, ...saying, deviation: text(600).optional().describe('why it is different here although the board arranges it') })
              .refine(hasReasonIfNeeded, reasonMessage),
          )
          .default([])
          .describe('answers in the own words of this school'),
      }),
    )
    .min(1),
})

/** An answer in the content that says something itself. */
export type Saying = Omit<z.output<typeof boardSaying>, 'answer'> & { answer: (typeof answers)[number] }
export type Chapter = z.output<typeof chapterSchema>
export type StoryRound = z.output<typeof boardSchema>['rounds'][number]
export type StorySchool = z.output<typeof boardSchema>['schools'][number]
export type Story = Omit<z.output<typeof boardSchema>, 'answers'> & { chapters: Chapter[]; together: Together }
