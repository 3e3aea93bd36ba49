import type { Child } from 'hono/jsx'
import { Details } from '../details.tsx'
import { textIn, type Lang } from '../text.ts'

/** What every picture is given besides its data. */
export type ChartProps = {
  /** Unique on the page. */
  id: string
  /** The finding, as a sentence: "Vier voorwaarden gingen vooruit, één terug". */
  title: string
  lang?: Lang
  /** Where the same is to be had as a file. */
  downloads?: readonly { href: string; label: string }[]
  /** Where the table stands when it is a page of its own: thousands of cells that few people ask for cost more than all the rest. */
  tableHref?: string
}

/** A finding, the picture that shows it, the table that says it, and the files. */
export function Figure({ id, title, lang = 'nl', downloads, tableHref, table, children }: ChartProps & { table: Child; children: Child }) {
  const text = textIn(lang)
  return (
    <figure class="koers-figure" aria-labelledby={`${id}-title`}>
      <figcaption class="koers-figure__title" id={`${id}-title`}>
        {title}
      </figcaption>
      {children}
      <div class="koers-figure__also">
        {tableHref === undefined ? (
          <Details summary={text.table.show}>{table}</Details>
        ) : (
          <p class="koers-figure__files">
            <a class="nl-link" href={tableHref}>
              {text.table.show}
            </a>
          </p>
        )}
        {downloads && downloads.length > 0 && (
          <p class="koers-figure__files">
            {text.chart.download}{' '}
            {downloads.map(({ href, label }, at) => (
              <>
                {at > 0 && ' · '}
                <a class="nl-link" href={href} download="">
                  {label}
                </a>
              </>
            ))}
          </p>
        )}
      </div>
    </figure>
  )
}
