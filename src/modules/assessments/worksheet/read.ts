import { z } from 'zod'
import { readOds, type OdsProblem } from '#protocols/ods'
import { cellFields, cellsSchema, headers, type Cells } from './cells.ts'
import { BASE_SHEET } from './write.ts'

/** What came back: per condition the cells, and what they held when the file was made (null: that sheet is gone). */
export const worksheetSchema = z.object({
  rows: z.array(z.object({ conditionId: z.string().max(10), cells: cellsSchema, base: cellsSchema.nullable() })).max(200),
})
export type Worksheet = z.output<typeof worksheetSchema>
export type Unreadable = 'no-file' | 'not-ods' | 'encrypted' | 'too-large' | 'has-formula' | 'broken' | 'other-measurement' | 'no-answers-sheet'

const reasons: Record<OdsProblem, Unreadable> = {
  'not-a-zip': 'not-ods',
  'not-ods': 'not-ods',
  encrypted: 'encrypted',
  'too-large': 'too-large',
  'too-many-cells': 'too-large',
  'has-formula': 'has-formula',
  'broken-zip': 'broken',
  'broken-xml': 'broken',
}

/** Our own file is 0.5 MB unpacked with every note full; what is larger is not ours, and reading it would hold up others. */
const LIMITS = { bytes: 3_000_000, elements: 150_000 }

/** Columns are found by their heading, rows by their number: moving or sorting them is no harm. */
export function readWorksheet(bytes: Uint8Array, roundId: string): { ok: true; worksheet: Worksheet } | { ok: false; problem: Unreadable; where?: string } {
  const read = readOds(bytes, LIMITS)
  if (!read.ok) return { ok: false, problem: reasons[read.problem], ...(read.where ? { where: read.where } : {}) }
  const base = read.book.sheets.find((sheet) => sheet.name === BASE_SHEET)
  const madeFor = base?.rows[0]?.[0] === 'koers-meting' ? base.rows[0][1] : read.book.meta['koers-meting']
  if (madeFor !== undefined && madeFor !== roundId) return { ok: false, problem: 'other-measurement' }
  // A sheet may have been renamed, a heading may have got a space.
  const isHead = (row: readonly string[]) => row.some((cell) => cell.trim() === headers.answer)
  const sheet = read.book.sheets.find((one) => one.name !== BASE_SHEET && one.rows.some(isHead))
  const head = sheet?.rows.findIndex(isHead) ?? -1
  if (!sheet || head < 0) return { ok: false, problem: 'no-answers-sheet' }
  const columns = cellFields.map((field) => sheet.rows[head]?.findIndex((cell) => cell.trim() === headers[field]) ?? -1)
  if (columns.some((column) => column < 0)) return { ok: false, problem: 'no-answers-sheet' }
  const bases = new Map(
    base?.rows.slice(1).map((row) => [
      row[0] ?? '',
      cellsAt(
        row,
        cellFields.map((_, index) => index + 1),
      ),
    ]),
  )
  const rows = sheet.rows.slice(head + 1).flatMap((row) => {
    const conditionId = idIn(row[0] ?? '')
    return conditionId === '' ? [] : [{ conditionId, cells: cellsAt(row, columns), base: bases.get(conditionId) ?? null }]
  })
  return { ok: true, worksheet: { rows: rows.slice(0, 200) } }
}

/** A spreadsheet may have made a number of 4.3 or a comma of its point. */
const idIn = (text: string) => text.trim().replace(',', '.').slice(0, 10)

const cellsAt = (row: readonly string[], columns: readonly number[]): Cells =>
  Object.fromEntries(cellFields.map((field, index) => [field, row[columns[index] ?? -1] ?? ''])) as Cells
