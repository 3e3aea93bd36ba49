import { Table } from '../table.tsx'
import { textIn, type Lang } from '../text.ts'
import { Figure, type ChartProps } from './figure.tsx'
import { toSvgFile } from './file.tsx'
import { decimal, wrap } from './words.ts'

/** Levels from 1 to 4, whole or an average; left out where there is none. */
export type LadderRow = { label: string; number?: string; href?: string; now?: number | undefined; previous?: number | undefined; desired?: number | undefined }
export type LadderProps = ChartProps & { rows: readonly LadderRow[]; names: Readonly<Record<1 | 2 | 3 | 4, string>> }

/** From a level to a place on the line: a percentage on a page, pixels in a file. */
type Place = (level: number) => string | number
const percent: Place = (level) => `${Math.round(((level - 1) / 3) * 1000) / 10}%`

const levels = [1, 2, 3, 4] as const
const flag = 'M4 20V1h13l-3.5 4.5L17 10H6.5v10z'

function Axis({ names, place }: { names: LadderProps['names']; place: Place }) {
  const anchors = ['start', 'middle', 'middle', 'end'] as const
  return (
    <>
      {levels.map((level, at) => (
        <text x={place(level)} y="15" text-anchor={anchors[at]} fill="var(--koers-soft)" font-size="14">
          {level}
          <tspan class="koers-ladder__name"> {names[level]}</tspan>
        </text>
      ))}
    </>
  )
}

/** One line from 1 to 4: hollow dot previous, full dot now with its number, flag for what one wants. */
function Track({ row, place, lang }: { row: LadderRow; place: Place; lang: Lang }) {
  const { now, previous, desired } = row
  const line = 30
  const close = now !== undefined && desired !== undefined && Math.abs(desired - now) < 0.6
  return (
    <>
      <line x1={place(1)} x2={place(4)} y1={line} y2={line} stroke="var(--koers-edge)" />
      {levels.map((level) => (
        <line x1={place(level)} x2={place(level)} y1={line - 5} y2={line + 5} stroke="var(--koers-edge)" />
      ))}
      {now !== undefined && desired !== undefined && (
        <line x1={place(now)} x2={place(desired)} y1={line} y2={line} stroke="var(--koers-wish)" stroke-width="2.5" stroke-dasharray="3 4" />
      )}
      {now !== undefined && previous !== undefined && (
        <line x1={place(previous)} x2={place(now)} y1={line} y2={line} stroke={now >= previous ? 'var(--koers-growth)' : 'var(--koers-ink)'} stroke-width="4" />
      )}
      {previous !== undefined && <circle cx={place(previous)} cy={line} r="5.5" fill="var(--koers-paper)" stroke="var(--koers-ink)" stroke-width="1.5" />}
      {desired !== undefined && (
        <svg x={place(desired)} y={line - 22} width="1" height="1" overflow="visible">
          <path d="M-1 24V0h14l-3.5 5 3.5 5H1.5v14z" fill="var(--koers-wish)" />
        </svg>
      )}
      {now !== undefined && (
        <>
          <circle cx={place(now)} cy={line} r="7" fill="var(--koers-ink)" stroke="var(--koers-paper)" stroke-width="1.5" />
          <text
            x={place(now)}
            y={line - 12}
            dx={close ? -4 : 0}
            text-anchor={now < 1.15 ? 'start' : close ? 'end' : 'middle'}
            font-weight="700"
            font-size="15"
            fill="var(--koers-ink)"
          >
            {decimal(now, lang)}
          </text>
        </>
      )}
    </>
  )
}

