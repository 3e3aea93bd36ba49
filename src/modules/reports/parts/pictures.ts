import { longDate, type Lang } from '#platform/i18n'
import type { GrowthBreak, GrowthSeries } from '#ui/charts/growth'
import type { LadderRow } from '#ui/charts/ladder'
import type { MapRow } from '#ui/charts/map'
import { countOf } from '../measure.ts'
import { figureId } from '../figures.ts'
import { brokenIn } from '../growth.ts'
import type { Report } from '../report.ts'
import { textIn, type Text } from '../text.ts'
import { signOf } from '../print/words.ts'
import { baseOf } from './frame.tsx'

/** What each picture draws, from the same report as the words; the title is the finding. */

const linesOf = (report: Report) => report.responsibilities.flatMap((responsibility) => responsibility.conditions)

export function namesOf({ about }: Report): Record<1 | 2 | 3 | 4, string> {
  const name = (level: 1 | 2 | 3 | 4) => about.instrument.levels.find((known) => known.level === level)?.name ?? ''
  return { 1: name(1), 2: name(2), 3: name(3), 4: name(4) }
}

export function mapOf(report: Report, lang: Lang): { title: string; rows: MapRow[]; names: Record<1 | 2 | 3 | 4, string> } {
  const lines = linesOf(report)
  const high = countOf('niveau-3', lines) + countOf('niveau-4', lines)
  return {
    title: textIn(lang).pictures.map(high, lines.length),
    names: namesOf(report),
    rows: report.responsibilities.map(({ id, title, conditions }) => ({
      number: id,
      label: title,
      href: `${baseOf(report)}/rapport#r${id}`,
      cells: conditions.map((line) => ({
        number: line.id,
        label: line.title,
        answer: signOf(line),
        href: `${baseOf(report)}/rapport#v${line.id}`,
        underpinned: line.underpinned,
        wish: line.wish !== null,
      })),
    })),
  }
}

export function ladderOf(report: Report, lang: Lang): { title: string; rows: LadderRow[]; names: Record<1 | 2 | 3 | 4, string> } {
  const known = report.responsibilities.filter((one) => one.mean !== null)
  const [first] = known.toSorted((a, b) => (b.mean?.mean ?? 0) - (a.mean?.mean ?? 0))
  return {
    title: textIn(lang).pictures.ladder(first?.title),
    names: namesOf(report),
    rows: report.responsibilities.map(({ id, title, mean, previousMean, desiredMean }) => ({
      number: id,
      label: title,
      href: `${baseOf(report)}/rapport/cijfers/${figureId('gemiddelde', id)}`,
      now: mean?.mean,
      previous: previousMean?.mean,
      desired: desiredMean?.mean,
    })),
  }
}

export function growthPictureOf(report: Report, lang: Lang): { title: string; rounds: string[]; series: GrowthSeries[]; breaks: GrowthBreak[] } | null {
  const { growth } = report
  if (!growth) return null
  const text = textIn(lang)
  const lines = linesOf(report)
  return {
    title: text.growth.finding(countOf('vooruit', lines), countOf('terug', lines)),
    rounds: growth.rounds.map((round) => shortMonth(round.finishedOn ?? round.startedOn, lang)),
    breaks: breaksOf(growth.rounds, new Set(lines.map((line) => line.id)), text),
    series: report.responsibilities.map(({ id, title, conditions }) => ({
      number: id,
      label: title,
      href: `${baseOf(report)}/rapport#r${id}`,
      values: growth.rounds.map((round) => round.means.find((one) => one.responsibilityId === id)?.mean?.mean ?? null),
      breaks: breaksOf(growth.rounds, new Set(conditions.map((line) => line.id)), text),
    })),
  }
}

/** Before which rounds a line over these conditions is broken, in words. */
const breaksOf = (rounds: NonNullable<Report['growth']>['rounds'], ids: ReadonlySet<string>, text: Text): GrowthBreak[] =>
  rounds.flatMap((round, at) => {
    const broken = brokenIn(round, ids)
    return broken ? [{ at, label: text.growth.breaks(broken.count, broken.version) }] : []
  })

/** "mrt 2025": short enough to stand under a line on a phone. */
export function shortMonth(day: string, lang: Lang): string {
  const [, month = '', year = ''] = longDate(day, lang).split(' ')
  return `${month === 'maart' ? 'mrt' : month.slice(0, 3)} ${year}`
}
