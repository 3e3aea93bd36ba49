import type { Lang } from '#platform/i18n'
import type { Line } from './line.ts'
import { measureNames, measures, valueOf, type Measure, type MeasureName, type Reason } from './measure.ts'
import type { Report } from './report.ts'
import { textIn } from './text.ts'

/** A number of the report, named: `gemiddelde-4`, `weet-ik-niet`, `gemiddelde-4-ronde-2`. */
export type FigureName = { measure: MeasureName; responsibility: string | null; round: number | null }

export type Explanation = FigureName & {
  id: string
  name: string
  rule: string
  /** Of what: the title of the responsibility, null for all of them. */
  scope: string | null
  value: number | null
  over: number
  result: Measure['result']
  counted: { line: Line; worth: number }[]
  leftOut: { line: Line; reason: Reason }[]
}

export function figureId(measure: MeasureName, responsibility?: string | null, round?: number | null): string {
  return [measure, responsibility ?? [], round == null ? [] : `ronde-${round}`].flat().join('-')
}

function parse(id: string): FigureName | undefined {
  // The longest name first: `werkpunten-klaar` is not `werkpunten` of something.
  const measure = measureNames.toSorted((a, b) => b.length - a.length).find((name) => id === name || id.startsWith(`${name}-`))
  const rest = measure && /^(?:-(\d{1,2}))?(?:-ronde-(\d{1,4}))?$/.exec(id.slice(measure.length))
  return measure && rest ? { measure, responsibility: rest[1] ?? null, round: rest[2] ? Number(rest[2]) : null } : undefined
}

/** How a number came about: the rule, every answer that counts in it and every one that does not, with why. Undefined for a name that is no number. */
export function explain(report: Report, id: string, lang: Lang = 'nl'): Explanation | undefined {
  const figure = parse(id)
  if (!figure) return undefined
  const responsibilities = figure.responsibility === null ? report.responsibilities : report.responsibilities.filter((each) => each.id === figure.responsibility)
  if (responsibilities.length === 0) return undefined
  const lines = linesIn(
    report,
    figure,
    responsibilities.flatMap((each) => each.conditions),
  )
  if (!lines) return undefined
  const { leaves, worth, result }: Measure = measures[figure.measure]
  return {
    ...figure,
    id: figureId(figure.measure, figure.responsibility, figure.round),
    ...textIn(lang).measures[figure.measure],
    scope: figure.responsibility === null ? null : (responsibilities[0]?.title ?? null),
    ...valueOf(figure.measure, lines),
    result,
    counted: lines.filter((line) => leaves(line) === null).map((line) => ({ line, worth: worth ? worth(line) : 1 })),
    leftOut: lines.flatMap((line) => {
      const reason = leaves(line)
      return reason ? [{ line, reason }] : []
    }),
  }
}

/** Of another round only the averages are kept: its levels, without wishes or needs. */
function linesIn(report: Report, { measure, round }: FigureName, lines: Line[]): Line[] | undefined {
  if (round === null || round === report.about.round) return lines
  if (measure !== 'gemiddelde') return undefined
  const then = new Map(report.growth?.conditions.map((trace) => [trace.id, trace.rounds.find((each) => each.number === round)]))
  const known = lines.flatMap((line) => {
    const standing = then.get(line.id)
    return standing
      ? [
          {
            ...line,
            answer: standing.answer,
            level: standing.level,
            underpinned: standing.underpinned,
            levelName: report.about.instrument.levels[(standing.level ?? 0) - 1]?.name ?? null,
          },
        ]
      : []
  })
  return known.length > 0 ? known : undefined
}
