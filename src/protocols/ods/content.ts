import { xmlDocument } from './namespaces.ts'
import { type CellKind, cellStyleName } from './styles.ts'
import { type Cell, type CellStyle, columnLetters, type Row, type Sheet, type Validation, type Workbook } from './workbook.ts'
import { oneLine, paragraphs } from './xml-text.ts'

type NamedValidation = Validation & { name: string; sheet: Sheet }

/** content.xml: the sheets with their cells. */
export function contentXml(book: Workbook): string {
  const widths = [...new Set(book.sheets.flatMap((sheet) => sheet.columns.map(({ width }) => width)))]
  const validations = namedValidations(book)
  const tables = book.sheets.map((sheet) =>
    table(
      sheet,
      widths,
      validations.filter((validation) => validation.sheet === sheet),
    ),
  )
  return xmlDocument(
    'office:document-content',
    ['office', 'table', 'text', 'style', 'fo', 'of', 'xlink'],
    `<office:automatic-styles>${columnStyles(widths)}${fixedStyles}</office:automatic-styles>` +
      `<office:body><office:spreadsheet>${contentValidations(validations)}${tables.join('')}</office:spreadsheet></office:body>`,
  )
}

function namedValidations(book: Workbook): NamedValidation[] {
  return book.sheets
    .flatMap((sheet) => (sheet.validations ?? []).map((validation) => ({ ...validation, sheet })))
    .map((validation, index) => ({ ...validation, name: `val${index + 1}` }))
}

const fixedStyles =
  '<style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>' +
  tableStyle('shown', true) +
  tableStyle('hidden', false)

function tableStyle(name: string, display: boolean): string {
  return (
    `<style:style style:name="${name}" style:family="table" style:master-page-name="Default">` +
    `<style:table-properties table:display="${display}" style:writing-mode="lr-tb"/></style:style>`
  )
}

function columnStyles(widths: string[]): string {
  return widths
    .map(
      (width, index) => `<style:style style:name="co${index + 1}" style:family="table-column"><style:table-column-properties style:column-width="${length(width)}"/></style:style>`,
    )
    .join('')
}

function length(width: string): string {
  if (!/^\d{1,4}(\.\d{1,4})?(cm|mm|in|pt)$/.test(width)) throw new RangeError(`not a column width: ${width}`)
  return width
}

function contentValidations(validations: NamedValidation[]): string {
  return validations.length === 0 ? '' : `<table:content-validations>${validations.map(contentValidation).join('')}</table:content-validations>`
}

function contentValidation({ name, sheet, column, fromRow, toRow, list, message }: NamedValidation): string {
  if (![column, fromRow, toRow].every(isIndex) || toRow < fromRow) throw new RangeError(`not a range: column ${column}, rows ${fromRow} to ${toRow}`)
  const values = list.map((value) => `"${value.replaceAll('"', '""')}"`).join(';')
  const condition = oneLine(`of:cell-content-is-in-list(${values})`)
  const base = oneLine(`'${sheet.name.replaceAll("'", "''")}'.${columnLetters(column)}${fromRow + 1}`)
  return (
    `<table:content-validation table:name="${name}" table:condition="${condition}" table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address="${base}">` +
    `<table:error-message table:message-type="stop" table:display="true">${paragraphs(message)}</table:error-message></table:content-validation>`
  )
}

function isIndex(value: number): boolean {
  return Number.isInteger(value) && value >= 0
}

function table(sheet: Sheet, widths: string[], validations: NamedValidation[]): string {
  const headerRows = Math.min(sheet.headerRows ?? 0, sheet.rows.length)
  const rows = sheet.rows.map((row, index) => tableRow(sheet, row, index, validations))
  const header = headerRows === 0 ? '' : `<table:table-header-rows>${rows.slice(0, headerRows).join('')}</table:table-header-rows>`
  const style = sheet.hidden === true ? 'hidden' : 'shown'
  const protection = sheet.protected === true ? ' table:protected="true"' : ''
  return (
    `<table:table table:name="${oneLine(sheet.name)}" table:style-name="${style}"${protection}>` +
    `${tableColumns(sheet, widths, validations)}${header}${rows.slice(headerRows).join('')}${rowsToFillIn(sheet, validations)}</table:table>`
  )
}

function tableColumns(sheet: Sheet, widths: string[], validations: NamedValidation[]): string {
  const style = cellStyleName('wrap', 'text')
  const described = sheet.columns.map(({ width, hidden }) => {
    const visibility = hidden === true ? ' table:visibility="collapse"' : ''
    return `<table:table-column table:style-name="co${widths.indexOf(width) + 1}"${visibility} table:default-cell-style-name="${style}"/>`
  })
  const used = [1, ...sheet.rows.map((row) => row.length), ...validations.map(({ column }) => column + 1)]
  const others = used.reduce((widest, width) => Math.max(widest, width)) - described.length
  return described.join('') + (others > 0 ? `<table:table-column table:number-columns-repeated="${others}"/>` : '')
}

