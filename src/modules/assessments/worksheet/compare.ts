import type { Condition, Instrument } from '#modules/instruments'
import { emptyStatement, statementSchema, type Statement } from '../answer.ts'
import type { Answers } from '../progress.ts'
import { cellsOf, cellFields, contradictionIn, fieldsFromCells, headers, sameCell, type CellField, type Cells } from './cells.ts'
import type { Worksheet } from './read.ts'

/** One cell that differs. `conflict`: it was changed here too since the file was made, so nobody may choose but a person. */
export type Difference = { field: CellField; label: string; now: string; file: string; conflict: boolean }
export type ConditionDifferences = { condition: Condition; version: number; differences: Difference[]; problem: Problem | null }
/** Why a row cannot be taken over: the heading of the cell, and the code of what is wrong. */
export type Problem = { label: string; code: string }

/** What the file changes, per condition and cell, against what is stored now. Cells that this person did not touch are left out. */
export function compare(worksheet: Worksheet, answers: Answers, instrument: Instrument): ConditionDifferences[] {
  return worksheet.rows.flatMap((row) => {
    const condition = instrument.condition(row.conditionId)
    if (!condition) return []
    const answer = answers.get(condition.id)
    const now = cellsOf(answer ?? emptyStatement, condition, instrument)
    const differences = cellFields.flatMap((field): Difference[] => {
      const file = row.cells[field] ?? ''
      if (sameCell(field, file, now[field], condition)) return []
      const base = row.base?.[field]
      if (base !== undefined && sameCell(field, file, base, condition)) return []
      // Without the base it cannot be told who changed the cell; then it is for a person to say.
      const conflict = base === undefined || !sameCell(field, base, now[field], condition)
      return [{ field, label: headers[field], now: now[field], file, conflict }]
    })
    const problem = problemOf(merged(now, differences), row.cells, condition)
    if (differences.length === 0 && (problem === null || sameCells(row.cells, now, condition))) return []
    return [{ condition, version: answer?.version ?? 0, differences, problem }]
  })
}

/** The ids in the file that this measurement does not know. */
export const unknownRows = (worksheet: Worksheet, instrument: Instrument) => worksheet.rows.filter((row) => !instrument.condition(row.conditionId)).map((row) => row.conditionId)

const merged = (now: Cells, taken: readonly Difference[]): Cells => ({ ...now, ...Object.fromEntries(taken.map((difference) => [difference.field, difference.file])) })

/** The answer as it becomes when these differences are taken over; the problem code when that is not an answer. */
export function statementAfter(
  answer: Statement | undefined,
  taken: readonly Difference[],
  condition: Condition,
  instrument: Instrument,
): { ok: true; statement: Statement } | { ok: false; problem: string } {
  const cells = merged(cellsOf(answer ?? emptyStatement, condition, instrument), taken)
  const parsed = statementSchema(condition).safeParse(fieldsFromCells(cells, condition))
  return parsed.success ? { ok: true, statement: parsed.data } : { ok: false, problem: parsed.error.issues[0]?.message ?? 'other' }
}

function problemOf(after: Cells, typed: Cells, condition: Condition): Problem | null {
  const contradiction = contradictionIn(typed)
  if (contradiction) return { label: headers[contradiction.field], code: contradiction.code }
  const issue = statementSchema(condition).safeParse(fieldsFromCells(after, condition)).error?.issues[0]
  if (!issue) return null
  const field = cellFields.find((one) => one === issue.path[0])
  return { label: field ? headers[field] : '', code: issue.message }
}

/** Nothing was typed at all: what stands there is what Koers wrote. */
const sameCells = (typed: Cells, now: Cells, condition: Condition) =>
  cellFields.every((field) => typed[field].trim() === now[field].trim() || (field !== 'wish' && sameCell(field, typed[field], now[field], condition)))
