import { successionBetween, type Instrument } from '#modules/instruments'
import type { Answer, CarriedAs } from './answer.ts'
import { mergedAnswer, type Source } from './merged-answer.ts'
import type { Answers } from './progress.ts'

/** Earlier answers as answers to the conditions of now; `from` holds the conditions they were given to, where those are not the same. */
export type Earlier = { answers: Answers; from: ReadonlyMap<string, { relation: CarriedAs; sources: readonly Source[] }> }

/**
 * The answers of an earlier round, read through the conditions of a later one: under the number of now, with the needs that
 * are still asked. What is gone is left out, what is new has nothing.
 */
export function readAs(later: Instrument, earlier: Instrument, answers: Answers): Earlier {
  if (later.edition.hash === earlier.edition.hash) return { answers, from: new Map() }
  const succession = successionBetween(earlier.edition, later.edition)
  const read = new Map<string, Answer>()
  const from = new Map<string, { relation: CarriedAs; sources: readonly Source[] }>()
  for (const condition of later.conditions) {
    const origin = succession.origin(condition.id)
    if (!origin || origin.relation === 'new') continue
    const sources = origin.from.flatMap((id): Source[] => {
      const asked = earlier.condition(id)
      return asked ? [{ condition: asked, answer: answers.get(id) }] : []
    })
    if (origin.relation !== 'same') from.set(condition.id, { relation: origin.relation, sources })
    const answer = origin.relation === 'merged' ? mergedAnswer(sources, earlier) : sources[0]?.answer
    const needs = new Set(condition.needs.map((need) => need.id))
    if (answer) read.set(condition.id, { ...answer, conditionId: condition.id, needs: answer.needs.filter((need) => needs.has(need)) })
  }
  return { answers: read, from }
}

/** What the next round begins with: each answer with its own date, to be looked at, and where its question is another one with why. */
export function carriedAnswers(later: Instrument, earlier: Instrument, given: Answers): Answer[] {
  const { answers, from } = readAs(later, earlier, given)
  // What was not looked at in that round still has the reason it had.
  return [...answers.values()].map((answer) => ({ ...answer, carried: true, inheritedFrom: null, carriedAs: from.get(answer.conditionId)?.relation ?? answer.carriedAs }))
}
