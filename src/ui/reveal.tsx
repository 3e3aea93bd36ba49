import type { Child } from 'hono/jsx'

/** What belongs to a tick appears once it is ticked. Where CSS cannot see that, it is simply there. `when` is a Checkbox. */
export function Reveal({ when, children }: { when: Child; children?: Child }) {
  return (
    <div class="koers-reveal">
      <div class="koers-reveal__when">{when}</div>
      <div class="koers-reveal__body">{children}</div>
    </div>
  )
}
