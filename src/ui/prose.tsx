import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

/**
 * Running text. `html` is the only way into the page for markup made elsewhere: give it nothing but what the platform's
 * own Markdown renderer made (which lets no HTML through).
 */
export function Prose({ html, lang, children }: { html?: string; lang?: string; children?: Child }) {
  return (
    <div class="koers-prose" lang={lang}>
      {html !== undefined && raw(html)}
      {children}
    </div>
  )
}
