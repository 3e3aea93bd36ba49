import { z } from 'zod'
import { scopes, sectors, type History } from '#modules/assessments'
import { dayOf } from '#platform/clock'
import type { Settled } from '#modules/campaigns'
import { choicesOf, choicesSchema, reached } from './choice.ts'
import { growthOf, growthSchema } from './growth.ts'
import { levelSchema, lineOf, personOf, personSchema, type Line } from './line.ts'
import { qualityOf, qualitySchema } from './quality.ts'
import { questionSchema, questionsOf } from './question.ts'
import { recordOf, recordSchema } from './record.ts'
import { referencesOf, referencesSchema } from './reference.ts'
import { countsOf, countsSchema, responsibilityReportOf, responsibilityReportSchema } from './responsibility.ts'
import { nl } from './text.nl.ts'

const inconsistencyRules = [
  'high-without-needs',
  'low-with-all-needs',
  'wish-not-higher',
  'wish-without-owner',
  'wish-without-term',
  'term-passed',
  'not-applicable-with-needs',
  'level-4-without-evidence',
  'builds-on-level-1',
] as const satisfies readonly History['inconsistencies'][number]['rule'][]

const aboutSchema = z.object({
  roundId: z.string(),
  round: z.number().int(),
  name: z.string(),
  scope: z.enum(scopes),
  sector: z.enum(sectors).nullable(),
  role: personSchema.nullable().describe('who answered, as filled in by the organisation'),
  startedOn: z.iso.date(),
  finishedOn: z.iso.date().nullable(),
  status: z.enum(['finished', 'provisional']).describe('finished: a snapshot that never changes · provisional: answers can still change'),
  record: recordSchema,
  example: z.boolean(),
  reportedAt: z.iso.datetime().describe('ages are counted to this moment'),
  instrument: z.object({ id: z.string(), title: z.string(), version: z.string(), levels: z.array(z.object({ level: levelSchema, name: z.string(), meaning: z.string() })) }),
  origin: z.string().describe('says whose content this is'),
})

const wishSchema = z.object({
  id: z.string(),
  title: z.string(),
  level: levelSchema.nullable(),
  desiredLevel: levelSchema,
  owner: z.string(),
  term: z.iso.date().nullable(),
  termPassed: z.boolean(),
  reached: z.boolean(),
})

/** One report, whole: what the pages, the files and the API all speak from. Plain data; texts of the content are Dutch. */
export const reportSchema = z.object({
  about: aboutSchema,
  fourQuestions: z.array(questionSchema),
  threeChoices: choicesSchema,
  counts: countsSchema,
  responsibilities: z.array(responsibilityReportSchema),
  growthPossibilities: z.array(z.object({ id: z.string(), title: z.string(), from: levelSchema, to: levelSchema, openNeeds: z.number().int(), wished: z.boolean() })),
  wishes: z.array(wishSchema).describe('the nearest term first, without a term last'),
  attention: z.array(z.object({ id: z.string(), title: z.string() })).describe('answered with "weet ik niet"'),
  inconsistencies: z.array(z.object({ id: z.string(), rule: z.enum(inconsistencyRules), sentence: z.string() })),
  quality: qualitySchema,
  growth: growthSchema,
  references: referencesSchema,
})

export type Report = z.output<typeof reportSchema>
export type WishLine = Report['wishes'][number]

/** Everything a report says, from a round, what came before it and what was settled together. Pure: the same of these and the same moment give the same report. */
export function buildReport(history: History, now: Date, settled: ReadonlyMap<string, Settled> = new Map()): Report {
  const { instrument, answers, earlier, inconsistencies } = history
  const context = { instrument, now, before: earlier.at(-1), settled, inconsistent: new Set(inconsistencies.map(({ conditionId }) => conditionId)) }
  const linesOf = (conditions: typeof instrument.conditions) => conditions.map((condition) => lineOf(condition, answers.get(condition.id), context))
  const lines = linesOf(instrument.conditions)
  const line = new Map(lines.map((each) => [each.id, each]))
  const growth = growthOf(history, lines)
  const before = new Map(growth?.rounds.at(-2)?.means.map(({ responsibilityId, mean }) => [responsibilityId, mean]))
  const responsibilities = instrument.edition.responsibilities.map((responsibility) =>
    responsibilityReportOf(
      responsibility,
      responsibility.conditions.flatMap(({ id }) => line.get(id) ?? []),
      before.get(responsibility.id) ?? null,
    ),
  )
  const today = dayOf(now)
  return {
    about: aboutOf(history, now),
    fourQuestions: questionsOf(responsibilities),
    threeChoices: choicesOf(responsibilities, today),
    counts: countsOf(lines),
    responsibilities,
    growthPossibilities: lines.flatMap(({ id, title, level, next, wish }) =>
      level && next ? [{ id, title, from: level, to: next.level, openNeeds: next.openNeeds.length, wished: wish !== null }] : [],
    ),
    wishes: wishesOf(lines, today),
    attention: lines.filter((each) => each.answer === 'unknown').map(({ id, title }) => ({ id, title })),
    inconsistencies: inconsistencies.map(({ conditionId, rule, about }) => ({ id: conditionId, rule, sentence: nl.inconsistency[rule](about) })),
    quality: qualityOf(lines),
    growth,
    references: referencesOf(instrument.edition, lines),
  }
}

function aboutOf({ round, instrument, revisions }: History, now: Date): Report['about'] {
  const { id, title, version, levels, origin } = instrument.edition
  return {
    roundId: round.id,
    round: round.number,
    name: round.name,
    scope: round.scope,
    sector: round.sector,
    role: personOf(round.role, instrument),
    startedOn: dayOf(round.startedAt),
    finishedOn: round.finishedAt && dayOf(round.finishedAt),
    status: round.finishedAt ? 'finished' : 'provisional',
    record: recordOf({ round, revisions }),
    example: round.example,
    reportedAt: now.toISOString(),
    instrument: { id, title, version, levels },
    origin,
  }
}

/** Days as yyyy-mm-dd sort as text; what has no term comes last, in the order of the list. */
function wishesOf(lines: readonly Line[], today: string): WishLine[] {
  const noTerm = '9999-12-31'
  return lines
    .flatMap((line) =>
      line.wish
        ? [
            {
              id: line.id,
              title: line.title,
              level: line.level,
              desiredLevel: line.wish.desiredLevel,
              owner: line.wish.owner,
              term: line.wish.term,
              termPassed: line.wish.term !== null && line.wish.term < today && !reached(line),
              reached: reached(line),
            },
          ]
        : [],
    )
    .toSorted((a, b) => (a.term ?? noTerm).localeCompare(b.term ?? noTerm))
}
