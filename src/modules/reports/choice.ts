import { z } from 'zod'
import type { Line } from './line.ts'
import { countOf } from './measure.ts'
import type { ResponsibilityReport } from './responsibility.ts'
import { nl, type Text } from './text.nl.ts'

/** One answer in five: with fewer, a choice would say more about what is missing than about the board. */
export const SHARE_NEEDED = 0.2
export const CHOICES = 3

/** In the order in which they come before the board: a promise without an owner first, a general next step last. */
export const choiceRules = ['wish-without-agreement', 'term-passed', 'went-back', 'foundation', 'unknown', 'far-wish', 'without-evidence', 'first-level', 'next-step'] as const
export const options = ['leave', 'take-up', 'find-out'] as const

export const choiceSchema = z.object({
  rule: z.enum(choiceRules),
  sentence: z.string(),
  why: z.string(),
  options: z.array(z.object({ id: z.enum(options), label: z.string(), meaning: z.string() })),
  responsibility: z.object({ id: z.string(), title: z.string() }).nullable(),
  conditions: z.array(z.object({ id: z.string(), title: z.string() })),
  dependents: z.array(z.string()).describe('conditions that build on the first one'),
})
export const choicesSchema = z.object({
  choices: z.array(choiceSchema).max(CHOICES),
  missing: z.string().nullable().describe('what is missing to come to three choices'),
})

export type ChoiceRule = (typeof choiceRules)[number]
export type Choice = z.output<typeof choiceSchema>
/** What a choice is about, before it is put into words. */
export type ChoiceSubject = Pick<Choice, 'conditions' | 'dependents' | 'responsibility'> & { steps: number }
type Found = { lines: readonly Line[]; responsibility?: ResponsibilityReport; dependents?: string[]; steps?: number }
type Rule = (free: readonly Line[], context: { responsibilities: readonly ResponsibilityReport[]; all: readonly Line[]; today: string }) => Found | null

const some = (lines: readonly Line[]): Found | null => (lines.length > 0 ? { lines } : null)

/** The responsibility with the most of them; the first in the list when equal. A single one is no pattern. */
function mostIn(free: readonly Line[], responsibilities: readonly ResponsibilityReport[], counts: (line: Line) => boolean, atLeast = 2): Found | null {
  const found = responsibilities.map((responsibility) => ({
    responsibility,
    lines: free.filter((line) => counts(line) && responsibility.conditions.some(({ id }) => id === line.id)),
  }))
  const most = found.toSorted((a, b) => b.lines.length - a.lines.length)[0]
  return most && most.lines.length >= atLeast ? most : null
}

export const reached = (line: Line) => line.wish !== null && line.level !== null && line.level >= line.wish.desiredLevel

/** README.md says these in words; a condition that a choice rests on is not used by a later one. */
const rules: Record<ChoiceRule, Rule> = {
  'wish-without-agreement': (free) => some(free.filter((line) => line.wish && !reached(line) && (line.wish.owner === '' || line.wish.term === null))),
  'term-passed': (free, { today }) => some(free.filter((line) => line.wish?.term && line.wish.term < today && !reached(line))),
  'went-back': (free) => some(free.filter((line) => line.change?.direction === 'back')),
  foundation: (free, { all }) => {
    const found = free
      .filter((line) => line.level === 1)
      .map((line) => ({ lines: [line], dependents: all.filter((other) => other.buildsOn.includes(line.id) && other.answer !== 'not-applicable').map(({ id }) => id) }))
      .toSorted((a, b) => b.dependents.length - a.dependents.length)[0]
    return found && found.dependents.length > 0 ? found : null
  },
  unknown: (free, { responsibilities }) => mostIn(free, responsibilities, (line) => line.answer === 'unknown'),
  'far-wish': (free) => {
    const gap = (line: Line) => (line.wish && line.level ? line.wish.desiredLevel - line.level : 0)
    const furthest = free.toSorted((a, b) => gap(b) - gap(a))[0]
    return furthest && gap(furthest) >= 2 ? { lines: [furthest], steps: gap(furthest) } : null
  },
  'without-evidence': (free, { responsibilities }) => mostIn(free, responsibilities, (line) => (line.level ?? 0) >= 3 && !line.underpinned),
  'first-level': (free, { responsibilities }) => mostIn(free, responsibilities, (line) => line.level === 1 && line.wish === null),
  'next-step': (free, { responsibilities }) => mostIn(free, responsibilities, (line) => line.next !== null && line.wish === null, 1),
}

export type Choices = { choices: Choice[]; missing: string | null }

/** Three choices to make, not a score: the first three rules that find something. The same data gives the same choices. */
export function choicesOf(responsibilities: readonly ResponsibilityReport[], today: string): Choices {
  const all = responsibilities.flatMap((responsibility) => responsibility.conditions)
  const needed = Math.ceil(all.length * SHARE_NEEDED)
  const judged = all.length - all.filter((line) => line.answer === 'open').length
  if (judged < needed) return { choices: [], missing: nl.choices.tooLittle(judged, needed) }
  const choices: Choice[] = []
  const used = new Set<string>()
  for (const rule of choiceRules) {
    if (choices.length === CHOICES) break
    const found = rules[rule](
      all.filter((line) => !used.has(line.id)),
      { responsibilities, all, today },
    )
    if (!found) continue
    for (const { id } of found.lines) used.add(id)
    choices.push(choiceFrom(rule, found))
  }
  return { choices, missing: choices.length === CHOICES ? null : nl.choices.fewer(choices.length, countOf('open', all)) }
}

function choiceFrom(rule: ChoiceRule, { lines, responsibility, dependents = [], steps = 0 }: Found): Choice {
  const subject = {
    conditions: lines.map(({ id, title }) => ({ id, title })),
    responsibility: responsibility ? { id: responsibility.id, title: responsibility.title } : null,
    dependents,
  }
  return { rule, ...wordsOf(nl, rule, { ...subject, steps }), options: options.map((id) => ({ id, ...nl.choices.options[id] })), ...subject }
}

/** The words of a choice in the language of the page; the report itself holds the Dutch ones. */
export function wordsOf(text: Text, rule: ChoiceRule, subject: ChoiceSubject): { sentence: string; why: string } {
  const words = text.choices.rules[rule]
  return { sentence: words.sentence(subject), why: words.why(subject) }
}
