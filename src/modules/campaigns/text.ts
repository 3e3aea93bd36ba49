import type { FieldError } from '#platform/form'
import type { Lang, Texts } from '#platform/i18n'
import { en } from './text.en.ts'
import { nl, type Text } from './text.nl.ts'

const texts: Texts<Text> = { nl, en }
export const textIn = (lang: Lang): Text => texts[lang]
export type { Text }

/** What is wrong with a field and what to do, in words. */
export function problemText(text: Text, { problem, limit }: FieldError): string {
  const known: Record<string, unknown> = text.problem
  const words = known[problem]
  if (typeof words === 'string') return words
  return typeof words === 'function' ? (words as (limit: number) => string)(limit ?? 0) : text.problem.other
}
