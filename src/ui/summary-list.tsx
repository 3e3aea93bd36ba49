import type { Child } from 'hono/jsx'
import { textIn, type Lang } from './text.ts'

export type SummaryRow = {
  key: Child
  value: Child
  /** Where this is changed; `context` says of what, for those who hear the link alone: "bij 4.3". */
  change?: { href: string; context: string; label?: string }
}

/** Check your answers: what was asked, what was answered, and the way to change it. */
export function SummaryList({ rows, lang = 'nl' }: { rows: readonly SummaryRow[]; lang?: Lang }) {
  return (
    <dl class="utrecht-data-list koers-summary">
      {rows.map(({ key, value, change }) => (
        <div class="koers-summary__row">
          <dt class="utrecht-data-list__item-key">{key}</dt>
          <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{value}</dd>
          {change && (
            <dd class="utrecht-data-list__actions--html-dd koers-summary__change">
              <a class="nl-link" href={change.href}>
                {change.label ?? textIn(lang).change}
                <span class="koers-hidden"> {change.context}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