/** What a line says: "nu 2,3, vorige ronde 1,9, gewenst 3". */
function said({ now, previous, desired }: LadderRow, lang: Lang): string {
  const text = textIn(lang).chart
  const parts = [
    now !== undefined && `${text.now} ${decimal(now, lang)}`,
    previous !== undefined && `${text.previous} ${decimal(previous, lang)}`,
    desired !== undefined && `${text.desired} ${decimal(desired, lang)}`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? text.nothing : parts.join(', ')
}

const isEmpty = ({ now, previous, desired }: LadderRow) => now === undefined && previous === undefined && desired === undefined

const named = ({ number, label }: LadderRow) => (number === undefined ? label : `${number} ${label}`)

/** De ladder: per responsibility where one was, is and wants to be, on one line from 1 to 4. */
export function LadderChart({ rows, names, ...figure }: LadderProps) {
  const { lang = 'nl', id } = figure
  const text = textIn(lang).chart
  const cell = (value: number | undefined) => (value === undefined ? '–' : decimal(value, lang))
  const table = (
    <Table
      caption={figure.title}
      captionHidden
      lang={lang}
      empty={text.nothing}
      columns={[{ label: text.responsibility }, { label: text.previous, numeric: true }, { label: text.now, numeric: true }, { label: text.desired, numeric: true }]}
      rows={rows.map((row) => [named(row), cell(row.previous), cell(row.now), cell(row.desired)])}
    />
  )
  return (
    <Figure {...figure} table={table}>
      <LadderKey lang={lang} />
      <div class="koers-ladder__row koers-ladder__row--axis" aria-hidden="true">
        <svg class="koers-ladder__track koers-ladder__track--axis">
          <Axis names={names} place={percent} />
        </svg>
      </div>
      <ol class="koers-ladder">
        {rows.map((row, at) => (
          <li class="koers-ladder__row">
            <p class="koers-ladder__label" id={`${id}-${at + 1}`}>
              {row.number !== undefined && <span class="koers-map__row-number">{row.number} </span>}
              {row.href === undefined ? (
                <bdi>{row.label}</bdi>
              ) : (
                <a class="nl-link" href={row.href}>
                  <bdi>{row.label}</bdi>
                </a>
              )}
            </p>
            {isEmpty(row) ? (
              <p class="koers-ladder__none">{text.nothing}</p>
            ) : (
              <svg class="koers-ladder__track" role="img" aria-label={said(row, lang)}>
                <Track row={row} place={percent} lang={lang} />
              </svg>
            )}
          </li>
        ))}
      </ol>
    </Figure>
  )
}

function LadderKey({ lang }: { lang: Lang }) {
  const text = textIn(lang).chart
  return (
    <ul class="koers-key">
      <li>
        <svg class="koers-key__mark" viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="5.5" fill="none" stroke="var(--koers-ink)" stroke-width="1.5" />
        </svg>{' '}
        {text.previous}
      </li>
      <li>
        <svg class="koers-key__mark" viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="7" fill="var(--koers-ink)" />
        </svg>{' '}
        {text.now}
      </li>
      <li>
        <svg class="koers-key__mark" viewBox="0 0 20 20" aria-hidden="true">
          <path d={flag} fill="var(--koers-wish)" />
        </svg>{' '}
        {text.desired}
      </li>
    </ul>
  )
}

const labelWidth = 280
const lineWidth = 460
const rowHeight = 52

/** De ladder as a file. */
export function ladderFile({ title, rows, names, lang = 'nl' }: Pick<LadderProps, 'title' | 'rows' | 'names' | 'lang'>): string {
  const place: Place = (level) => Math.round(((level - 1) / 3) * lineWidth * 10) / 10
  return toSvgFile({
    title,
    description: rows.map((row) => `${named(row)}: ${said(row, lang)}`).join('. '),
    width: labelWidth + lineWidth + 16,
    height: 48 + rows.length * rowHeight,
    children: (
      <>
        <g font-size="13">
          <circle cx="7" cy="8" r="5.5" fill="none" stroke="var(--koers-ink)" stroke-width="1.5" />
          <text x="18" y="13">
            {textIn(lang).chart.previous}
          </text>
          <circle cx="127" cy="8" r="7" />
          <text x="139" y="13">
            {textIn(lang).chart.now}
          </text>
          <path transform="translate(180 0) scale(.8)" d={flag} fill="var(--koers-wish)" />
          <text x="197" y="13">
            {textIn(lang).chart.desired}
          </text>
        </g>
        <g transform={`translate(${labelWidth} 24)`}>
          <Axis names={names} place={place} />
        </g>
        {rows.map((row, at) => (
          <g transform={`translate(0 ${48 + at * rowHeight})`}>
            {wrap(named(row), 33, 2).map((line, lineAt) => (
              <text y={28 + lineAt * 18}>{line}</text>
            ))}
            <g transform={`translate(${labelWidth} 0)`}>
              {isEmpty(row) ? (
                <text y="28" fill="var(--koers-soft)">
                  {textIn(lang).chart.nothing}
                </text>
              ) : (
                <Track row={row} place={place} lang={lang} />
              )}
            </g>
          </g>
        ))}
      </>
    ),
  })
}
