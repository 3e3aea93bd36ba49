import type { Child } from 'hono/jsx'

const kinds = {
  neutral: 'nl-data-badge',
  wish: 'nl-data-badge koers-badge--wish',
  growth: 'nl-data-badge koers-badge--growth',
  warning: 'nl-data-badge koers-badge--warning',
} as const

/** A word of status; the colour only comes with it. */
export function Badge({ kind = 'neutral', children }: { kind?: keyof typeof kinds; children?: Child }) {
  return <span class={kinds[kind]}>{children}</span>
}
