import { raw } from 'hono/html'
import { signMarkup, signPaths, type Answer } from '../sign.tsx'
import { Table } from '../table.tsx'
import { textIn, type Lang } from '../text.ts'
import { Figure, type ChartProps } from './figure.tsx'
import { toSvgFile } from './file.tsx'
import { FileKey, fileKeyWidth, LevelKey } from './key.tsx'
import { wrap } from './words.ts'

/** A column: a condition. `group` is its responsibility; a small gap stands between groups. */
export type GridColumn = { number: string; label: string; group: string; href?: string }
/** `underpinned`: for each answer whether there is evidence; absent where that is not known. */
export type GridRow = { label: string; href?: string; answers: readonly Answer[]; underpinned?: readonly boolean[] }
export type GridProps = ChartProps & { columns: readonly GridColumn[]; rows: readonly GridRow[]; names: Readonly<Record<1 | 2 | 3 | 4, string>> }

const cell = 20
const gap = 8
const headHeight = 34

const answers: readonly Answer[] = [1, 2, 3, 4, 'unknown', 'not-applicable', 'open']

/** Where each column begins, and where the last one ends. */
function places(columns: readonly GridColumn[]): { at: number[]; width: number } {
  let x = 0
  const at = columns.map((column, index) => {
    if (index > 0) x += cell + (columns[index - 1]!.group === column.group ? 0 : gap)
    return x
  })
  return { at, width: columns.length === 0 ? 0 : x + cell }
}

const tick = `<path d="${signPaths.tick}" transform="translate(10.5 10.5) scale(.42)" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>`

/** The cells, drawn once, those of a level also with the tick of evidence; a row refers to them. `id` keeps two grids on a page apart. */
const stamps = (id: string) =>
  answers
    .map((answer) => {
      const leveled = typeof answer === 'number'
      const back = leveled ? `<rect width="19" height="19" fill="var(--koers-level-${answer})"/>` : ''
      const colour = `color="var(--koers-${leveled ? 'on-level' : 'ink'})"`
      const plain = `<g id="${id}-${answer}" ${colour}>${back}<g transform="translate(2.5 2.5) scale(.7)">${signMarkup(answer)}</g></g>`
      return leveled ? `${plain}<g id="${id}-${answer}-u" ${colour}>${back}<g transform="translate(1 1) scale(.6)">${signMarkup(answer)}</g>${tick}</g>` : plain
    })
    .join('')

/** One row of cells. Some thousands of these stand on a page, so they are joined as text: an id of ours and a number. */
const strip = (id: string, row: GridRow, at: readonly number[]) =>
  raw(at.map((x, index) => `<use href="#${id}-${row.answers[index] ?? 'open'}${row.underpinned?.[index] ? '-u' : ''}" x="${x}"/>`).join(''))

/** "De Regenboog: 12 keer niveau 3, 2 keer weet ik niet". */
function said(row: GridRow, lang: Lang): string {
  const text = textIn(lang)
  const counted = answers.flatMap((answer) => {
    const count = row.answers.filter((given) => given === answer).length
    return count === 0 ? [] : [text.chart.times(count, typeof answer === 'number' ? text.answer.level(answer) : text.answer[answer])]
  })
  const underpinned = row.underpinned?.filter(Boolean).length ?? 0
  if (underpinned > 0) counted.push(text.chart.times(underpinned, text.sign.underpinned))
  return text.chart.counts(row.label, counted.length === 0 ? text.chart.nothing : counted.join(', '))
}

const short: Record<Answer, string> = { 1: '1', 2: '2', 3: '3', 4: '4', unknown: '?', 'not-applicable': '–', open: '' }

