import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longTime } from '#platform/i18n'
import { requireAdministrator } from '#platform/signed-in'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Retention, RuleReport } from '../retention.ts'
import { textIn } from '../text.ts'

export const retentionPages = (retention: Retention) =>
  new Hono<HttpEnv>().get('/beheer/bewaartermijnen', async (c) => {
    requireAdministrator(c.var.actor)
    return html(c, <RetentionPage c={c} rules={await retention.report()} />)
  })

function RetentionPage({ c, rules }: { c: Ctx; rules: RuleReport[] }) {
  const { lang } = c.var
  const t = textIn(lang).retention
  const runs = rules.flatMap((rule) => rule.runs).toSorted((one, other) => other.at.getTime() - one.at.getTime())
  const nameOf = (rule: string) => t.rules[rule] ?? rule
  return (
    <Page {...c.var.page} title={t.title} breadcrumb={[{ href: '/beheer', label: t.administration }]} robots="noindex" wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Table
        caption={t.terms}
        lang={lang}
        columns={[{ label: t.columns.what }, { label: t.columns.term }]}
        rows={[...rules.map(({ name, days }) => [nameOf(name), days === undefined ? t.off : t.days(days)]), ...t.fixed.map(({ what, term }) => [what, term])]}
      />
      <Heading level={2}>{t.runs}</Heading>
      <Table
        caption={t.runs}
        captionHidden
        lang={lang}
        empty={t.none}
        columns={[{ label: t.columns.what }, { label: t.columns.when }, { label: t.columns.before }, { label: t.columns.count, numeric: true }]}
        rows={runs.map((run) => [nameOf(run.rule), longTime(run.at, lang), longTime(run.before, lang), String(run.count)])}
      />
    </Page>
  )
}
