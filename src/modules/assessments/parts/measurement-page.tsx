import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { Page } from '#ui/page'
import type { Round } from '../round.ts'
import { textIn } from '../text.ts'
import { nameOf } from '../words.ts'

type Props = {
  c: Ctx
  round: Round
  title: string
  /** The task list itself has no way back to itself. */
  top?: boolean
  above?: { href: string; label: string }[]
  error?: boolean
  aside?: Child
  wide?: boolean
  scripts?: string[]
  children?: Child
}

/** The frame of every page of one measurement: its name in the path above, and never in a search engine. */
export function MeasurementPage({ c, round, title, top, above = [], children, ...rest }: Props) {
  const text = textIn(c.var.lang)
  const path = top ? [] : [{ href: `/metingen/${round.id}`, label: nameOf(round, text) }, ...above]
  return (
    <Page {...c.var.page} title={title} breadcrumb={path} robots="noindex" {...rest}>
      {children}
    </Page>
  )
}
