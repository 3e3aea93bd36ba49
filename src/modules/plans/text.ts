import type { FieldError } from '#platform/form'
import type { Lang, Texts } from '#platform/i18n'
import { en } from './text.en.ts'
import { nl, type Text } from './text.nl.ts'

const texts: Texts<Text> = { nl, en }
export const textIn = (lang: Lang): Text => texts[lang]
export type { Text }

/** What is wrong with a field and what to do, in words. */
export function problemText(text: Text, error: Pick<FieldError, 'problem' | 'limit'>): string {
  if (error.problem === 'too-long') return text.problem['too-long'](error.limit ?? 0)
  const known: Record<string, unknown> = text.problem
  const words = known[error.problem]
  return typeof words === 'string' ? words : text.problem.other
}
