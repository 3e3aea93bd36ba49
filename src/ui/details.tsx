import type { Child } from 'hono/jsx'

/** `name` makes a set of which one is open at a time. `over` is a quiet word after the summary, such as a count. */
export function Details({ summary, over, open, name, id, children }: { summary: Child; over?: Child; open?: boolean; name?: string; id?: string; children?: Child }) {
  return (
    <details class="koers-details" open={open} name={name} id={id}>
      <summary>
        {summary}
        {over && <span class="koers-quiet"> {over}</span>}
      </summary>
      <div class="koers-details__body">{children}</div>
    </details>
  )
}