/** The empty rows that validations reach below the last row; rows with the same drop-downs are written once, with a count. */
function rowsToFillIn(sheet: Sheet, validations: NamedValidation[]): string {
  const first = sheet.rows.length
  const edges = validations.flatMap(({ fromRow, toRow }) => [fromRow, toRow + 1]).filter((edge) => edge > first)
  const stops = [...new Set(edges)].sort((a, b) => a - b)
  if (first === 0 && stops.length === 0) return '<table:table-row><table:table-cell/></table:table-row>'
  return stops.map((stop, index) => tableRow(sheet, [], stops[index - 1] ?? first, validations, stop - (stops[index - 1] ?? first))).join('')
}

function tableRow(sheet: Sheet, row: Row, index: number, validations: NamedValidation[], repeated = 1): string {
  const here = validations.filter(({ fromRow, toRow }) => fromRow <= index && index <= toRow)
  const width = Math.max(1, row.length, sheet.columns.length, ...here.map(({ column }) => column + 1))
  const cells: string[] = []
  let column = 0
  while (column < width) {
    const cell = row[column] ?? null
    cells.push(tableCell(cell, styleAt(sheet, index, column, cell), here.find((validation) => validation.column === column)?.name))
    column += cell?.span === undefined ? 1 : span(row, column, cell.span)
  }
  const count = repeated === 1 ? '' : ` table:number-rows-repeated="${repeated}"`
  return `<table:table-row table:style-name="row"${count}>${cells.join('')}</table:table-row>`
}

function span(row: Row, column: number, width: number): number {
  if (!Number.isInteger(width) || width < 1) throw new RangeError(`not a span: ${width}`)
  const covered = row.slice(column + 1, column + width)
  if (covered.some((cell) => cell !== null)) throw new RangeError(`a span covers a cell that is not empty, after column ${columnLetters(column)}`)
  return width
}

function styleAt(sheet: Sheet, row: number, column: number, cell: Cell): CellStyle | undefined {
  if (cell?.style !== undefined) return cell.style
  if (row < (sheet.headerRows ?? 0)) return cell === null ? undefined : 'heading'
  return sheet.columns[column]?.style ?? (cell === null ? undefined : 'wrap')
}

function tableCell(cell: Cell, style: CellStyle | undefined, validation: string | undefined): string {
  const { kind, value, display } = valueOf(cell)
  const look = style === undefined ? '' : ` table:style-name="${cellStyleName(style, kind)}"`
  const dropDown = validation === undefined ? '' : ` table:content-validation-name="${validation}"`
  const columns = cell?.span ?? 1
  const spanned = columns === 1 ? '' : ` table:number-columns-spanned="${columns}" table:number-rows-spanned="1"`
  const covered = columns === 1 ? '' : `<table:covered-table-cell table:number-columns-repeated="${columns - 1}"/>`
  return `<table:table-cell${look}${dropDown}${spanned}${value}${display === '' ? '/>' : `>${display}</table:table-cell>`}${covered}`
}

/** The value is always typed, so that no reader guesses: `=1+1` is a string, and a formula cannot be written at all. */
function valueOf(cell: Cell): { kind: CellKind; value: string; display: string } {
  if (cell === null || ('text' in cell && cell.text === '')) return { kind: 'text', value: '', display: '' }
  const link = httpsAddress(cell.href)
  if ('text' in cell) return { kind: 'text', value: ' office:value-type="string"', display: paragraphs(cell.text, link) }
  if ('date' in cell) return { kind: 'date', value: ` office:value-type="date" office:date-value="${existingDate(cell.date)}"`, display: paragraphs(cell.date, link) }
  if (!Number.isFinite(cell.number)) throw new RangeError(`not a number for a cell: ${cell.number}`)
  return { kind: 'number', value: ` office:value-type="float" office:value="${cell.number}"`, display: paragraphs(String(cell.number), link) }
}

function httpsAddress(href: string | undefined): string | undefined {
  if (href === undefined) return undefined
  const url = URL.parse(href)
  return url?.protocol === 'https:' ? url.href : undefined
}

function existingDate(date: string): string {
  const parsed = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(`${date}T00:00:00Z`) : new Date(Number.NaN)
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) throw new RangeError(`not a date (yyyy-mm-dd): ${date}`)
  return date
}
