import { Hono } from 'hono'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { requireAdministrator } from '#platform/signed-in'
import { shortText } from '#platform/text-input'
import { Actions, Button } from '#ui/button'
import { CheckboxGroup } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { Table } from '#ui/table'
import { revocationForm, type OwnerView, type Revocations, type RevocationView } from '../revocations/revocations.ts'
import { problemText, textIn } from '../text.ts'

const path = '/beheer/eigenaren'
const one = `${path}/:membership{[\\w-]{16}}` as const
const code = shortText(40).catch('')

/** For administrators: owners who were confirmed, and ending the right of one. */
export const revocationPages = (revocations: Revocations) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const asked = code.parse(c.req.query('nummer'))
      const latest = await revocations.latest(c.var.actor)
      return html(c, <OwnersPage c={c} code={asked} found={asked === '' ? undefined : await revocations.ownersWith(c.var.actor, asked)} {...latest} />)
    })
    .get(one, async (c) => html(c, <RevokePage c={c} view={await revocations.view(c.var.actor, c.req.param('membership'))} />))
    .post(one, async (c) => {
      requireAdministrator(c.var.actor)
      const form = await parseForm(c, revocationForm)
      const id = c.req.param('membership')
      if (!form.ok) return html(c, <RevokePage c={c} view={await revocations.view(c.var.actor, id)} typed={form.typed} errors={form.errors} />, 422)
      await revocations.revoke(c.var.actor, id, { reason: form.value.reason, whole: form.value.whole === 'yes' })
      return c.redirect(path, 303)
    })

type OwnersProps = { c: Ctx; code: string; found: OwnerView[] | undefined } & Awaited<ReturnType<Revocations['latest']>>

function OwnersPage({ c, code: asked, found, confirmed, ended }: OwnersProps) {
  const { lang } = c.var
  const t = textIn(lang).revocation
  const list = (caption: string, owners: readonly OwnerView[], empty: string) => (
    <Table
      caption={caption}
      lang={lang}
      empty={empty}
      columns={[{ label: t.columns.who }, { label: t.columns.organisation }, { label: t.columns.since }, { label: t.columns.how }, { label: t.columns.act }]}
      rows={owners.map((owner) => [
        <bdi>{owner.person.name ? `${owner.person.name}, ${owner.person.email}` : owner.person.email}</bdi>,
        <bdi>{owner.organisation}</bdi>,
        longDate(owner.since, lang),
        <bdi>{owner.letInBy === undefined ? t.byAddress : t.by(owner.letInBy)}</bdi>,
        <Link href={`${path}/${owner.membershipId}`} context={owner.person.email}>
          {t.end}
        </Link>,
      ])}
    />
  )
  return (
    <Page {...c.var.page} path={path} title={t.title} breadcrumb={[{ href: '/beheer', label: t.back }]} robots="noindex" wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="get" action={path}>
        <TextField name="nummer" label={t.code} hint={t.codeHint} value={asked} width="middle" autocomplete="off" lang={lang} />
        <Actions>
          <Button kind="secondary">{t.find}</Button>
        </Actions>
      </form>
      {found && list(t.found, found, t.none)}
      {list(t.confirmed, confirmed, t.noneConfirmed)}
      {ended.length > 0 && (
        <Table
          caption={t.ended}
          lang={lang}
          columns={[{ label: t.columns.organisation }, { label: t.columns.since }, { label: t.reason }]}
          rows={ended.map((row) => [<bdi>{row.organisation}</bdi>, longDate(row.at, lang), <bdi>{row.reason}</bdi>])}
        />
      )}
    </Page>
  )
}

function RevokePage({ c, view, typed = {}, errors = [] }: { c: Ctx; view: RevocationView; typed?: Typed; errors?: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.revocation
  const error = errors.find(({ field }) => field === 'reason')
  const action = `${path}/${view.membershipId}`
  return (
    <Page {...c.var.page} path={action} title={t.endTitle} breadcrumb={[{ href: path, label: t.title }]} robots="noindex" error={errors.length > 0}>
      <ErrorSummary errors={errors.map((wrong) => ({ field: wrong.field, message: problemText(text, wrong) }))} lang={lang} />
      <Heading level={1}>{t.endTitle}</Heading>
      <SummaryList
        lang={lang}
        rows={[
          { key: t.columns.who, value: <bdi>{view.person.name ? `${view.person.name}, ${view.person.email}` : view.person.email}</bdi> },
          { key: t.columns.organisation, value: <bdi>{view.organisation}</bdi> },
          { key: t.columns.since, value: longDate(view.since, lang) },
          { key: t.columns.how, value: <bdi>{view.letInBy === undefined ? t.byAddress : t.by(view.letInBy)}</bdi> },
        ]}
      />
      <Paragraph>{t.endWhat}</Paragraph>
      <form method="post" action={action} novalidate>
        <TextField
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          value={[typed['reason'] ?? ''].flat()[0]}
          error={error && problemText(text, error)}
          autocomplete="off"
          lang={lang}
        />
        {view.letIn.length > 0 && (
          <>
            <CheckboxGroup name="whole" legend={t.wholeLegend} lang={lang} options={[{ value: 'yes', checked: typed['whole'] === 'yes', label: t.whole(view.letIn.length) }]} />
            <ul>
              {view.letIn.slice(0, 50).map(({ name, organisation }) => (
                <li>
                  <bdi>{`${name}, ${organisation}`}</bdi>
                </li>
              ))}
            </ul>
          </>
        )}
        <Actions>
          <Button>{t.end}</Button>
          <Link href={path}>{t.cancel}</Link>
        </Actions>
      </form>
    </Page>
  )
}
