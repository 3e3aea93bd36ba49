import { z } from 'zod'
import { optionalDay } from '#platform/text-input'
import type { Condition, Instrument } from '#modules/instruments'
import { arrangers, fieldsOf, type Arranger, type Statement, type StatementFields } from '../answer.ts'
import { nl } from '../text.nl.ts'

/**
 * The worksheet is Dutch, as its content is: one language, so that a file made in one interface comes back in the other.
 * Each field of an answer is one column; what stands in a cell is what a person would type.
 */
export const cellFields = ['answer', 'reason', 'needs', 'arrangedBy', 'note', 'evidence', 'evidenceLink', 'wish', 'desiredLevel', 'owner', 'term'] as const
export type CellField = (typeof cellFields)[number]
/** The text of each cell of one condition. */
export type Cells = Record<CellField, string>
export const cellsSchema = z.record(z.enum(cellFields), z.string())

export const headers: Record<CellField, string> = {
  answer: 'Uw antwoord',
  reason: 'Reden (bij n.v.t.)',
  needs: 'Wat is er al? (letters)',
  arrangedBy: 'Geregeld door',
  note: 'Toelichting',
  evidence: 'Bewijs',
  evidenceLink: 'Link naar het bewijs',
  wish: 'Hieraan werken?',
  desiredLevel: 'Gewenst niveau',
  owner: 'Wie trekt dit',
  term: 'Wanneer klaar',
}

const UNKNOWN = 'weet ik niet'
const NOT_APPLICABLE = 'n.v.t.'
export const answerChoices = (instrument: Instrument) => [...instrument.edition.levels.map(({ level, name }) => `${level} ${name}`), UNKNOWN, NOT_APPLICABLE]
export const levelChoices = (instrument: Instrument) => instrument.edition.levels.map(({ level, name }) => `${level} ${name}`)
export const arrangerChoices = arrangers.map((arranger) => nl.arranged[arranger].toLowerCase())
export const wishChoices = ['ja', 'nee']
/** Needs are lettered: a, b, c … */
export const letterOf = (index: number) => String.fromCharCode(97 + index)

/** A statement as it stands in the cells. */
export function cellsOf(statement: Statement, condition: Condition, instrument: Instrument): Cells {
  const fields = fieldsOf(statement)
  const level = (text: string) => (text === '' ? '' : `${text} ${instrument.edition.levels.find((known) => String(known.level) === text)?.name ?? ''}`.trim())
  return {
    ...fields,
    answer: fields.answer === 'unknown' ? UNKNOWN : fields.answer === 'not-applicable' ? NOT_APPLICABLE : level(fields.answer),
    needs: condition.needs.flatMap((need, index) => (fields.needs.includes(need.id) ? [letterOf(index)] : [])).join(', '),
    arrangedBy: fields.arrangedBy === '' ? '' : nl.arranged[fields.arrangedBy].toLowerCase(),
    wish: fields.wish === 'yes' ? 'ja' : '',
    desiredLevel: level(fields.desiredLevel),
  }
}

const YES = /^(ja|yes|x|1)$/i
const NO = /^(nee|no|0)$/i

/** What cannot be taken over without losing something that was typed: the cell, and what is wrong with it. */
export function contradictionIn(cells: Cells): { field: CellField; code: 'reason-without-nvt' | 'unknown-wish' | 'wish-no' } | null {
  const wish = cells.wish.trim()
  if (wish !== '' && !YES.test(wish) && !NO.test(wish)) return { field: 'wish', code: 'unknown-wish' }
  if (NO.test(wish) && (cells.desiredLevel + cells.owner + cells.term).trim() !== '') return { field: 'wish', code: 'wish-no' }
  if (cells.reason.trim() !== '' && answerFrom(cells.answer) !== 'not-applicable') return { field: 'reason', code: 'reason-without-nvt' }
  return null
}

/** The cells as the fields of the form; what is not understood goes on as it is, and the schema of the answer refuses it. */
export function fieldsFromCells(cells: Cells, condition: Condition): StatementFields {
  const wished = YES.test(cells.wish.trim()) || (cells.wish.trim() === '' && (cells.desiredLevel + cells.owner + cells.term).trim() !== '')
  return {
    ...cells,
    answer: answerFrom(cells.answer) as StatementFields['answer'],
    needs: needsFrom(cells.needs, condition),
    arrangedBy: arrangerFrom(cells.arrangedBy),
    wish: wished ? 'yes' : '',
    desiredLevel: levelFrom(cells.desiredLevel),
    deviation: '',
  }
}

const folded = (text: string) => text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
const levelFrom = (text: string) => /^([1-4])(\.0)?(\s.*)?$/.exec(text.trim())?.[1] ?? text.trim()

function answerFrom(text: string): string {
  const said = folded(text)
  if (['weet ik niet', 'weet niet', '?', 'unknown'].includes(said)) return 'unknown'
  if (['n.v.t.', 'nvt', 'n.v.t', 'niet van toepassing', 'not-applicable'].includes(said)) return 'not-applicable'
  return levelFrom(text)
}

function needsFrom(text: string, condition: Condition): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map((part) => condition.needs.find((need, index) => letterOf(index) === part.toLowerCase() || need.id === part)?.id ?? part)
}

function arrangerFrom(text: string): '' | Arranger {
  const said = folded(text)
  return arrangers.find((arranger) => folded(nl.arranged[arranger]) === said || arranger === said) ?? (said as '')
}

/** Two cells say the same when they mean the same: "b,a" and "a, b", "1" and "1 Verkennen", "31-12-2027" and the date. */
export function sameCell(field: CellField, one: string, other: string, condition: Condition): boolean {
  return meaning(field, one, condition) === meaning(field, other, condition)
}

function meaning(field: CellField, text: string, condition: Condition): string {
  switch (field) {
    case 'answer':
      return answerFrom(text)
    case 'needs':
      return needsFrom(text, condition).toSorted().join()
    case 'arrangedBy':
      return arrangerFrom(text)
    case 'wish':
      return YES.test(text.trim()) ? 'yes' : ''
    case 'desiredLevel':
      return levelFrom(text)
    case 'term':
      return optionalDay.safeParse(text).data ?? text.trim()
    default:
      return text.replaceAll(/\r\n?/g, '\n').trim()
  }
}
