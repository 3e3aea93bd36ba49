import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Report } from '../report.ts'
import { textIn } from '../text.ts'

/** A report as a page sees it: the data, and whether who looks may also go to the questions. */
export type Shown = { report: Report; mine: boolean }

type Props = Shown & { c: Ctx; title: string; over?: string; sub?: boolean; aside?: Child; children?: Child }

export const baseOf = (report: Report) => `/metingen/${report.about.roundId}`

/** The head of every page of a report: whose it is, which round, and that it is provisional when it is. */
export function ReportFrame({ c, report, mine, title, sub, aside, children }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const { about } = report
  const name = about.name || text.untitled
  const path = [...(mine ? [{ href: baseOf(report), label: name }] : []), ...(sub ? [{ href: `${baseOf(report)}/rapport`, label: text.title }] : [])]
  return (
    <Page {...c.var.page} title={`${title}: ${name}`} breadcrumb={path} robots="noindex" wide {...(aside === undefined ? {} : { aside })}>
      <Heading
        level={1}
        over={`${title} · ${text.round(about.round).toLowerCase()} · ${about.finishedOn ? text.status.finished(longDate(about.finishedOn, lang)).toLowerCase() : text.status.provisional.toLowerCase()}`}
      >
        <bdi>{name}</bdi>
      </Heading>
      {about.status === 'provisional' && (
        <Alert kind="info" title={text.status.provisional} lang={lang}>
          <Paragraph>{text.provisionalWhy}</Paragraph>
        </Alert>
      )}
      {children}
    </Page>
  )
}
