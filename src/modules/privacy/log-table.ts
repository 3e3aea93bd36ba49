import { longTime, type Lang } from '#platform/i18n'
import { writeCsv } from '#protocols/csv'
import { writeOds } from '#protocols/ods'
import type { LogView, Who } from './log.ts'
import { textIn } from './text.ts'
import { verbWords } from './verb-text.ts'

export function whoWords(who: Who, lang: Lang): string {
  return who.kind === 'person' ? who.name : textIn(lang).log.who[who.kind]
}

/** Texts stay texts: a name that begins with `=` is no formula. */
const rowsOf = ({ lines }: LogView, lang: Lang): string[][] => [
  Object.values(textIn(lang).log.file),
  ...lines.map((line) => [longTime(line.at, lang), line.at.toISOString(), whoWords(line.who, lang), verbWords(line.verb, lang), line.organisation.name, line.subject]),
]

export const logCsv = (view: LogView, lang: Lang): string => writeCsv(rowsOf(view, lang))

export function logOds(view: LogView, lang: Lang, created: Date): Uint8Array<ArrayBuffer> {
  const { title } = textIn(lang).log
  const bytes = writeOds({
    title: `${title}: ${view.place.name}`,
    language: lang === 'nl' ? 'nl-NL' : 'en-GB',
    author: 'Koers',
    created,
    sheets: [
      {
        name: title,
        columns: ['5cm', '5cm', '5cm', '8cm', '6cm', '6cm'].map((width) => ({ width })),
        headerRows: 1,
        rows: rowsOf(view, lang).map((row) => row.map((text) => ({ text }))),
      },
    ],
  })
  return new Uint8Array(bytes)
}
