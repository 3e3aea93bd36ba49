import type { Child } from 'hono/jsx'
import { textIn, type Lang } from './text.ts'

export type Column = { label: Child; numeric?: boolean }

type TableProps = {
  caption: string
  /** The caption is only heard: a heading right above says the same. */
  captionHidden?: boolean
  columns: readonly Column[]
  /** One row is as many cells as there are columns; the first names the row. */
  rows: readonly (readonly Child[])[]
  /** The first column stays in sight while one scrolls sideways. */
  sticky?: boolean
  /** Shown when there are no rows. */
  empty?: Child
  lang?: Lang
}

export function Table({ caption, captionHidden, columns, rows, sticky, empty, lang = 'nl' }: TableProps) {
  const looks = (at: number) => (columns[at]?.numeric ? 'koers-number' : undefined)
  if (rows.length === 0 && empty !== undefined) return <p class="nl-paragraph koers-quiet">{empty}</p>
  return (
    <div
      class={sticky ? 'utrecht-table-container koers-scroll koers-scroll--sticky' : 'utrecht-table-container koers-scroll'}
      role="region"
      tabindex={0}
      aria-label={`${caption}: ${textIn(lang).table.scroll}`}
    >
      <table class="utrecht-table utrecht-table--html-table">
        <caption class={captionHidden ? 'koers-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th class={looks(at)} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>{row.map((value, at) => (at === 0 ? <th scope="row">{value}</th> : <td class={looks(at)}>{value}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
