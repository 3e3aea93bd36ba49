import { z } from 'zod'
import { optionalDay } from '#platform/text-input'
import { levels, type Instrument } from '#modules/instruments'
import type { Action, ActionFields, ActionTyped } from '../action.ts'
import type { Place } from '../plans.ts'
import { statuses, type Status } from '../status.ts'
import { nl } from '../text.nl.ts'
import { conditionWords, ownerWords, schoolWords } from '../words.ts'

/**
 * The spreadsheet is Dutch, as the worksheet of a round is: one language, so that a file made in one interface comes back in the
 * other. Each field of an action is one column; what stands in a cell is what a person would type.
 */
export const cellFields = ['title', 'status', 'owner', 'term', 'conditionId', 'fromLevel', 'desiredLevel', 'schools', 'why', 'effort', 'cost', 'result'] as const
export type CellField = (typeof cellFields)[number]
export type Cells = Record<CellField, string>
export const cellsSchema = z.record(z.enum(cellFields), z.string())
export const headers: Record<CellField, string> = nl.columns

export const statusChoices = statuses.map((status) => nl.status[status])
export const levelChoices = (instrument: Instrument) => levels.map((level) => `${level} ${instrument.levelName(level)}`)

export function cellsOf(action: Action, place: Place): Cells {
  const level = (value: Action['fromLevel']) => (value === null ? '' : `${value} ${place.instrument.levelName(value)}`)
  return {
    title: action.title,
    status: nl.status[action.status],
    owner: ownerWords(action, place.people, nl),
    term: action.term ?? '',
    conditionId: action.conditionId === null ? '' : conditionWords(action.conditionId, place.instrument),
    fromLevel: level(action.fromLevel),
    desiredLevel: level(action.desiredLevel),
    schools: schoolWords(action.schoolIds, place).join('; '),
    why: action.why,
    effort: String(action.effort ?? ''),
    cost: String(action.cost ?? ''),
    result: action.result,
  }
}

/** The cells as the fields of the form; what is not understood goes on as it is, and the schema of the action refuses it. */
export function typedFrom(cells: Cells, place: Place, before?: Action): ActionTyped {
  const unchanged = (field: CellField) => before !== undefined && sameCell(field, cells[field], cellsOf(before, place)[field])
  const owner = unchanged('owner') && before ? { ownerId: before.ownerId ?? '', owner: before.owner } : ownerFrom(cells.owner, place)
  return {
    title: cells.title,
    why: cells.why,
    conditionId: conditionFrom(cells.conditionId),
    fromLevel: levelFrom(cells.fromLevel),
    desiredLevel: levelFrom(cells.desiredLevel),
    ...owner,
    term: cells.term,
    effort: wholeFrom(cells.effort),
    cost: wholeFrom(cells.cost),
    schoolIds: unchanged('schools') && before ? before.schoolIds : schoolsFrom(cells.schools, place),
  }
}

const folded = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, ' ')

/** '' means to do, as for a new row; undefined is not a status. */
export function statusFrom(text: string): Status | undefined {
  const said = folded(text)
  return said === '' ? 'todo' : statuses.find((status) => folded(nl.status[status]) === said)
}

/** Exactly one person with this name is that person; all else is a function or other words. */
function ownerFrom(text: string, { people }: Place): Pick<ActionTyped, 'ownerId' | 'owner'> {
  const found = text.trim() === '' ? [] : [...people.values()].filter(({ name }) => folded(name) === folded(text))
  return found.length === 1 && found[0] ? { ownerId: found[0].id, owner: '' } : { ownerId: '', owner: text }
}

const schoolsFrom = (text: string, { schools }: Place): ActionFields['schoolIds'] =>
  text
    .split(/[;\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => schools.find(({ name }) => folded(name) === folded(part))?.id ?? part)
    .toSorted()

/** A spreadsheet may have made a comma of the point of 4.3. */
const conditionFrom = (text: string) => /^\s*(\d{1,2})[.,](\d)(\s.*)?$/s.exec(text)?.slice(1, 3).join('.') ?? text.trim()
const levelFrom = (text: string) => /^([1-4])(\.0)?(\s.*)?$/.exec(text.trim())?.[1] ?? text.trim()
const wholeFrom = (text: string) =>
  text
    .trim()
    .replace(/^(€|EUR)\s*/i, '')
    .replace(/[.,]0+$/, (zeros) => (zeros.length === 4 ? zeros : ''))

/** Two cells say the same when they mean the same: "1" and "1 Verkennen", "31-12-2027" and the date. */
export const sameCell = (field: CellField, one: string, other: string) => meaning(field, one) === meaning(field, other)

function meaning(field: CellField, text: string): string {
  switch (field) {
    case 'status':
      return statusFrom(text) ?? text
    case 'conditionId':
      return conditionFrom(text)
    case 'fromLevel':
    case 'desiredLevel':
      return levelFrom(text)
    case 'term':
      return optionalDay.safeParse(text).data ?? text.trim()
    case 'effort':
    case 'cost':
      return wholeFrom(text)
    case 'schools':
      return text
        .split(/[;\n]/)
        .map(folded)
        .filter((part) => part !== '')
        .toSorted()
        .join(';')
    default:
      return text.replaceAll(/\r\n?/g, '\n').trim()
  }
}
