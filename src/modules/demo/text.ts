import type { Lang, Texts } from '#platform/i18n'
import { en } from './text.en.ts'
import { nl, type Text } from './text.nl.ts'

const texts: Texts<Text> = { nl, en }
export const textIn = (lang: Lang): Text => texts[lang]
