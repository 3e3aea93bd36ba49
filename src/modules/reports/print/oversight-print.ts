import type { Report } from '../report.ts'
import { oversightOf } from '../oversight.ts'
import { nl } from '../text.nl.ts'
import { headOf, printConditions } from './board-print.ts'
import { printDataOf } from './words.ts'

const CONDITIONS = 4

/** What `typst/oversight.typ` prints on one A4: four questions of oversight and the ladder. */
export function oversightPrint(report: Report) {
  const data = printDataOf(report, nl.oversightTitle)
  const lines = new Map(report.responsibilities.flatMap((each) => each.conditions).map((line) => [line.id, line]))
  return {
    ...data,
    ...headOf(report, data),
    lead: nl.oversight.lead,
    ladderTitle: nl.chapters.now,
    sections: oversightOf(report, 'nl').map(({ id, title, points }) => ({
      id,
      title,
      // A wish and a question name their condition in their own words; elsewhere the conditions stand below the sentence.
      points: points.map(({ text, conditions }) => ({ text, ...printConditions(id === 'ask' || id === 'steers' ? [] : conditions, lines, CONDITIONS) })),
    })),
    self: nl.quality.self,
  }
}
