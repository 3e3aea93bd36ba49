import { writeOds, type Cell, type Row } from '#protocols/ods'
import { dayOf } from '#platform/clock'
import { longDate, type Lang } from '#platform/i18n'
import type { Moved, Now } from './overviews.ts'
import { changeWords } from './parts/change-words.ts'
import { gridOf } from './parts/grid.ts'
import { finishedIn } from './course.ts'
import { meanOf } from './stand.ts'
import { textIn } from './text.ts'

const text = (words: string): Cell => (words === '' ? null : { text: words })
const widths = (...lengths: number[]) => lengths.map((length) => ({ width: `${length}cm` }))
const signs = { unknown: '?', 'not-applicable': '–', open: '' } as const

/** Growth as a spreadsheet: the grid, the means over the rounds, and what moved with the actions that were finished. */
export function growthOds(now: Now, moved: Moved, lang: Lang, at: Date): Uint8Array<ArrayBuffer> {
  const words = textIn(lang)
  const { organisation, instrument, own, below } = moved
  const { columns, rows } = gridOf(now, lang)
  const { responsibilities } = instrument.edition
  const answered = (answer: (typeof rows)[number]['answers'][number] = 'open', underpinned = false): Cell =>
    typeof answer === 'number' ? (underpinned ? { text: `${answer} ✓` } : { number: answer }) : text(signs[answer])
  const bytes = writeOds({
    title: `${words.title}: ${organisation.name}`,
    language: lang === 'nl' ? 'nl-NL' : 'en-GB',
    author: words.sheet.author,
    created: at,
    sheets: [
      {
        name: words.sheet.about,
        columns: widths(6, 16),
        rows: [
          [{ text: `${words.title}: ${organisation.name}`, style: 'title' }],
          [{ text: words.sheet.made, style: 'label' }, text(longDate(at, lang))],
          [{ text: words.sheet.content, style: 'label' }, text(instrument.edition.version)],
          [],
          ...[words.sheet.legend, words.multiples.about, words.moved.lead].map((line): Row => [{ text: line, span: 2 }, null]),
        ],
      },
      {
        name: words.sheet.grid,
        columns: widths(8, ...columns.map(() => 1.2)),
        headerRows: 1,
        rows: [
          [text(words.sheet.organisation), ...columns.map(({ number }) => text(number))],
          ...rows.map(({ label, answers, underpinned }): Row => [text(label), ...columns.map((_, index) => answered(answers[index], underpinned?.[index]))]),
        ],
      },
      {
        name: words.sheet.means,
        columns: widths(8, 1.6, 2.6, ...responsibilities.map(() => 1.6)),
        headerRows: 1,
        rows: [
          [words.sheet.organisation, words.sheet.round, words.sheet.finished, ...responsibilities.map(({ id }) => id)].map(text),
          ...[own, ...below].flatMap((course) =>
            finishedIn(course).map(({ round, on, stands }): Row => {
              const means = responsibilities.map(({ conditions }) => meanOf(conditions.map(({ id }) => stands.get(id))))
              return [
                text(course.organisation.name),
                { number: round.number },
                text(dayOf(on)),
                ...means.map((mean): Cell => (mean === null ? text('–') : { number: Math.round(mean * 10) / 10 })),
              ]
            }),
          ),
        ],
      },
      {
        name: words.sheet.moved,
        columns: widths(1.6, 8, 8, 6, 10),
        headerRows: 1,
        rows: [
          ['Nr.', words.moved.condition, words.sheet.organisation, words.sheet.change, words.sheet.action].map(text),
          ...moved.conditions.flatMap(({ id, title, own: mine, below: others }) =>
            [...(mine ? [mine] : []), ...others].map((one): Row =>
              [id, title, one.organisation.name, changeWords(one.change, words), one.actions.map((action) => action.title).join('; ')].map(text),
            ),
          ),
        ],
      },
    ],
  })
  return new Uint8Array(bytes)
}
