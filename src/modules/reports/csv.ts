import { writeCsv } from '#protocols/csv'
import { columns } from './column.ts'
import { statusOf } from './print/words.ts'
import { recordFacts } from './record.ts'
import type { Report } from './report.ts'
import { nl } from './text.nl.ts'

/** What the round is, beside each row: a table has no head where it could stand once. */
const roundColumns = (report: Report): [string, string][] => {
  const facts = new Map(recordFacts(report.about.record, report.about.round))
  const t = nl.record
  return [
    [nl.about.round, String(report.about.round)],
    [nl.about.status, statusOf(report)],
    ...[t.recorded, t.hash, t.corrects, t.reason, t.correctedBy].map((label): [string, string] => [label, facts.get(label) ?? '']),
  ]
}

/** A table of the conditions, one row each. */
export function reportCsv(report: Report): string {
  const about = roundColumns(report)
  const rows = report.responsibilities.flatMap((responsibility) =>
    responsibility.conditions.map((line) => [...columns.map(({ value }) => value(line, responsibility)), ...about.map(([, words]) => words)]),
  )
  return writeCsv([[...columns, ...about.map(([label]) => ({ label }))].map(({ label }) => label), ...rows])
}
