import type { FieldError } from '#platform/form'
import type { Lang, Texts } from '#platform/i18n'
import { en } from './text.en.ts'
import { nl, type Text } from './text.nl.ts'

const texts: Texts<Text> = { nl, en }
export const textIn = (lang: Lang): Text => texts[lang]
export type { Text }

/** What is wrong with a field and what to do, in words. */
export function problemText(text: Text, { problem, limit = 0 }: FieldError): string {
  const known: Record<string, string | ((limit: number) => string)> = text.problem
  const words = known[problem] ?? text.problem.other
  return typeof words === 'string' ? words : words(limit)
}
