import { longDate } from '#platform/i18n'
import type { Choice } from '../choice.ts'
import type { Line } from '../line.ts'
import type { Report } from '../report.ts'
import { nl } from '../text.nl.ts'
import { shortened } from '../shortened.ts'
import { summaryOf } from './report-print.ts'
import { ladderRowsOf, mapRowsOf, printDataOf, signOf, statusOf, termOf } from './words.ts'

/** The most that is handed over; the template shows as many of them as the page holds. */
const CONDITIONS = 6
const WISHES = 12
const NAME = 96
const OWNER = 44
/** A decision may be written in 200 characters; on one A4 it has one line. */
const STATUS = 96

/** What `typst/board.typ` prints on one A4, whatever the data: three choices, the map, the wishes. */
export function boardPrint(report: Report) {
  const data = printDataOf(report, nl.boardTitle)
  const lines = new Map(report.responsibilities.flatMap((each) => each.conditions).map((line) => [line.id, line]))
  const open = report.wishes.filter((wish) => !wish.reached)
  return {
    ...data,
    ...headOf(report, data),
    choicesTitle: nl.choices.title,
    choicesLead: `${nl.choices.lead} ${optionWords}`,
    choicesRule: nl.choices.rule,
    missing: report.threeChoices.missing ?? '',
    choices: report.threeChoices.choices.map((choice) => printChoice(choice, lines)),
    map: mapRowsOf(report),
    wishesTitle: nl.chapters.wishes,
    wishes: open.slice(0, WISHES).map((wish) => ({
      id: wish.id,
      title: wish.title,
      from: signOf(lines.get(wish.id) ?? { answer: 'open', level: null }),
      to: wish.desiredLevel,
      owner: shortened(wish.owner || nl.wish.noOwner, OWNER),
      term: termOf(wish.term),
      mark: wish.termPassed ? nl.wish.passed : '',
    })),
    wishCount: open.length,
    noWishes: nl.wish.none,
    levelNote: nl.levelNote,
  }
}

const optionWords = `${Object.values(nl.choices.options)
  .map(({ label, meaning }) => `${label}: ${meaning}`)
  .join('. ')}.`

export function headOf(report: Report, data: { name: string }) {
  return {
    name: shortened(data.name, NAME),
    subtitle: [shortened(statusOf(report), STATUS), nl.round(report.about.round).toLowerCase(), ...revisionWords(report), nl.scope[report.about.scope]].join(' · '),
    summary: summaryOf(report),
    ladder: ladderRowsOf(report),
  }
}

/** That it is a correction, or that there is a newer version: one word each, the full report has the rest. */
const revisionWords = ({ about: { record } }: Report) => [
  ...(record.corrects ? [nl.record.correctionOf(record.corrects.revision)] : []),
  ...(record.correctedBy?.finishedOn ? [nl.record.corrected(longDate(record.correctedBy.finishedOn, 'nl')).toLowerCase()] : []),
]

function printChoice({ sentence, why, options, conditions }: Choice, lines: ReadonlyMap<string, Line>) {
  return { sentence, why, options: options.map(({ label }) => label), ...printConditions(conditions, lines, CONDITIONS) }
}

/** The first few with their sign and level, and how many there are. */
export function printConditions(conditions: readonly { id: string; title: string }[], lines: ReadonlyMap<string, Line>, most: number) {
  return {
    conditions: conditions
      .slice(0, most)
      .map(({ id, title }) => ({ id, title: `${title} (${answerWords(lines.get(id))})`, answer: signOf(lines.get(id) ?? { answer: 'open', level: null }) })),
    total: conditions.length,
  }
}

const answerWords = (line: Line | undefined) => (line?.level ? `${nl.answer.level} ${line.level}` : nl.answer[line?.answer ?? 'open'])
