/** A day is yyyy-mm-dd; null is an empty cell. */
export type CsvValue = string | number | { day: string } | null

const BOM = '\ufeff'
/** A spreadsheet takes these for the start of a formula (OWASP, CSV injection): an apostrophe makes them text. */
const formula = /^[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

/** RFC 4180, with `;` as Dutch spreadsheets expect, and a BOM so that Excel reads UTF-8. */
export const writeCsv = (rows: readonly (readonly CsvValue[])[]): string => BOM + rows.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('')

export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return value.day
  const text = formula.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
