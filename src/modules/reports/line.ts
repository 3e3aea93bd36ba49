import { z } from 'zod'
import { DAY } from '#platform/clock'
import { arrangers, changeBetween, isUnderpinned, levelOf, nextLevel, differ, type Answer, type History } from '#modules/assessments'
import type { Settled } from '#modules/campaigns'
import { levels, type Condition, type Instrument } from '#modules/instruments'
import { settledOf, settledSchema } from './settled.ts'
import { nl } from './text.nl.ts'

export const answerKinds = ['level', 'unknown', 'not-applicable', 'open'] as const
export const directions = ['forward', 'back', 'same', 'now-known', 'now-unknown', 'new', 'gone', 'not-comparable'] as const
export const levelSchema = z.literal(levels)

/** What was answered in one round, without the words around it. */
export const standingSchema = z.object({ answer: z.enum(answerKinds), level: levelSchema.nullable(), underpinned: z.boolean() })

export const personSchema = z.object({ code: z.string(), name: z.string() })

export const lineSchema = standingSchema.extend({
  id: z.string(),
  title: z.string(),
  question: z.string(),
  why: z.string(),
  carriesOut: z.array(z.string()),
  involved: z.array(z.string()),
  levelName: z.string().nullable(),
  sentence: z.string().nullable().describe('the sentence of the chosen level'),
  reason: z.string().describe('why this does not apply'),
  needs: z.array(z.object({ text: z.string(), done: z.boolean() })),
  arrangedBy: z.enum(arrangers).nullable(),
  inherited: z.boolean().describe('filled in by the board, which arranges this for its schools, or has a supplier do so'),
  deviation: z.string().describe('why it is different here although the board arranges it'),
  settled: settledSchema.describe('what people who saw it differently came to, together; null when it was not talked about'),
  note: z.string(),
  evidence: z.string(),
  evidenceLink: z.string(),
  wish: z.object({ desiredLevel: levelSchema, desiredLevelName: z.string(), owner: z.string(), term: z.iso.date().nullable() }).nullable(),
  answeredBy: personSchema.nullable(),
  answeredAt: z.iso.datetime().nullable(),
  ageInDays: z.number().int().nullable(),
  carried: z.boolean().describe('taken over from the previous round and not yet looked at'),
  previous: standingSchema.nullable(),
  change: z.object({ direction: z.enum(directions), steps: z.number().int(), gainedEvidence: z.boolean(), lostEvidence: z.boolean() }).nullable(),
  next: z.object({ level: levelSchema, levelName: z.string(), sentence: z.string(), openNeeds: z.array(z.string()) }).nullable(),
  buildsOn: z.array(z.string()),
  inconsistent: z.boolean(),
})

export type Standing = z.output<typeof standingSchema>
/** Everything the report says of one condition. */
export type Line = z.output<typeof lineSchema>

export const standingOf = (answer: Answer | undefined): Standing => ({ answer: answer?.judgement.kind ?? 'open', level: levelOf(answer), underpinned: isUnderpinned(answer) })

export function personOf(role: string, instrument: Instrument): Line['answeredBy'] {
  if (role === '') return null
  return { code: role, name: role === 'teacher' || role === 'other' ? nl.answerer[role] : instrument.roleName(role) }
}

type Context = { instrument: Instrument; now: Date; before: History['earlier'][number] | undefined; settled: ReadonlyMap<string, Settled>; inconsistent: ReadonlySet<string> }

export function lineOf(condition: Condition, answer: Answer | undefined, { instrument, now, before, settled, inconsistent }: Context): Line {
  const { level, ...standing } = standingOf(answer)
  const done = new Set(answer?.needs)
  const needs = condition.needs.map((need) => ({ text: need.text, done: done.has(need.id) }))
  const higher = level && nextLevel(level)
  const wish = answer?.wish
  const past = before?.answers.get(condition.id)
  return {
    id: condition.id,
    title: condition.title,
    question: condition.question,
    why: condition.why,
    carriesOut: condition.who.carriesOut.map((role) => instrument.roleName(role)),
    involved: condition.who.involved.map((role) => instrument.roleName(role)),
    ...standing,
    level,
    levelName: level && instrument.levelName(level),
    sentence: level && condition.levels[level],
    reason: answer?.judgement.kind === 'not-applicable' ? answer.judgement.reason : '',
    needs,
    arrangedBy: answer?.arrangedBy ?? null,
    inherited: answer !== undefined && answer.inheritedFrom !== null,
    deviation: answer?.deviation ?? '',
    settled: settledOf(settled.get(condition.id), answer),
    note: answer?.note ?? '',
    evidence: answer?.evidence ?? '',
    evidenceLink: answer?.evidenceLink ?? '',
    wish: wish ? { ...wish, desiredLevelName: instrument.levelName(wish.desiredLevel) } : null,
    answeredBy: answer ? personOf(answer.answeredBy, instrument) : null,
    answeredAt: answer?.answeredAt.toISOString() ?? null,
    ageInDays: answer ? Math.max(0, Math.floor((now.getTime() - answer.answeredAt.getTime()) / DAY)) : null,
    carried: answer?.carried ?? false,
    previous: before ? standingOf(past) : null,
    change: before ? changeBetween(past, answer, { apart: differ(before.from.get(condition.id)?.sources ?? []) }) : null,
    next: higher && {
      level: higher,
      levelName: instrument.levelName(higher),
      sentence: condition.levels[higher],
      openNeeds: needs.filter((need) => !need.done).map((need) => need.text),
    },
    buildsOn: condition.buildsOn,
    inconsistent: inconsistent.has(condition.id),
  }
}
