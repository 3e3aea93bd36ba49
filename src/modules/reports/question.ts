import { z } from 'zod'
import { countsOf, type Counts, type ResponsibilityReport } from './responsibility.ts'
import { nl, type Text } from './text.nl.ts'

export const questionIds = ['responsibilities', 'conditions', 'needs', 'growth'] as const
export const questionSchema = z.object({ id: z.enum(questionIds), question: z.string(), answer: z.string() })
export type Question = z.output<typeof questionSchema>
export type QuestionSubject = Counts & { responsibilities: readonly { id: string; title: string }[] }

/** The four questions of the tool, answered literally; the lists behind each answer stand per responsibility. */
export function questionsOf(responsibilities: readonly ResponsibilityReport[], text: Text = nl): Question[] {
  const subject = { ...countsOf(responsibilities.flatMap((responsibility) => responsibility.conditions)), responsibilities }
  return questionIds.map((id) => ({ id, question: text.questions[id].question, answer: text.questions[id].answer(subject) }))
}
