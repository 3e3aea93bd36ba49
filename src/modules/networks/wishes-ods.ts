import type { Lang } from '#platform/i18n'
import { writeOds } from '#protocols/ods'
import type { NetworkView } from './networks.ts'
import { textIn } from './text.ts'

/** Common wishes as a spreadsheet; texts stay texts. */
export function wishesOds({ network, wishes, names }: NetworkView, titleOf: (conditionId: string) => string | undefined, at: Date, lang: Lang): Uint8Array<ArrayBuffer> {
  const { file, network: words } = textIn(lang)
  const bytes = writeOds({
    title: `${words.wishes}: ${network.name}`,
    language: lang === 'nl' ? 'nl-NL' : 'en-GB',
    author: 'Koers',
    created: at,
    sheets: [
      {
        name: file.name,
        columns: [{ width: '3cm' }, { width: '9cm' }, { width: '4cm' }, { width: '14cm' }],
        headerRows: 1,
        rows: [
          [file.columns.condition, file.columns.title, file.columns.count, file.columns.names].map((text) => ({ text })),
          ...wishes.map(({ conditionId, boards }) => [
            { text: conditionId },
            { text: titleOf(conditionId) ?? '' },
            { number: boards.length },
            { text: boards.map((id) => names.get(id) ?? '').join(', ') },
          ]),
        ],
      },
    ],
  })
  return new Uint8Array(bytes)
}
