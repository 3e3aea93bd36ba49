import { z } from 'zod'
import { readOds, type OdsProblem } from '#protocols/ods'
import { cellFields, cellsSchema, headers, type Cells } from './cells.ts'
import { BASE_SHEET, ID_COLUMN, MARK } from './write.ts'

/** A row per action is more than a board does; the list of a plan has the same limit. */
const ROWS_AT_MOST = 2000

/** What came back: per row the id ('' for a new one), the cells, and what they held when the file was made (null: not known). */
export const worksheetSchema = z.object({
  rows: z.array(z.object({ row: z.int(), id: z.string().max(40), cells: cellsSchema, base: cellsSchema.nullable() })).max(ROWS_AT_MOST),
})
export type Worksheet = z.output<typeof worksheetSchema>
export type Unreadable = 'no-file' | 'not-ods' | 'encrypted' | 'too-large' | 'has-formula' | 'broken' | 'other-plan' | 'no-plan-sheet'

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

/** Two hundred actions with every text full are 1.5 MB unpacked, twice (the hidden sheet). */
const LIMITS = { bytes: 6_000_000, elements: 200_000 }

/** Columns are found by their heading, rows by their id: moving or sorting them is no harm. */
export function readPlan(bytes: Uint8Array, organisationId: string): { ok: true; worksheet: Worksheet } | { ok: false; problem: Unreadable; where?: string } {
  const read = readOds(bytes, LIMITS)
  if (!read.ok) return { ok: false, problem: reasons[read.problem], ...(read.where ? { where: read.where } : {}) }
  const base = read.book.sheets.find((sheet) => sheet.name === BASE_SHEET)
  const madeFor = base?.rows[0]?.[0] === MARK ? base.rows[0][1] : read.book.meta[MARK]
  if (madeFor !== undefined && madeFor !== organisationId) return { ok: false, problem: 'other-plan' }
  const isHead = (row: readonly string[]) => row.some((cell) => cell.trim() === ID_COLUMN) && row.some((cell) => cell.trim() === headers.title)
  const sheet = read.book.sheets.find((one) => one.name !== BASE_SHEET && one.rows.some(isHead))
  const head = sheet?.rows.findIndex(isHead) ?? -1
  if (!sheet || head < 0) return { ok: false, problem: 'no-plan-sheet' }
  const columnOf = (heading: string) => sheet.rows[head]?.findIndex((cell) => cell.trim() === heading) ?? -1
  const columns = cellFields.map((field) => columnOf(headers[field]))
  if (columns.some((column) => column < 0)) return { ok: false, problem: 'no-plan-sheet' }
  const inBase = cellFields.map((_, index) => index + 1)
  const bases = new Map(base?.rows.slice(1).map((row) => [row[0] ?? '', cellsAt(row, inBase)]))
  const rows = sheet.rows.flatMap((row, index) => {
    const id = (row[columnOf(ID_COLUMN)] ?? '').trim()
    const cells = cellsAt(row, columns)
    if (index <= head || (id === '' && Object.values(cells).every((cell) => cell.trim() === ''))) return []
    return [{ row: index + 1, id: id.slice(0, 40), cells, base: bases.get(id) ?? null }]
  })
  if (rows.length > ROWS_AT_MOST) return { ok: false, problem: 'too-large' }
  return { ok: true, worksheet: { rows } }
}

const cellsAt = (row: readonly string[], columns: readonly number[]): Cells =>
  Object.fromEntries(cellFields.map((field, index) => [field, row[columns[index] ?? -1] ?? ''])) as Cells
