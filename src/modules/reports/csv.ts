import { writeCsv } from '#protocols/csv'
import { columns } from './column.ts'
import type { Report } from './report.ts'

/** A table of the conditions. */
export function reportCsv(report: Report): string {
  const rows = report.responsibilities.flatMap((responsibility) => responsibility.conditions.map((line) => columns.map(({ value }) => value(line, responsibility))))
  return writeCsv([columns.map(({ label }) => label), ...rows])
}
