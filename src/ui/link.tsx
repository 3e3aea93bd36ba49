import type { Child } from 'hono/jsx'

type LinkProps = {
  href: string
  /** Words for a screen reader after the visible ones: "Wijzigen" + "bij 4.3". */
  context?: string
  /** The page one is on. */
  current?: boolean
  /** Saves the answer as a file of this name. */
  download?: string | true
  /** The language of the page behind it, when it differs. */
  hreflang?: string
  rel?: string
  id?: string
  children?: Child
}

export function Link({ href, context, current, download, hreflang, rel, id, children }: LinkProps) {
  return (
    <a class="nl-link" href={href} id={id} rel={rel} hreflang={hreflang} download={download === true ? '' : download} aria-current={current ? 'page' : undefined}>
      {children}
      {context && <span class="koers-hidden"> {context}</span>}
    </a>
  )
}
