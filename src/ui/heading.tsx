import type { Child } from 'hono/jsx'

const classes = {
  1: 'nl-heading nl-heading--level-1',
  2: 'nl-heading nl-heading--level-2',
  3: 'nl-heading nl-heading--level-3',
  4: 'nl-heading nl-heading--level-4',
} as const

type Level = keyof typeof classes

/** `level` is its place in the document; `looks` only how large it is; `over` a quiet line above it, inside the heading. */
export function Heading({ level, looks = level, id, over, children }: { level: Level; looks?: Level; id?: string; over?: Child; children?: Child }) {
  const Tag = `h${level}` as 'h1'
  return (
    <Tag class={classes[looks]} id={id}>
      {over && <span class="koers-over">{over} </span>}
      {children}
    </Tag>
  )
}
