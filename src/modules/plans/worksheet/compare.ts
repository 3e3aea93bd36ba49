import { longText } from '#platform/text-input'
import { actionSchema, RESULT_LIMIT, type Action, type ActionFields } from '../action.ts'
import type { Place } from '../plans.ts'
import { mayFollow, type Status } from '../status.ts'
import { cellFields, cellsOf, headers, sameCell, statusFrom, typedFrom, type CellField, type Cells } from './cells.ts'
import type { Worksheet } from './read.ts'

/** One cell that differs. `conflict`: it was changed here too since the file was made, so nobody may choose but a person. */
export type Difference = { field: CellField; label: string; now: string; file: string; conflict: boolean }
/** Why a row cannot be taken over: the heading of the cell, the code of what is wrong and the limit it speaks of. */
export type Problem = { label: string; code: string; limit?: number }
export type Changed = { action: Action; differences: Difference[]; problem: Problem | null }
export type Added = { row: number; cells: Cells; problem: Problem | null }
export type Compared = { changed: Changed[]; added: Added[]; unknown: string[] }
/** What an action becomes. */
export type After = { fields: ActionFields; status: Status; result: string }

/** What the file changes, per action and cell, against what stands in the plan now. `mine` are the actions this person may change. */
export function compare(worksheet: Worksheet, mine: readonly Action[], place: Place): Compared {
  const byId = new Map(mine.map((action) => [action.id, action]))
  const seen = new Set<string>()
  const compared: Compared = { changed: [], added: [], unknown: [] }
  for (const { row, id, cells, base } of worksheet.rows) {
    if (id === '') {
      compared.added.push({ row, cells, problem: problemOf(outcome(cells, place)) })
      continue
    }
    const action = byId.get(id)
    // A row that was copied has the id of another: which of both is meant cannot be told. Rows left as they were bother nobody.
    const untouched = base !== null && cellFields.every((field) => sameCell(field, cells[field], base[field]))
    if (!action || seen.has(id)) {
      if (!untouched) compared.unknown.push(cells.title.slice(0, 80) || id)
      continue
    }
    seen.add(id)
    const now = cellsOf(action, place)
    const differences = cellFields.flatMap((field): Difference[] => {
      if (sameCell(field, cells[field], now[field])) return []
      const before = base?.[field]
      if (before !== undefined && sameCell(field, cells[field], before)) return []
      // Without the base it cannot be told who changed the cell; then it is for a person to say.
      return [{ field, label: headers[field], now: now[field], file: cells[field], conflict: before === undefined || !sameCell(field, before, now[field]) }]
    })
    if (differences.length > 0) compared.changed.push({ action, differences, problem: problemOf(afterwards(action, differences, place)) })
  }
  return compared
}

type Outcome = { ok: true; after: After } | { ok: false; problem: Problem }
const problemOf = (one: Outcome) => (one.ok ? null : one.problem)

/** The action as it becomes when these differences are taken over. */
export const afterwards = (action: Action, taken: readonly Difference[], place: Place): Outcome =>
  outcome({ ...cellsOf(action, place), ...Object.fromEntries(taken.map((one) => [one.field, one.file])) }, place, action)

const resultSchema = longText(RESULT_LIMIT)
const fieldOfCell: Partial<Record<keyof ActionFields, CellField>> = { ownerId: 'owner', schoolIds: 'schools' }

export function outcome(cells: Cells, place: Place, before?: Action): Outcome {
  const status = statusFrom(cells.status)
  if (status === undefined) return { ok: false, problem: { label: headers.status, code: 'unknown-status' } }
  const from = before?.status ?? 'todo'
  if (status !== from && !mayFollow(from, status)) return { ok: false, problem: { label: headers.status, code: 'not-possible' } }
  const schema = actionSchema({ instrument: place.instrument, schoolIds: place.schools.map((school) => school.id), ...(before ? { kept: before } : {}) })
  const parsed = schema.safeParse(typedFrom(cells, place, before))
  const result = resultSchema.safeParse(cells.result)
  const issue = parsed.error?.issues[0] ?? result.error?.issues[0]
  if (parsed.success && result.success) return { ok: true, after: { fields: parsed.data, status, result: result.data } }
  const name = parsed.success ? 'result' : issue?.path[0]
  const field = cellFields.find((one) => one === name) ?? fieldOfCell[name as keyof ActionFields]
  const limit = issue && 'maximum' in issue && typeof issue.maximum === 'number' ? { limit: issue.maximum } : {}
  return { ok: false, problem: { label: field ? headers[field] : '', code: issue?.message ?? 'other', ...limit } }
}
