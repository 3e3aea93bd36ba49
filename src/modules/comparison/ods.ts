import { writeOds, type Cell, type Row } from '#protocols/ods'
import type { Lang } from '#platform/i18n'
import type { Comparing } from './comparisons.ts'
import { boardsAtLeast, type Shares } from './share.ts'
import { textIn } from './text.ts'

const text = (words: string): Cell => (words === '' ? null : { text: words })
const widths = (...lengths: number[]) => lengths.map((length) => ({ width: `${length}cm` }))

/** The comparison as a spreadsheet: shares as on the page, with where the board stands itself. */
export function comparisonOds({ published, distributions, instrument, organisation }: Comparing, lang: Lang, at: Date): Uint8Array<ArrayBuffer> {
  const words = textIn(lang)
  const { cohort, period, editionVersion } = published
  const levels = ([1, 2, 3, 4] as const).map((level) => words.ownLevel(level, instrument.levelName(level)))
  const sharesIn = (shares: Shares | null): Cell[] => (shares ? shares.map((share) => ({ number: share / 100 })) : [text(words.tooFew), null, null, null])
  const about: [string, Cell][] = [
    [words.sheet.group, text(words.group(cohort.sector, cohort.first, cohort.last))],
    [words.sheet.boards, { number: boardsAtLeast(cohort.boards) }],
    [words.sheet.period, text(period)],
    [words.sheet.content, text(editionVersion)],
  ]
  const bytes = writeOds({
    title: `${words.title}: ${organisation.name}`,
    language: lang === 'nl' ? 'nl-NL' : 'en-GB',
    author: 'Koers',
    created: at,
    sheets: [
      {
        name: words.sheet.about,
        columns: widths(6, 16),
        rows: [
          [{ text: words.title, style: 'title' }],
          ...about.map(([label, value]): Row => [{ text: label, style: 'label' }, value]),
          [],
          ...[words.threshold.ten, words.threshold.alike, words.threshold.rest, words.threshold.round, words.ownIs].map((line): Row => [{ text: line, span: 2 }, null]),
        ],
      },
      {
        name: words.sheet.conditions,
        columns: widths(2, 8, 3.2, 3.2, 3.2, 3.2, 4),
        headerRows: 1,
        rows: [
          ['Nr.', words.columns.what, ...levels, words.columns.own].map(text),
          ...distributions.flatMap(({ conditions }) =>
            conditions.map(({ id, title, shares, own }): Row => [
              text(id),
              text(title),
              ...sharesIn(shares),
              own === null ? null : text(words.ownLevel(own, instrument.levelName(own))),
            ]),
          ),
        ],
      },
      {
        name: words.sheet.responsibilities,
        columns: widths(2, 8, 3.2, 3.2, 3.2, 3.2, 4),
        headerRows: 1,
        rows: [
          ['Nr.', words.columns.responsibility, ...levels, words.sheet.shown].map(text),
          ...distributions.map(({ id, title, shares, shown, conditions }): Row => [text(id), text(title), ...sharesIn(shares), text(words.over(shown, conditions.length))]),
        ],
      },
    ],
  })
  return new Uint8Array(bytes)
}
