import { decimal, longDate } from '#platform/i18n'
import type { Line, Standing } from '../line.ts'
import type { Report } from '../report.ts'
import { statusWords } from '../status.ts'
import { shortened } from '../shortened.ts'
import type { Mean } from '../responsibility.ts'
import { nl } from '../text.nl.ts'
import { printable } from './printable.ts'
import type { PrintData } from './typesetter.ts'

/** The words that several documents share. Documents are in Dutch, as the content is. */

/** What the templates draw: a level or the name of another answer. */
export type Sign = 1 | 2 | 3 | 4 | 'unknown' | 'not-applicable' | 'open'
export const signOf = ({ answer, level }: Pick<Standing, 'answer' | 'level'>): Sign => level ?? (answer === 'level' ? 'open' : answer)

/** A name of signs without a shape is no name: a heading must say something. */
export const nameOf = ({ about }: Report) => printable(about.name).trim() || nl.untitled
export const statusOf = ({ about }: Report) => statusWords(about, nl, 'nl')
export const levelName = ({ about }: Report, level: number) => nl.level(level, about.instrument.levels[level - 1]?.name ?? '')
export const termOf = (term: string | null) => (term ? longDate(term, 'nl') : nl.wish.noTerm)

export function answerName(report: Report, line: Pick<Line, 'answer' | 'level'>): string {
  return line.level === null ? capital(nl.answer[line.answer]) : levelName(report, line.level)
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function printDataOf(report: Report, kind: string): PrintData & { name: string; kind: string; provisional: boolean; levels: string[] } {
  const name = nameOf(report)
  const moment = new Date(report.about.reportedAt)
  const round = nl.round(report.about.round)
  return {
    title: `${kind}: ${name}`,
    name,
    kind,
    provisional: report.about.status === 'provisional',
    levels: report.about.instrument.levels.map((level) => level.name),
    foot: `${kind} · ${shortened(name, 56)} · ${round.toLowerCase()} · ${longDate(moment, 'nl')}`,
    date: { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() },
  }
}

export const mapRowsOf = (report: Report) =>
  report.responsibilities.map(({ id, title, conditions }) => ({
    id,
    title,
    cells: conditions.map((line) => ({ id: line.id, answer: signOf(line), underpinned: line.underpinned && line.level !== null, wish: line.wish !== null })),
  }))

/** A place on the ladder and the words beside it: the words are made here, so that they are those of the page and the spreadsheet. */
export const ladderRowsOf = (report: Report) =>
  report.responsibilities.map(({ id, title, mean, previousMean, desiredMean }) => ({
    id,
    title,
    now: place(mean),
    previous: place(previousMean),
    desired: place(desiredMean),
    over: mean?.over ?? 0,
  }))

const place = (mean: Mean) => (mean ? { at: mean.mean, words: meanWords(mean) } : null)
export const meanWords = (mean: Mean | undefined) => (mean ? decimal(mean.mean, 'nl') : '–')
