import { Table } from '../table.tsx'
import { textIn, type Lang } from '../text.ts'
import { Figure, type ChartProps } from './figure.tsx'
import { toSvgFile } from './file.tsx'
import { decimal, difference, wrap } from './words.ts'

/** Between the round before `at` (counted from 0) and that round something else was asked: what, in a few words. */
export type GrowthBreak = { at: number; label: string }
/** One line over the rounds; null where there was no answer in that round. */
export type GrowthSeries = { label: string; number?: string; href?: string; values: readonly (number | null)[]; breaks?: readonly GrowthBreak[] }
export type GrowthProps = ChartProps & {
  /** The rounds in order, by short names: "mrt 2025". */
  rounds: readonly string[]
  series: readonly GrowthSeries[]
  /** Where lines are broken, all lines together. */
  breaks?: readonly GrowthBreak[]
  /** From this difference on a line is named; at most six are. */
  notable?: number
}

type Moved = GrowthSeries & { change: number; last: number }

/** First and last answer decide; a line with fewer than two cannot have moved. */
function moved({ values, ...rest }: GrowthSeries): Moved {
  const known = values.filter((value) => value !== null)
  const last = known.at(-1) ?? 1
  return { ...rest, values, last, change: known.length < 2 ? 0 : last - known[0]! }
}

function divide(series: readonly GrowthSeries[], notable: number): { loud: Moved[]; quiet: Moved[] } {
  const all = series.map(moved).sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
  const loud = all.filter((line) => Math.abs(line.change) >= notable).slice(0, 6)
  return { loud, quiet: all.filter((line) => !loud.includes(line)) }
}

const top = 12
const height = 330
const lineHeight = 18
const y = (level: number) => top + ((4 - level) / 3) * (height - 2 * top)

type Place = (at: number) => string | number

/** Dots are not dashes: a line that goes down has dashes. A thin line has no room for round dots. */
const dots = (loud: boolean) => (loud ? ({ 'stroke-dasharray': '0.1 6', 'stroke-linecap': 'round' } as const) : { 'stroke-dasharray': '2 3' })

/** The segments between rounds; a round without an answer is bridged, and where something else was asked the line is dotted. */
function Line({ line, place, loud }: { line: Moved; place: Place; loud: boolean }) {
  const points = line.values.flatMap((value, at) => (value === null ? [] : [{ value, at }]))
  const down = line.change < 0
  const broken = (from: number, to: number) => line.breaks?.some(({ at }) => from < at && at <= to) ?? false
  const colour = !loud ? 'var(--koers-edge)' : down ? 'var(--koers-ink)' : 'var(--koers-growth)'
  return (
    <g stroke={colour} stroke-width={loud ? 3 : 1} stroke-opacity={loud ? 1 : 0.6} stroke-dasharray={loud && down ? '7 4' : undefined} fill={colour}>
      {points.slice(1).map((point, at) => (
        <line x1={place(points[at]!.at)} y1={y(points[at]!.value)} x2={place(point.at)} y2={y(point.value)} {...(broken(points[at]!.at, point.at) ? dots(loud) : {})} />
      ))}
      {loud && points.map((point) => <circle cx={place(point.at)} cy={y(point.value)} r="3.5" stroke-dasharray="none" />)}
    </g>
  )
}

const named = ({ number, label }: GrowthSeries) => (number === undefined ? label : `${number} ${label}`)

/** Moves the labels apart so that none covers another, as near to their line as may be. */
function spread(lines: readonly { line: Moved; text: string[] }[]): { line: Moved; text: string[]; at: number }[] {
  const placed = [...lines].sort((a, b) => b.line.last - a.line.last).map((label) => ({ ...label, at: y(label.line.last) }))
  const tall = (label: { text: string[] }) => label.text.length * lineHeight + 4
  for (const [index, label] of placed.entries()) {
    const above = placed[index - 1]
    if (above) label.at = Math.max(label.at, above.at + tall(above))
  }
  const last = placed.at(-1)
  let over = last ? last.at + tall(last) - lineHeight - height : 0
  for (const label of placed.toReversed()) {
    if (over <= 0) break
    label.at -= over
    const above = placed[placed.indexOf(label) - 1]
    over = above ? above.at + tall(above) - label.at : 0
  }
  return placed
}

