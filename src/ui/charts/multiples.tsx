import { textIn, type Lang } from '../text.ts'
import { Figure, type ChartProps } from './figure.tsx'
import { toSvgFile } from './file.tsx'
import { decimal, wrap } from './words.ts'

/** One round of one line: when, as a part of the time that the picture spans, and the mean level. `broken`: something else was asked since the point before. */
export type Point = { at: number; mean: number; broken?: boolean }
/** `own` is drawn in front, and named with its last value; the others stay quiet, and are named together by what they span. */
export type Multiple = { number: string; label: string; own: readonly Point[]; others: readonly (readonly Point[])[] }
export type MultiplesProps = ChartProps & {
  multiples: readonly Multiple[]
  /** The first and the last moment: "mrt 2024", "nov 2026". */
  span: readonly [string, string]
  names: { own: string; others: string }
  dotted: string
  tableHref: string
}

const width = 300
const height = 118
const plot = { left: 20, right: 176, top: 8, bottom: 92 }
const x = (at: number) => Math.round(plot.left + at * (plot.right - plot.left))
const y = (mean: number) => Math.round((plot.top + ((4 - mean) / 3) * (plot.bottom - plot.top)) * 10) / 10

/** All pieces between two points as one path: eighty schools are one element. */
const pieces = (lines: readonly (readonly Point[])[], broken: boolean) =>
  lines
    .flatMap((line) =>
      line.slice(1).flatMap((point, before) => {
        const from = line[before]
        return from && (point.broken ?? false) === broken ? [`M${x(from.at)} ${y(from.mean)}L${x(point.at)} ${y(point.mean)}`] : []
      }),
    )
    .join('')

const lastOf = (line: readonly Point[]) => line.at(-1)

/** What the others span at their last points: "1,8 – 3,1". */
function range(others: Multiple['others'], lang: Lang): string {
  const means = others.flatMap((line) => lastOf(line)?.mean ?? [])
  if (means.length === 0) return ''
  const [low, high] = [decimal(Math.min(...means), lang), decimal(Math.max(...means), lang)]
  return low === high ? low : `${low} – ${high}`
}

function Panel({ multiple: { own, others }, span, names, lang }: { multiple: Multiple; span: MultiplesProps['span']; names: MultiplesProps['names']; lang: Lang }) {
  const last = lastOf(own)
  const spread = range(others, lang)
  const ends = others.flatMap((line) => lastOf(line)?.mean ?? [])
  const middle = ends.reduce((sum, mean) => sum + mean, 0) / (ends.length || 1)
  const ownAt = last ? y(last.mean) : undefined
  // Two labels of one line each keep 16 apart, within the picture.
  const wanted = Math.max(plot.top + 4, Math.min(plot.bottom, y(middle)))
  const othersAt = ownAt === undefined || Math.abs(wanted - ownAt) >= 16 ? wanted : ownAt > (plot.top + plot.bottom) / 2 ? ownAt - 16 : ownAt + 16
  return (
    <>
      {[1, 2, 3, 4].map((level) => (
        <>
          <line x1={plot.left} x2={plot.right} y1={y(level)} y2={y(level)} stroke="var(--koers-line)" />
          <text x={plot.left - 7} y={y(level) + 4} text-anchor="end" font-size="12" fill="var(--koers-soft)">
            {level}
          </text>
        </>
      ))}
      <text x={plot.left} y={height - 6} font-size="12" fill="var(--koers-soft)">
        {span[0]}
      </text>
      <text x={plot.right} y={height - 6} text-anchor="end" font-size="12" fill="var(--koers-soft)">
        {span[0] === span[1] ? '' : span[1]}
      </text>
      <path d={pieces(others, false)} fill="none" stroke="var(--koers-edge)" stroke-opacity="0.55" />
      <path d={pieces(others, true)} fill="none" stroke="var(--koers-edge)" stroke-opacity="0.55" stroke-dasharray="2 3" />
      {others.flatMap((line) => {
        const [only, ...more] = line
        return only && more.length === 0 ? [<circle cx={x(only.at)} cy={y(only.mean)} r="2" fill="var(--koers-edge)" fill-opacity="0.7" />] : []
      })}
      <path d={pieces([own], false)} fill="none" stroke="var(--koers-growth)" stroke-width="3" />
      <path d={pieces([own], true)} fill="none" stroke="var(--koers-growth)" stroke-width="3" stroke-dasharray="0.1 6" stroke-linecap="round" />
      {own.map((point) => (
        <circle cx={x(point.at)} cy={y(point.mean)} r="3.5" fill="var(--koers-growth)" />
      ))}
      {last && ownAt !== undefined && (
        <text x={plot.right + 9} y={ownAt + 4.5} font-size="13.5" font-weight="600" fill="var(--koers-growth)">
          {`${names.own} ${decimal(last.mean, lang)}`.trim()}
        </text>
      )}
      {spread !== '' && (
        <text x={plot.right + 9} y={othersAt + 4.5} font-size="13" fill="var(--koers-soft)">
          {`${names.others} ${spread}`}
        </text>
      )}
    </>
  )
}

