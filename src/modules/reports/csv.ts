import { columns, type Value } from './column.ts'
import type { Report } from './report.ts'

const BOM = '\ufeff'

/** A table of the conditions (RFC 4180, with `;` as Dutch spreadsheets expect, and a BOM so that Excel reads UTF-8). */
export function reportCsv(report: Report): string {
  const rows = report.responsibilities.flatMap((responsibility) => responsibility.conditions.map((line) => columns.map(({ value }) => cellOf(value(line, responsibility)))))
  return BOM + [columns.map(({ label }) => cellOf(label)), ...rows].map((row) => `${row.join(';')}\r\n`).join('')
}

/** A spreadsheet takes these for the start of a formula (OWASP, CSV injection): an apostrophe makes them text. */
const formula = /^[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

export function cellOf(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return value.day
  const text = formula.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
