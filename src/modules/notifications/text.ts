import type { Lang, Texts } from '#platform/i18n'
import { isKind, type Group } from './kinds.ts'
import type { Notification } from './notification.ts'
import { en } from './text.en.ts'
import { nl, type Text } from './text.nl.ts'

const texts: Texts<Text> = { nl, en }

export const textIn = (lang: Lang): Text => texts[lang]

/** What a person is told, in their language. A kind of another version has no sentence any more. */
export function sentenceOf({ kind, params }: Pick<Notification, 'kind' | 'params'>, lang: Lang): string {
  const text = textIn(lang)
  // Which words a kind needs is checked where it is told (`Notice`); here they come back from the database.
  return isKind(kind) ? (text.sentence[kind] as (given: Record<string, string>) => string)(params) : text.unknown
}

export const groupNameOf = (group: string, lang: Lang): string => textIn(lang).group[group as Group]?.name ?? group
