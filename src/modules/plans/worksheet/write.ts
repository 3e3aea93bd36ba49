import { writeCsv } from '#protocols/csv'
import { writeOds, type Row } from '#protocols/ods'
import type { Place, PlanView } from '../plans.ts'
import { nl } from '../text.nl.ts'
import { cellFields, cellsOf, headers, levelChoices, statusChoices, type CellField } from './cells.ts'

export const SHEET = 'Plan'
export const BASE_SHEET = 'Basis'
export const ID_COLUMN = 'Nr'
export const MARK = 'koers-plan'
/** Room for what comes up while one works in the file. */
const EMPTY_ROWS = 30
const widths = ['3.6cm', '7cm', '2.6cm', '4.5cm', '3cm', '6cm', '3cm', '3cm', '5cm', '7cm', '2cm', '2.4cm', '7cm']

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The plan as a spreadsheet to change. A hidden sheet keeps what each cell held when the file was made. */
export function writePlan({ actions, ...place }: PlanView, now: Date): Uint8Array {
  const lines = actions.map((action) => ({ id: action.id, cells: cellsOf(action, place) }))
  const rows: Row[] = lines.map(({ id, cells }) => [
    { text: id, style: 'locked' },
    ...cellFields.map((field) => (field === 'term' && isDay(cells.term) ? { date: cells.term, style: 'input' as const } : { text: cells[field], style: 'input' as const })),
  ])
  const list = (field: CellField, choices: readonly string[]) => ({
    column: 1 + cellFields.indexOf(field),
    fromRow: 1,
    toRow: rows.length + EMPTY_ROWS,
    list: choices,
    message: nl.worksheet.choose(choices.join(', ')),
  })
  return writeOds({
    title: `Koers: ${nl.feed.calendarName(place.organisation.name)}`,
    language: 'nl-NL',
    created: now,
    meta: { [MARK]: place.organisation.id },
    sheets: [
      {
        name: SHEET,
        headerRows: 1,
        columns: widths.map((width, index) => ({ width, style: index === 0 ? 'locked' : 'input' })),
        rows: [[ID_COLUMN, ...cellFields.map((field) => headers[field])].map((text) => ({ text })), ...rows],
        validations: [list('status', statusChoices), list('fromLevel', levelChoices(place.instrument)), list('desiredLevel', levelChoices(place.instrument))],
      },
      { name: 'Uitleg', columns: [{ width: '18cm' }], rows: nl.worksheet.help.map((text, index) => [{ text, style: index === 0 ? ('title' as const) : ('wrap' as const) }]) },
      {
        name: BASE_SHEET,
        hidden: true,
        columns: [{ width: '3cm' }],
        rows: [[{ text: MARK }, { text: place.organisation.id }], ...lines.map(({ id, cells }) => [{ text: id }, ...cellFields.map((field) => ({ text: cells[field] }))])],
      },
    ],
  })
}

export function planCsv({ actions, ...place }: PlanView): string {
  const numbers = new Set<CellField>(['effort', 'cost'])
  const value = (field: CellField, text: string) => (text === '' ? null : numbers.has(field) ? Number(text) : field === 'term' ? { day: text } : text)
  return writeCsv([
    [ID_COLUMN, ...cellFields.map((field) => headers[field])],
    ...actions.map((action) => {
      const cells = cellsOf(action, place satisfies Place)
      return [action.id, ...cellFields.map((field) => value(field, cells[field]))]
    }),
  ])
}
