import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Report } from '../report.ts'
import type { Shown } from '../reader.ts'
import { correctsWords } from '../record.ts'
import { statusWords } from '../status.ts'
import { textIn } from '../text.ts'

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
      <Heading level={1} over={`${title} · ${text.round(about.round).toLowerCase()} · ${lowerFirst(statusWords(about, text, lang))}`}>
        <bdi>{name}</bdi>
      </Heading>
      {about.status === 'provisional' && (
        <Alert kind="info" title={text.status.provisional} lang={lang}>
          <Paragraph>{text.provisionalWhy}</Paragraph>
        </Alert>
      )}
      <Revision report={report} mine={mine} c={c} />
      {children}
    </Page>
  )
}

/** A decision keeps its capitals: only the first letter joins the line. */
const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** That this is a correction and of what, or that there is a newer version of it. */
function Revision({ report: { about }, mine, c }: Shown & { c: Ctx }) {
  const { lang } = c.var
  const t = textIn(lang).record
  const { corrects, correctedBy } = about.record
  const to = (roundId: string, label: string) =>
    mine && (
      <Paragraph>
        <Link href={`/metingen/${roundId}/rapport`}>{label}</Link>
      </Paragraph>
    )
  return (
    <>
      {corrects && (
        <Alert kind="info" title={t.isCorrection} lang={lang}>
          <Paragraph>
            <bdi>{t.correctsLead(correctsWords(about.record, about.round, textIn(lang), lang), corrects.reason)}</bdi>
          </Paragraph>
          {to(corrects.roundId, t.toCorrected)}
        </Alert>
      )}
      {correctedBy && (
        <Alert kind="info" title={correctedBy.finishedOn ? t.corrected(longDate(correctedBy.finishedOn, lang)) : t.underCorrection} lang={lang}>
          <Paragraph>{correctedBy.finishedOn ? t.newerHolds : t.thisHolds}</Paragraph>
          {to(correctedBy.roundId, t.toNewer)}
        </Alert>
      )}
    </>
  )
}
