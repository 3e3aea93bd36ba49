import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { signMarkup } from '../sign.tsx'
import { Table } from '../table.tsx'
import { textIn, type Lang } from '../text.ts'
import { Figure, type ChartProps } from './figure.tsx'
import { toSvgFile } from './file.tsx'
import { wrap } from './words.ts'

const levels = [1, 2, 3, 4] as const
type Level = (typeof levels)[number]

/** Shares in whole percents that add up to a hundred, from level 1 to 4; null where there is nothing to show, which `none` says. */
export type DistributionRow = { number: string; label: string; href?: string; shares: readonly [number, number, number, number] | null; own: Level | null; note?: string }
export type DistributionProps = ChartProps & {
  rows: readonly DistributionRow[]
  names: Readonly<Record<Level, string>>
  /** Of the first column, and of the one that says where one stands oneself, with the word that marks it in the picture; without these there is none. */
  columns: { what: string; own?: string; marker?: string }
  none: string
}

/** Where a part begins and how wide it is, in percents. */
function partsOf(shares: readonly [number, number, number, number]): { level: Level; from: number; share: number }[] {
  let from = 0
  return levels.map((level) => {
    const share = shares[level - 1] ?? 0
    const part = { level, from, share }
    from += share
    return part
  })
}

/** So wide a part must be for its sign, and for its sign with the number beside it: on a phone 1 % is 2.9 pixels. */
const FOR_SIGN = 10
const FOR_BOTH = 20
const barHeight = 30

/** Who stands at the far right is named on the left, so that the word stays on the page. */
const besideOwn = (own: Level) => (own === 4 ? { x: -10, 'text-anchor': 'end' as const } : { x: 10 })

type Scale = (percent: number) => string | number

/** Four shades with an edge between them, each with its sign and share where there is room; below it where one stands oneself. */
function Bar({ shares, own, label, scale, lang }: { shares: readonly [number, number, number, number]; own: Level | null; label?: string | undefined; scale: Scale; lang: Lang }) {
  const parts = partsOf(shares)
  const mine = own === null ? undefined : parts[own - 1]
  return (
    <>
      {parts
        .filter(({ share }) => share > 0)
        .map(({ level, from, share }) => (
          <>
            <rect
              class="koers-distribution__part"
              x={scale(from)}
              width={scale(share)}
              y="0.75"
              height={barHeight - 1.5}
              fill={`var(--koers-level-${level})`}
              stroke="var(--koers-edge)"
            />
            {share >= FOR_SIGN && (
              <svg
                class="koers-distribution__sign"
                x={scale(from + share / 2)}
                y="7"
                width="1"
                height="16"
                overflow="visible"
                color="var(--koers-on-level)"
                fill="var(--koers-on-level)"
              >
                <g transform={`translate(${share >= FOR_BOTH ? -27 : -7} 1) scale(.7)`}>{raw(signMarkup(level))}</g>
                {share >= FOR_BOTH && (
                  <text class="koers-distribution__share" x="-10" y="13.5" font-size="14" font-weight="600">
                    {textIn(lang).chart.percent(share)}
                  </text>
                )}
              </svg>
            )}
          </>
        ))}
      {mine && (
        <svg class="koers-distribution__own" x={scale(mine.from + mine.share / 2)} y={barHeight + 1} width="1" height="20" overflow="visible" fill="var(--koers-ink)">
          <path d="M0 1 7 12H-7z" />
          <text {...besideOwn(mine.level)} y="12" font-size="14">
            {label}
          </text>
        </svg>
      )}
    </>
  )
}

/** "4.3 Sterk inloggen: niveau 1 25 %, niveau 2 40 % …; uw bestuur: niveau 3". */
function said(row: DistributionRow, own: string | undefined, lang: Lang): string {
  const text = textIn(lang)
  if (!row.shares) return ''
  const parts = partsOf(row.shares).map(({ level, share }) => `${text.answer.level(level)} ${text.chart.percent(share)}`)
  return [...parts, ...(row.own !== null && own ? [`${own}: ${text.answer.level(row.own)}`] : [])].join(', ')
}

const named = ({ number, label }: DistributionRow) => `${number} ${label}`

/** How a group is spread over the four levels, row by row; never a mean, never an order of who is best. */
export function DistributionChart({ rows, names, columns, none, ...figure }: DistributionProps) {
  const { lang = 'nl', id } = figure
  const text = textIn(lang)
  const own = (row: DistributionRow): Child => (row.own === null ? '–' : `${row.own} ${names[row.own]}`)
  const table = (
    <Table
      caption={figure.title}
      captionHidden
      sticky
      lang={lang}
      columns={[{ label: columns.what }, ...levels.map((level) => ({ label: `${level} ${names[level]}`, numeric: true })), ...(columns.own ? [{ label: columns.own }] : [])]}
      rows={rows.map((row) => [
        named(row),
        ...levels.map((level) => (row.shares ? text.chart.percent(row.shares[level - 1] ?? 0) : level === 1 ? none : '–')),
        ...(columns.own ? [own(row)] : []),
      ])}
    />
  )
  return (
    <Figure {...figure} table={table}>
      <ol class="koers-ladder">
        {rows.map((row, at) => (
          <li class="koers-distribution__row">
            <p class="koers-ladder__label" id={`${id}-${at + 1}`}>
              <span class="koers-map__row-number">{row.number} </span>
              {row.href === undefined ? (
                <span lang="nl">{row.label}</span>
              ) : (
                <a class="nl-link" href={row.href}>
                  <span lang="nl">{row.label}</span>
                </a>
              )}
              {row.note !== undefined && <span class="koers-quiet"> {row.note}</span>}
            </p>
            {row.shares ? (
              <svg class={`koers-distribution__bar${row.own === null ? '' : ' koers-distribution__bar--own'}`} role="img" aria-label={said(row, columns.own, lang)}>
                <Bar shares={row.shares} own={row.own} label={columns.marker} scale={(percent) => `${percent}%`} lang={lang} />
              </svg>
            ) : (
              <p class="koers-ladder__none">{none}</p>
            )}
          </li>
        ))}
      </ol>
    </Figure>
  )
}

const labelWidth = 300
const barWidth = 440
const rowHeight = 58

/** The same as a file. Where one stands oneself is left out: a file travels. */
export function distributionFile({ title, rows, names, none, lang = 'nl' }: Pick<DistributionProps, 'title' | 'rows' | 'names' | 'none' | 'lang'>): string {
  return toSvgFile({
    title,
    description: rows.map((row) => `${named(row)}: ${row.shares ? said(row, undefined, lang) : none}`).join('. '),
    width: labelWidth + barWidth,
    height: 34 + rows.length * rowHeight,
    children: (
      <>
        <g font-size="13">
          {levels.map((level, at) => (
            <g transform={`translate(${labelWidth + at * 112} 0)`}>
              <g transform="scale(.8)">{raw(signMarkup(level))}</g>
              <text x="21" y="13">{`${level} ${names[level]}`}</text>
            </g>
          ))}
        </g>
        {rows.map((row, at) => (
          <g transform={`translate(0 ${34 + at * rowHeight})`}>
            {wrap(named(row), 34, 2).map((line, lineAt) => (
              <text y={20 + lineAt * 18}>{line}</text>
            ))}
            <g transform={`translate(${labelWidth} 0)`}>
              {row.shares ? (
                <Bar shares={row.shares} own={null} scale={(percent) => (percent / 100) * barWidth} lang={lang} />
              ) : (
                <text y="20" fill="var(--koers-soft)">
                  {none}
                </text>
              )}
            </g>
          </g>
        ))}
      </>
    ),
  })
}
