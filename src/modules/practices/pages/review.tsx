import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextArea } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { Table } from '#ui/table'
import { PracticeText } from '../parts/practice-text.tsx'
import { REASON_LIMIT, reasonSchema, type Practice } from '../practice.ts'
import type { Practices } from '../practices.ts'
import { problemText, textIn } from '../text.ts'

const path = '/beheer/praktijken' as const
const one = `${path}/:practice{[\\w-]{16}}` as const
const versionSchema = z.object({ version: z.coerce.number().int().min(0).max(2_000_000_000).catch(0) })

/** For administrators: the verbs ask it. */
export const reviewPages = (practices: Practices) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <WaitingPage c={c} {...await practices.waiting(c.var.actor)} gone={c.req.query('intussen') === 'ja'} />))
    .get(one, async (c) => html(c, <ReviewPage c={c} practice={await practices.toReview(c.var.actor, c.req.param('practice'))} practices={practices} />))
    .post(`${one}/publiceren`, async (c) => {
      const form = await parseForm(c, versionSchema)
      const judged = await practices.publish(c.var.actor, c.req.param('practice'), form.ok ? form.value.version : 0)
      return c.redirect(judged.status === 'changed' ? path : `${path}?intussen=ja`, 303)
    })
    .post(`${one}/terugsturen`, async (c) => {
      const id = c.req.param('practice')
      const form = await parseForm(c, versionSchema.and(reasonSchema))
      if (!form.ok) return html(c, <ReviewPage c={c} practice={await practices.toReview(c.var.actor, id)} practices={practices} errors={form.errors} />, 422)
      const judged = await practices.giveBack(c.var.actor, id, form.value.version, form.value.reason)
      return c.redirect(judged.status === 'changed' ? path : `${path}?intussen=ja`, 303)
    })

function WaitingPage({ c, practices, total, gone }: { c: Ctx; practices: readonly Practice[]; total: number; gone: boolean }) {
  const { lang } = c.var
  const t = textIn(lang).review
  return (
    <Page {...c.var.page} title={t.title} breadcrumb={[{ href: '/beheer', label: t.administration }]} robots="noindex" wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {gone && (
        <Alert kind="warning" title={t.goneTitle} lang={lang} live>
          <Paragraph>{t.gone}</Paragraph>
        </Alert>
      )}
      <Table
        caption={t.waiting(total)}
        lang={lang}
        empty={t.empty}
        columns={[{ label: t.columns.title }, { label: t.columns.of }, { label: t.columns.condition }, { label: t.columns.since }]}
        rows={practices.map((practice) => [
          <Link href={`${path}/${practice.id}`}>
            <bdi>{practice.title}</bdi>
          </Link>,
          <bdi>{practice.organisationName}</bdi>,
          practice.conditionId,
          practice.submittedAt && longDate(practice.submittedAt, lang),
        ])}
      />
      {total > practices.length && <Paragraph quiet>{t.more}</Paragraph>}
    </Page>
  )
}

function ReviewPage({ c, practice, practices, errors = [] }: { c: Ctx; practice: Practice; practices: Practices; errors?: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.review
  const here = `${path}/${practice.id}`
  const version = <input type="hidden" name="version" value={String(practice.version)} />
  const breadcrumb = [
    { href: '/beheer', label: t.administration },
    { href: path, label: t.title },
  ]
  const error = errors.find(({ field }) => field === 'reason')
  return (
    <Page {...c.var.page} title={practice.title} breadcrumb={breadcrumb} robots="noindex" error={errors.length > 0}>
      <ErrorSummary errors={errors.map((wrong) => ({ field: wrong.field, message: problemText(text, wrong) }))} lang={lang} />
      <Heading level={1} over={<bdi>{practice.organisationName}</bdi>}>
        <bdi>{practice.title}</bdi>
      </Heading>
      <SummaryList
        lang={lang}
        rows={[
          { key: text.public.condition, value: <span lang="nl">{`${practice.conditionId} ${practices.titleOf(practice.conditionId) ?? ''}`}</span> },
          { key: text.public.level, value: practice.level && `${practice.level} ${practices.levelName(practice.level)}` },
          { key: text.part.contact, value: <bdi>{`${practice.contactFunction}, ${practice.contactMail}`}</bdi> },
        ]}
      />
      <PracticeText practice={practice} lang={lang} />
      <form method="post" action={`${here}/publiceren`}>
        {version}
        <Actions>
          <Button>{t.publish}</Button>
          <Link href={path}>{t.back}</Link>
        </Actions>
      </form>
      <form method="post" action={`${here}/terugsturen`} novalidate>
        {version}
        <Heading level={2}>{t.giveBackTitle}</Heading>
        <TextArea name="reason" label={t.reason} limit={REASON_LIMIT} error={error && problemText(text, error)} lang={lang} />
        <Actions>
          <Button kind="secondary">{t.giveBack}</Button>
        </Actions>
      </form>
    </Page>
  )
}