/** Het raster in words: a number is a level, a tick says that it is underpinned. */
export function GridTable({ title, columns, rows, lang = 'nl' }: Pick<GridProps, 'title' | 'columns' | 'rows' | 'lang'>) {
  const text = textIn(lang).chart
  return (
    <Table
      caption={title}
      captionHidden
      sticky
      lang={lang}
      empty={text.nothing}
      columns={[{ label: text.school }, ...columns.map((column) => ({ label: column.number, numeric: true }))]}
      rows={rows.map((row) => [<bdi>{row.label}</bdi>, ...columns.map((_, index) => `${short[row.answers[index] ?? 'open']}${row.underpinned?.[index] ? ' ✓' : ''}`)])}
    />
  )
}

/** Het raster: schools in rows, conditions in columns; names stay in sight while one scrolls. */
export function GridChart({ columns, rows, names, ...figure }: GridProps) {
  const { lang = 'nl', id } = figure
  const text = textIn(lang)
  const { at, width } = places(columns)
  return (
    <Figure {...figure} table={figure.tableHref === undefined && <GridTable title={figure.title} columns={columns} rows={rows} lang={lang} />}>
      <LevelKey names={names} lang={lang} />
      {rows.length === 0 ? (
        <p class="nl-paragraph koers-quiet">{text.chart.nothing}</p>
      ) : (
        <div class="koers-grid koers-scroll" role="region" tabindex={0} aria-labelledby={`${id}-title`}>
          <div class="koers-grid__row koers-grid__row--head">
            <span class="koers-grid__label" />
            <svg class="koers-grid__strip" width={width} height={headHeight} viewBox={`0 0 ${width} ${headHeight}`}>
              <defs>{raw(stamps(id))}</defs>
              <Head columns={columns} at={at} />
            </svg>
          </div>
          <ol class="koers-grid__rows">
            {rows.map((row) => (
              <li class="koers-grid__row">
                <span class="koers-grid__label">
                  <bdi>
                    {row.href === undefined ? (
                      row.label
                    ) : (
                      <a class="nl-link" href={row.href}>
                        {row.label}
                      </a>
                    )}
                  </bdi>
                </span>
                <svg class="koers-grid__strip" width={width} height={cell} viewBox={`0 0 ${width} ${cell}`} role="img" aria-label={said(row, lang)}>
                  {strip(id, row, at)}
                </svg>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Figure>
  )
}

/** The numbers of the conditions, upright, each a link where there is a place to go. */
function Head({ columns, at }: { columns: readonly GridColumn[]; at: readonly number[] }) {
  return (
    <>
      {columns.map((column, index) => {
        const words = (
          <text transform={`translate(${at[index]! + 14} ${headHeight - 4}) rotate(-90)`} font-size="13" fill="var(--koers-ink)">
            {column.number}
          </text>
        )
        return column.href === undefined ? (
          words
        ) : (
          <a href={column.href} aria-label={`${column.number} ${column.label}`}>
            {words}
          </a>
        )
      })}
    </>
  )
}

const labelWidth = 240

/** Het raster as a file. */
export function gridFile({ title, columns, rows, names, lang = 'nl' }: Pick<GridProps, 'title' | 'columns' | 'rows' | 'names' | 'lang'>): string {
  const { at, width } = places(columns)
  return toSvgFile({
    title,
    description: rows.map((row) => said(row, lang)).join('. '),
    width: Math.max(fileKeyWidth, labelWidth + width),
    height: 40 + headHeight + rows.length * cell,
    children: (
      <>
        <defs>{raw(stamps('cell'))}</defs>
        <FileKey names={names} lang={lang} />
        <g transform={`translate(${labelWidth} 40)`}>
          <Head columns={columns.map(({ href: _, ...column }) => column)} at={at} />
        </g>
        {rows.map((row, index) => (
          <g transform={`translate(0 ${40 + headHeight + index * cell})`}>
            <text y="14" font-size="13">
              {wrap(row.label, 34, 1)[0]}
            </text>
            <g transform={`translate(${labelWidth} 0)`}>{strip('cell', row, at)}</g>
          </g>
        ))}
      </>
    ),
  })
}
