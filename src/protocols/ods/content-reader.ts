import type { SaxesTagNS } from 'saxes'
import { openParagraph } from './paragraph-reader.ts'
import { type OdsLimits, refuse } from './refusal.ts'
import { columnLetters } from './workbook.ts'
import { attribute, readXml } from './xml-reader.ts'

export type ReadSheet = { name: string; rows: string[][] }

/** What an element is, seen from its parent. Whatever is not named here is skipped with all that is in it. */
type Role = 'document' | 'book' | 'sheet' | 'rows' | 'row' | 'cell' | 'cell-part' | 'paragraph' | 'paragraph-part' | 'skipped'

function roleOf(parent: Role | undefined, name: string): Role {
  switch (parent) {
    case undefined:
      return name === 'office:document-content' ? 'document' : refuse('not-ods')
    case 'document':
      return name === 'office:body' ? 'document' : name === 'office:spreadsheet' ? 'book' : 'skipped'
    case 'book':
      return name === 'table:table' ? 'sheet' : 'skipped'
    case 'sheet':
    case 'rows':
      return name === 'table:table-row' ? 'row' : rowGroups.has(name) ? 'rows' : 'skipped'
    case 'row':
      return name === 'table:table-cell' || name === 'table:covered-table-cell' ? 'cell' : 'skipped'
    case 'cell':
    case 'cell-part':
      return name === 'text:p' || name === 'text:h' ? 'paragraph' : notOfTheText.test(name) ? 'skipped' : 'cell-part'
    case 'paragraph':
    case 'paragraph-part':
      return notOfTheText.test(name) ? 'skipped' : 'paragraph-part'
    case 'skipped':
      return 'skipped'
  }
}

const rowGroups = new Set(['table:table-rows', 'table:table-header-rows', 'table:table-row-group'])

/** ODF 1.3 part 3, 6.1.1: notes, comments and drawings stand in a paragraph without being of its text. */
const notOfTheText = /^(office|draw|table|svg|other):|^text:(note|ruby-text)$/

type OpenCell = { element: SaxesTagNS; covered: boolean; lines: string[] }

/**
 * content.xml → the texts of its sheets. Repeats are counted, not carried out, until content follows them, so the
 * million empty rows below a sheet cost nothing. Rows and cells that are empty at the end are left out.
 */
export function readContent(bytes: Uint8Array, limits: OdsLimits): ReadSheet[] {
  const roles: Role[] = []
  const sheets: ReadSheet[] = []
  const room = { cells: limits.cells, characters: limits.bytes }
  let sheet: ReadSheet = { name: '', rows: [] }
  let rowsPassed = 0
  let row: string[] = []
  let columnsPassed = 0
  let rowRepeat = 1
  let cell: OpenCell | undefined
  let paragraph = openParagraph(limits.bytes)
  let hasBook = false

  const here = () => `${sheet.name.slice(0, 80)}.${columnLetters(columnsPassed)}${rowsPassed + 1}`

  function openSheet(element: SaxesTagNS) {
    if (sheets.length >= limits.sheets) refuse('too-large', 'content.xml')
    sheet = { name: attribute(element, 'table', 'name') ?? '', rows: [] }
    sheets.push(sheet)
    rowsPassed = 0
  }

  function openRow(element: SaxesTagNS) {
    row = []
    columnsPassed = 0
    rowRepeat = repeats(element, 'number-rows-repeated')
  }

  function openCell(name: string, element: SaxesTagNS) {
    if (attribute(element, 'table', 'formula') !== undefined) refuse('has-formula', here())
    cell = { element, covered: name === 'table:covered-table-cell', lines: [] }
  }

  function closeParagraph() {
    const text = paragraph.text()
    room.characters -= text.length
    cell?.lines.push(text)
  }

  function closeCell() {
    if (cell === undefined) return
    const text = cell.covered ? '' : textOf(cell)
    const repeat = repeats(cell.element, 'number-columns-repeated')
    if (text !== '') keepCell(text, repeat)
    columnsPassed += repeat
    cell = undefined
  }

  function keepCell(text: string, repeat: number) {
    if (columnsPassed + repeat > limits.columns || rowsPassed + rowRepeat > limits.rows) refuse('too-many-cells', here())
    room.characters -= text.length * (repeat * rowRepeat - 1)
    if (room.characters < 0) refuse('too-large', here())
    while (row.length < columnsPassed) row.push('')
    for (let count = 0; count < repeat; count++) row.push(text)
  }

  function closeRow() {
    if (row.length > 0) keepRow()
    rowsPassed += rowRepeat
  }

  function keepRow() {
    room.cells -= rowsPassed - sheet.rows.length + row.length * rowRepeat
    if (room.cells < 0) refuse('too-many-cells', here())
    while (sheet.rows.length < rowsPassed) sheet.rows.push([])
    for (let count = 0; count < rowRepeat; count++) sheet.rows.push(row.slice())
  }

  readXml(bytes, 'content.xml', limits, {
    open(name, element) {
      const role = roleOf(roles.at(-1), name)
      roles.push(role)
      if (role === 'book') hasBook = true
      if (role === 'sheet') openSheet(element)
      if (role === 'row') openRow(element)
      if (role === 'cell') openCell(name, element)
      if (role === 'paragraph') paragraph = openParagraph(room.characters)
      if (role === 'paragraph-part') paragraph.part(name, element)
    },
    close() {
      const role = roles.pop()
      if (role === 'paragraph') closeParagraph()
      if (role === 'cell') closeCell()
      if (role === 'row') closeRow()
    },
    text(text) {
      const role = roles.at(-1)
      if (role === 'paragraph' || role === 'paragraph-part') paragraph.add(text)
    },
  })
  return hasBook ? sheets : refuse('not-ods')
}

function repeats(element: SaxesTagNS, local: string): number {
  const count = attribute(element, 'table', local)
  if (count === undefined) return 1
  return /^[0-9]{1,9}$/.test(count) && Number(count) > 0 ? Number(count) : refuse('broken-xml', 'content.xml')
}

/** The value where it says more than its display, which depends on the language and format of whoever saved it. */
function textOf({ element, lines }: OpenCell): string {
  const display = lines.join('\n')
  switch (attribute(element, 'office', 'value-type')) {
    case 'float':
    case 'percentage':
    case 'currency':
      return plainNumber(attribute(element, 'office', 'value')) ?? display
    case 'date':
      return /^\d{4}-\d\d-\d\d(?=T|$)/.exec(attribute(element, 'office', 'date-value') ?? '')?.[0] ?? display
    case 'boolean':
      return attribute(element, 'office', 'boolean-value') ?? display
    case 'string':
      return attribute(element, 'office', 'string-value') ?? display
    default:
      return display
  }
}

function plainNumber(value: string | undefined): string | undefined {
  if (value === undefined || !/^[-+.0-9eE]{1,400}$/.test(value)) return undefined
  const number = Number(value)
  return Number.isFinite(number) ? String(number) : undefined
}
