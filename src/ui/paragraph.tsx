import type { Child } from 'hono/jsx'

/** `lead` opens a page; `quiet` is said softly. */
export function Paragraph({ lead, quiet, id, children }: { lead?: boolean; quiet?: boolean; id?: string; children?: Child }) {
  return (
    <p class={lead ? 'nl-paragraph nl-paragraph--lead' : quiet ? 'nl-paragraph koers-quiet' : 'nl-paragraph'} id={id}>
      {children}
    </p>
  )
}
