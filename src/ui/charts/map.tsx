import { raw } from 'hono/html'
import { LevelSign, signLabel, signMarkup, signPaths, type Answer } from '../sign.tsx'
import { Table } from '../table.tsx'
import { textIn, type Lang } from '../text.ts'
import { Figure, type ChartProps } from './figure.tsx'
import { toSvgFile } from './file.tsx'
import { FileKey, fileKeyWidth, LevelKey } from './key.tsx'
import { wrap } from './words.ts'

export type MapCell = { number: string; label: string; answer: Answer; href?: string; underpinned?: boolean; wish?: boolean }
export type MapRow = { number: string; label: string; href?: string; cells: readonly MapCell[] }
export type MapProps = ChartProps & { rows: readonly MapRow[]; names: Readonly<Record<1 | 2 | 3 | 4, string>> }

const looks: Record<Answer, string> = {
  1: 'koers-map__cell koers-level-1',
  2: 'koers-map__cell koers-level-2',
  3: 'koers-map__cell koers-level-3',
  4: 'koers-map__cell koers-level-4',
  unknown: 'koers-map__cell',
  'not-applicable': 'koers-map__cell',
  open: 'koers-map__cell',
}

const said = ({ answer, underpinned, wish }: MapCell, lang: Lang) => signLabel({ answer, ...(underpinned && { underpinned }), ...(wish && { flag: wish }) }, lang)

function Cell({ cell, lang }: { cell: MapCell; lang: Lang }) {
  const { number, label, answer, href, underpinned, wish } = cell
  const name = `${number} ${label}: ${said(cell, lang)}`
  const inner = (
    <>
      <LevelSign answer={answer} label="" {...(underpinned && { underpinned })} {...(wish && { flag: wish })} />
      <span class="koers-map__number" aria-hidden="true">
        {number}
      </span>
    </>
  )
  if (href === undefined)
    return (
      <span class={looks[answer]} role="img" aria-label={name} title={name}>
        {inner}
      </span>
    )
  return (
    <a class={looks[answer]} href={href} aria-label={name} title={name}>
      {inner}
    </a>
  )
}

/** De kaart: every condition at one glance, a row per responsibility, each sign a link. Wraps on a phone, fits one A4. */
export function MapChart({ rows, names, ...figure }: MapProps) {
  const { lang = 'nl' } = figure
  return (
    <Figure {...figure} table={<MapTable rows={rows} title={figure.title} lang={lang} />}>
      <LevelKey names={names} lang={lang} />
      <ol class="koers-map">
        {rows.map((row) => (
          <li class="koers-map__row">
            <p class="koers-map__label" lang="nl">
              <span class="koers-map__row-number">{row.number} </span>
              {row.href === undefined ? (
                row.label
              ) : (
                <a class="nl-link" href={row.href}>
                  {row.label}
                </a>
              )}
            </p>
            <ul class="koers-map__cells">
              {row.cells.map((cell) => (
                <li>
                  <Cell cell={cell} lang={lang} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Figure>
  )
}

function MapTable({ rows, title, lang }: { rows: readonly MapRow[]; title: string; lang: Lang }) {
  const text = textIn(lang).chart
  return (
    <Table
      caption={title}
      captionHidden
      lang={lang}
      empty={text.nothing}
      columns={[{ label: text.condition }, { label: text.answer }]}
      rows={rows.flatMap((row) => row.cells.map((cell) => [<span lang="nl">{`${cell.number} ${cell.label}`}</span>, said(cell, lang)]))}
    />
  )
}

const cellWidth = 56
const rowHeight = 56
const labelWidth = 270

/** De kaart as a file, as wide as its longest row. */
export function mapFile({ title, rows, names, lang = 'nl' }: Pick<MapProps, 'title' | 'rows' | 'names' | 'lang'>): string {
  const columns = Math.max(4, ...rows.map((row) => row.cells.length))
  return toSvgFile({
    title,
    description: rows.map((row) => `${row.number} ${row.label}: ${row.cells.map((cell) => `${cell.number} ${said(cell, lang)}`).join('; ')}`).join('. '),
    width: Math.max(fileKeyWidth, labelWidth + columns * cellWidth),
    height: 40 + rows.length * rowHeight,
    children: (
      <>
        <FileKey names={names} lang={lang} />
        {rows.map((row, at) => (
          <g transform={`translate(0 ${40 + at * rowHeight})`}>
            <text y="24" font-weight="600">
              {row.number}
            </text>
            {wrap(row.label, 31, 2).map((line, lineAt) => (
              <text x="26" y={24 + lineAt * 18}>
                {line}
              </text>
            ))}
            {row.cells.map((cell, cellAt) => (
              <FileCell cell={cell} x={labelWidth + cellAt * cellWidth} />
            ))}
          </g>
        ))}
      </>
    ),
  })
}

function FileCell({ cell, x }: { cell: MapCell; x: number }) {
  const { answer, underpinned, wish, number } = cell
  const leveled = typeof answer === 'number'
  const colour = leveled ? 'var(--koers-on-level)' : 'var(--koers-ink)'
  return (
    <g transform={`translate(${x} 0)`} color={colour} fill={colour}>
      <rect width={cellWidth - 4} height={rowHeight - 6} rx="6" fill={leveled ? `var(--koers-level-${answer})` : 'var(--koers-paper)'} stroke="var(--koers-line)" />
      <g transform="translate(7 7)">{raw(signMarkup(answer))}</g>
      {leveled && (
        <text x="31" y="22" font-weight="600">
          {answer}
        </text>
      )}
      {underpinned && <path transform="translate(39 11) scale(.55)" d={signPaths.tick} fill="none" stroke={colour} stroke-width="3" />}
      <text x="8" y="43" font-size="12">
        {number}
      </text>
      {wish && <path transform="translate(36 32) scale(.6)" d={signPaths.flag} />}
    </g>
  )
}
