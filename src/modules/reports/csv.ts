import { answerWords } from './parts/condition.tsx'
import type { Report } from './report.ts'
import { nl } from './text.nl.ts'

/** What a spreadsheet would take for a formula (OWASP, CSV injection): such a cell gets an apostrophe in front, and stays text. */
const FORMULA = /^[=+\-@\t\r]/

/** One line per condition. UTF-8 with BOM, semicolons and CRLF: what a Dutch spreadsheet program opens without asking. */
export function reportCsv(report: Report): string {
  const head = ['Verantwoordelijkheid', 'Nr', nl.line.condition, nl.line.answer, 'Niveau', nl.line.reason, 'Werkpunten klaar', 'Werkpunten', nl.line.arranged, nl.line.note, nl.line.evidence, nl.line.evidenceLink, nl.line.underpinned, nl.wish.desired, nl.wish.owner, nl.wish.term, 'Beantwoord door', 'Beantwoord op', nl.line.previous, nl.line.change]
  const rows = report.responsibilities.flatMap((responsibility) =>
    responsibility.conditions.map((line) => [
      responsibility.title, line.id, line.title, answerWords(line, nl), line.level ?? '', line.reason, line.needs.filter((need) => need.done).length, line.needs.length, line.arrangedBy ? nl.arranged[line.arrangedBy] : '',
      line.note, line.evidence, line.evidenceLink, line.underpinned ? 'ja' : 'nee', line.wish?.desiredLevel ?? '', line.wish?.owner ?? '', line.wish?.term ?? '', line.answeredBy?.name ?? '', line.answeredAt?.slice(0, 10) ?? '',
      line.previous?.level ?? (line.previous ? nl.answer[line.previous.answer] : ''), line.change ? nl.direction[line.change.direction] : '',
    ]),
  )
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`
}
