import type { Lang } from '#platform/i18n'
import { writeCsv } from '#protocols/csv'
import { writeOds, type Cell } from '#protocols/ods'
import type { Table } from './evidence.ts'
import { ownerWords } from './owner-words.ts'
import { textIn, type Text } from './text.ts'

type Column = { label: keyof Text['file']['columns']; width: string; value: (item: Table['items'][number]) => string | { day: string } | null }

const columnsIn = (text: Text, publicUrl: string): Column[] => [
  { label: 'title', width: '7cm', value: ({ title }) => title },
  { label: 'kind', width: '2cm', value: ({ kind }) => text.kind[kind] },
  { label: 'state', width: '4cm', value: ({ state }) => text.state[state] },
  { label: 'conditions', width: '4cm', value: ({ conditions }) => conditions.join(', ') },
  { label: 'validUntil', width: '3.5cm', value: ({ validUntil }) => validUntil && { day: validUntil } },
  { label: 'owner', width: '5cm', value: ({ owner, ownerName }) => ownerWords(owner, ownerName, text) },
  { label: 'of', width: '4cm', value: ({ above }) => (above ? text.file.above : text.file.own) },
  { label: 'address', width: '8cm', value: ({ id, organisationId }) => `${publicUrl}/organisaties/${organisationId}/bewijs/${id}` },
]

/** Texts stay texts: a title that begins with `=` is no formula. */
export function tableCsv({ items }: Table, lang: Lang, publicUrl: string): string {
  const text = textIn(lang)
  const columns = columnsIn(text, publicUrl)
  return writeCsv([columns.map(({ label }) => text.file.columns[label]), ...items.map((item) => columns.map(({ value }) => value(item)))])
}

export function tableOds({ place, items, at }: Table, lang: Lang, publicUrl: string): Uint8Array<ArrayBuffer> {
  const text = textIn(lang)
  const columns = columnsIn(text, publicUrl)
  const cell = (value: ReturnType<Column['value']>): Cell => (value === null || value === '' ? null : typeof value === 'string' ? { text: value } : { date: value.day })
  const bytes = writeOds({
    title: `${text.title}: ${place.name}`,
    language: lang === 'nl' ? 'nl-NL' : 'en-GB',
    author: 'Koers',
    created: at,
    sheets: [
      {
        name: text.title,
        columns: columns.map(({ width }) => ({ width })),
        headerRows: 1,
        rows: [columns.map(({ label }) => ({ text: text.file.columns[label] })), ...items.map((item) => columns.map(({ value }) => cell(value(item))))],
      },
    ],
  })
  return new Uint8Array(bytes)
}
