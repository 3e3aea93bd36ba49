import { en } from './text.en.ts'
import { nl, type Text } from './text.nl.ts'

export type Lang = 'nl' | 'en'

const texts: Record<Lang, Text> = { nl, en }

export const textIn = (lang: Lang): Text => texts[lang]