/** "bestuur van 1,8 naar 2,4; scholen 1,5 – 3". */
function said({ own, others }: Multiple, names: MultiplesProps['names'], lang: Lang): string {
  const [first, last] = [own[0], lastOf(own)]
  const values = first && last ? (first === last ? decimal(last.mean, lang) : `${decimal(first.mean, lang)} → ${decimal(last.mean, lang)}`) : ''
  const spread = range(others, lang)
  return [values && `${names.own} ${values}`.trim(), spread && `${names.others} ${spread}`].filter(Boolean).join('; ') || textIn(lang).chart.nothing
}

/** A small picture for each responsibility, all on one scale: one's own line, and those below it as a quiet bundle. */
export function MultiplesChart({ multiples, span, names, dotted, ...figure }: MultiplesProps) {
  const { lang = 'nl' } = figure
  const broken = multiples.some(({ own, others }) => [own, ...others].some((line) => line.some((point) => point.broken)))
  return (
    <Figure {...figure} table={null}>
      <ul class="koers-multiples">
        {multiples.map((multiple) => (
          <li>
            <p class="koers-multiples__label">
              <span class="koers-map__row-number">{multiple.number} </span>
              <span lang="nl">{multiple.label}</span>
            </p>
            <svg class="koers-multiples__plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said(multiple, names, lang)}>
              <Panel multiple={multiple} span={span} names={names} lang={lang} />
            </svg>
          </li>
        ))}
      </ul>
      {broken && <p class="koers-quiet koers-figure__note">{dotted}</p>}
    </Figure>
  )
}

const inRow = 2
const rowHeight = height + 50

/** The same as a file, two beside one another. */
export function multiplesFile({ title, multiples, span, names, lang = 'nl' }: Pick<MultiplesProps, 'title' | 'multiples' | 'span' | 'names' | 'lang'>): string {
  return toSvgFile({
    title,
    description: multiples.map((multiple) => `${multiple.number} ${multiple.label}: ${said(multiple, names, lang)}`).join('. '),
    width: inRow * (width + 30),
    height: Math.ceil(multiples.length / inRow) * rowHeight,
    children: (
      <>
        {multiples.map((multiple, at) => (
          <g transform={`translate(${(at % inRow) * (width + 30)} ${Math.floor(at / inRow) * rowHeight})`}>
            <text y="16" font-size="14" font-weight="600">
              {wrap(`${multiple.number} ${multiple.label}`, 40, 1)[0]}
            </text>
            <g transform="translate(0 24)">
              <Panel multiple={multiple} span={span} names={names} lang={lang} />
            </g>
          </g>
        ))}
      </>
    ),
  })
}