function Slopes({
  rounds,
  loud,
  quiet,
  place,
  end,
  width,
  breaks,
  lang,
}: {
  rounds: readonly string[]
  loud: Moved[]
  quiet: Moved[]
  place: Place
  end: string | number
  width: number
  breaks: readonly GrowthBreak[]
  lang: Lang
}) {
  const labels = spread(loud.map((line) => ({ line, text: wrap(`${difference(line.change, lang)} ${line.label}`, width, 3) })))
  return (
    <>
      {[1, 2, 3, 4].map((level) => (
        <>
          <line x1="0" x2={end} y1={y(level)} y2={y(level)} stroke="var(--koers-line)" />
          <text x="-10" y={y(level) + 5} text-anchor="end" font-size="14" fill="var(--koers-soft)">
            {level}
          </text>
        </>
      ))}
      {rounds.map((round, at) => (
        <text
          x={place(at)}
          y={height + 18}
          text-anchor="middle"
          class={at === 0 || at === rounds.length - 1 ? undefined : 'koers-growth__between'}
          font-size="14"
          fill="var(--koers-soft)"
        >
          {round}
        </text>
      ))}
      {breaks.map(({ at, label }) => (
        <g class="koers-growth__break">
          <line x1={place(at - 0.5)} x2={place(at - 0.5)} y1={top} y2={height - top} stroke="var(--koers-soft)" stroke-dasharray="1 5" />
          {wrap(label, 18, 3).map((words, lineAt) => (
            <text x={place(at - 0.5)} y={height + 38 + lineAt * lineHeight} text-anchor="middle" font-size="14" fill="var(--koers-soft)">
              {words}
            </text>
          ))}
        </g>
      ))}
      {quiet.map((line) => (
        <Line line={line} place={place} loud={false} />
      ))}
      {loud.map((line) => (
        <Line line={line} place={place} loud />
      ))}
      {labels.map(({ line, text, at }) => (
        <text font-size="14.5" fill={line.change < 0 ? 'var(--koers-ink)' : 'var(--koers-growth)'} font-weight="550">
          {text.map((words, lineAt) => (
            <tspan x={end} dx="12" y={at + 5 + lineAt * lineHeight}>
              {words}
            </tspan>
          ))}
        </text>
      ))}
    </>
  )
}

function said(loud: readonly Moved[], quiet: readonly Moved[], breaks: readonly GrowthBreak[], lang: Lang): string {
  const text = textIn(lang).chart
  const parts = loud.map((line) => `${named(line)} ${difference(line.change, lang)}`)
  if (quiet.length > 0) parts.push(text.quiet(quiet.length))
  parts.push(...breaks.map(({ label }) => label))
  return parts.length === 0 ? text.nothing : `${parts.join('; ')}.`
}

/** De groei: a slope per line over the rounds. The few that moved are named, the rest stay quiet and stand in the table. */
export function GrowthChart({ rounds, series, breaks = [], notable = 0.25, ...figure }: GrowthProps) {
  const { lang = 'nl' } = figure
  const text = textIn(lang).chart
  const { loud, quiet } = divide(series, notable)
  const place: Place = (at) => `${Math.round((at / (rounds.length - 1)) * 1000) / 10}%`
  const table = (
    <Table
      caption={figure.title}
      captionHidden
      sticky
      lang={lang}
      empty={text.nothing}
      columns={[{ label: text.responsibility }, ...rounds.map((round) => ({ label: round, numeric: true })), { label: '+ / −', numeric: true }]}
      rows={series.map((line) => [
        line.href === undefined ? (
          named(line)
        ) : (
          <a class="nl-link" href={line.href}>
            {named(line)}
          </a>
        ),
        ...rounds.map((_, at) => <Value line={line} at={at} lang={lang} />),
        difference(moved(line).change, lang),
      ])}
    />
  )
  return (
    <Figure {...figure} table={table}>
      {series.length === 0 || rounds.length < 2 ? (
        <p class="nl-paragraph koers-quiet">{rounds.length === 1 ? text.once : text.nothing}</p>
      ) : (
        <>
          <div class={breaks.length > 0 ? 'koers-growth koers-growth--broken' : 'koers-growth'}>
            <svg class="koers-growth__plot" role="img" aria-label={said(loud, quiet, breaks, lang)}>
              <Slopes rounds={rounds} loud={loud} quiet={quiet} place={place} end="100%" width={21} breaks={breaks} lang={lang} />
            </svg>
          </div>
          {breaks.length > 0 && (
            <p class="koers-quiet koers-figure__note">
              {text.dotted}: {breaks.map(({ label }) => label).join('; ')}.
            </p>
          )}
          {quiet.length > 0 && loud.length > 0 && <p class="koers-quiet koers-figure__note">{text.quiet(quiet.length)}.</p>}
        </>
      )}
    </Figure>
  )
}

/** A value in the table, and what was asked otherwise since the round before. */
function Value({ line: { values, breaks = [] }, at, lang }: { line: GrowthSeries; at: number; lang: Lang }) {
  const value = values[at]
  const broken = breaks.find((one) => one.at === at)
  return (
    <>
      {value == null ? '–' : decimal(value, lang)}
      {broken && <span class="koers-quiet"> ({broken.label})</span>}
    </>
  )
}

const plotWidth = 460

/** De groei as a file. */
export function growthFile({
  title,
  rounds,
  series,
  breaks = [],
  notable = 0.25,
  lang = 'nl',
}: Pick<GrowthProps, 'title' | 'rounds' | 'series' | 'breaks' | 'notable' | 'lang'>): string {
  const { loud, quiet } = divide(series, notable)
  const place: Place = (at) => (rounds.length < 2 ? 0 : (at / (rounds.length - 1)) * plotWidth)
  return toSvgFile({
    title,
    description: said(loud, quiet, breaks, lang),
    width: 24 + plotWidth + 270,
    height: height + (breaks.length > 0 ? 88 : 24),
    children: (
      <g transform="translate(24 0)">
        <Slopes rounds={rounds} loud={loud} quiet={quiet} place={place} end={plotWidth} width={32} breaks={breaks} lang={lang} />
      </g>
    ),
  })
}
