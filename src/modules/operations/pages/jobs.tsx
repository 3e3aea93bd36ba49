import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longTime } from '#platform/i18n'
import { Button } from '#ui/button'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Operations, Workshop } from '../operations.ts'
import { forAdministrators } from '../parts/for-administrators.ts'
import { textIn } from '../text.ts'

const path = '/beheer/taken'
const jobForm = z.object({ job: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER), what: z.enum(['retry', 'remove']) })

export const jobsPage = (operations: Operations) =>
  new Hono<HttpEnv>()
    .get(
      path,
      forAdministrators(async (c) => html(c, <JobsPage c={c} workshop={await operations.workshop(c.var.actor)} />)),
    )
    .post(
      path,
      forAdministrators(async (c) => {
        const form = await parseForm(c, jobForm)
        if (!form.ok) return html(c, <JobsPage c={c} workshop={await operations.workshop(c.var.actor)} />, 422)
        await (form.value.what === 'retry' ? operations.retryJob : operations.removeJob)(c.var.actor, form.value.job)
        return c.redirect(path, 303)
      }),
    )

function JobsPage({ c, workshop: { kinds, failing } }: { c: Ctx; workshop: Workshop }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.jobs
  return (
    <Page {...c.var.page} title={t.title} breadcrumb={[{ href: '/beheer', label: text.index.title }]} robots="noindex" wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Heading level={2}>{t.failing}</Heading>
      <Paragraph>{t.failingLead}</Paragraph>
      <Table
        caption={t.failing}
        captionHidden
        lang={lang}
        empty={t.none}
        columns={[{ label: t.columns.kind }, { label: t.columns.error }, { label: t.columns.next }, { label: t.columns.act }]}
        rows={failing.map((job) => [
          job.kind,
          <>
            {job.lastError} <span class="koers-quiet">{t.attempts(job.attempts)}</span>
          </>,
          longTime(job.runAt, lang),
          <form method="post" action={path}>
            <input type="hidden" name="job" value={String(job.id)} />
            <Button kind="subtle" name="what" value="retry">
              {t.retry}
              <span class="koers-hidden"> {t.context(job.kind, job.id)}</span>
            </Button>
            {!job.returns && (
              <Button kind="subtle" name="what" value="remove">
                {t.remove}
                <span class="koers-hidden"> {t.context(job.kind, job.id)}</span>
              </Button>
            )}
          </form>,
        ])}
      />
      <Heading level={2}>{t.kinds}</Heading>
      <Table
        caption={t.kinds}
        captionHidden
        lang={lang}
        empty={t.noKinds}
        columns={[{ label: t.kindColumns.kind }, { label: t.kindColumns.next }, { label: t.kindColumns.waiting, numeric: true }, { label: t.kindColumns.failing, numeric: true }]}
        rows={kinds.map((kind) => [kind.kind, longTime(kind.nextAt, lang), String(kind.waiting), String(kind.failing)])}
      />
    </Page>
  )
}
