import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { Table } from '#ui/table'
import { ownPath, PracticePage } from '../parts/practice-page.tsx'
import { PracticeText } from '../parts/practice-text.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import type { missingIn, Practice } from '../practice.ts'
import type { OwnView, Place, Practices } from '../practices.ts'
import { problemText, textIn } from '../text.ts'

const path = '/organisaties/:org/praktijken/:practice{[\\w-]{16}}' as const

export const ownPages = (practices: Practices) =>
  new Hono<HttpEnv>()
    .get('/organisaties/:org/praktijken', async (c) => {
      const view = await practices.list(c.var.actor, c.req.param('org'))
      return html(c, <ListPage c={c} {...view} />)
    })
    .get(path, async (c) => {
      const view = await practices.own(c.var.actor, c.req.param('org'), c.req.param('practice'))
      return html(c, <OnePage c={c} view={view} practices={practices} notNow={c.req.query('stand') === 'gewijzigd'} />)
    })
    .post(`${path}/insturen`, async (c) => {
      const { org, practice } = c.req.param()
      const submitted = await practices.submit(c.var.actor, org, practice)
      if (submitted.status === 'incomplete') {
        const view = await practices.own(c.var.actor, org, practice)
        return html(c, <OnePage c={c} view={view} practices={practices} missing={submitted.missing} />, 422)
      }
      return c.redirect(`${ownPath(org)}/${practice}${submitted.status === 'changed' ? '' : '?stand=gewijzigd'}`, 303)
    })
    .post(`${path}/intrekken`, async (c) => {
      const { org, practice } = c.req.param()
      await practices.withdraw(c.var.actor, org, practice)
      return c.redirect(`${ownPath(org)}/${practice}`, 303)
    })

function ListPage({ c, place, practices }: { c: Ctx; place: Place; practices: readonly Practice[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.own
  const here = ownPath(place.id)
  return (
    <PracticePage c={c} place={place} title={text.title} wide>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Actions>
        <LinkButton href={`${here}/nieuw`}>{t.new}</LinkButton>
        <Link href="/praktijken">{t.all}</Link>
      </Actions>
      <Table
        caption={t.caption(practices.length)}
        lang={lang}
        empty={t.empty}
        columns={[{ label: t.columns.title }, { label: t.columns.condition }, { label: t.columns.state }, { label: t.columns.changed }]}
        rows={practices.map((practice) => [
          <Link href={`${here}/${practice.id}`}>
            <bdi>{practice.title}</bdi>
          </Link>,
          practice.conditionId,
          <StateBadge state={practice.state} text={text} />,
          longDate(practice.changedAt, lang),
        ])}
      />
    </PracticePage>
  )
}

type Props = { c: Ctx; view: OwnView; practices: Practices; notNow?: boolean; missing?: ReturnType<typeof missingIn> }

function OnePage({ c, view, practices, notNow = false, missing = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.own
  const { place, practice } = view
  const here = `${ownPath(place.id)}/${practice.id}`
  return (
    <PracticePage c={c} place={place} title={practice.title} below={[{ href: here, label: practice.title }]} error={missing.length > 0}>
      <ErrorSummary errors={missing.map((field) => ({ field: 'wijzigen', message: problemText(text, { field, problem: `${field}-missing` }) }))} lang={lang} />
      <Heading level={1}>
        <bdi>{practice.title}</bdi>
      </Heading>
      <p class="nl-paragraph">
        <StateBadge state={practice.state} text={text} />
      </p>
      {notNow && (
        <Alert kind="warning" lang={lang} live>
          <Paragraph>{t.notNow}</Paragraph>
        </Alert>
      )}
      {practice.state === 'returned' && (
        <Alert kind="warning" title={t.returned} lang={lang}>
          <p class="nl-paragraph koers-typed" dir="auto">
            {practice.reason}
          </p>
        </Alert>
      )}
      {practice.state === 'submitted' && <Paragraph>{t.waiting}</Paragraph>}
      {practice.state === 'published' && (
        <Paragraph>
          {t.published} <Link href={`/praktijken/${practice.id}`}>{t.look}</Link>
        </Paragraph>
      )}
      <SummaryList
        lang={lang}
        rows={[
          { key: text.public.condition, value: <span lang="nl">{`${practice.conditionId} ${practices.titleOf(practice.conditionId) ?? ''}`}</span> },
          { key: text.public.level, value: practice.level === null ? t.noLevel : `${practice.level} ${practices.levelName(practice.level)}` },
          { key: text.part.contact, value: <bdi>{[practice.contactFunction, practice.contactMail].filter(Boolean).join(', ') || t.noText}</bdi> },
        ]}
      />
      <PracticeText practice={practice} lang={lang} />
      {view.mayChange && (
        <form method="post" action={`${here}/insturen`} id="wijzigen">
          <Paragraph quiet>{t.submitWhat}</Paragraph>
          <Actions>
            <Button>{t.submit}</Button>
            <LinkButton kind="secondary" href={`${here}/wijzigen`}>
              {t.change}
            </LinkButton>
          </Actions>
        </form>
      )}
      {view.mayWithdraw && (
        <form method="post" action={`${here}/intrekken`}>
          <Paragraph quiet>{t.withdrawWhat}</Paragraph>
          <Actions>
            <Button kind="subtle">{t.withdraw}</Button>
          </Actions>
        </form>
      )}
      <Paragraph>
        <Link href={ownPath(place.id)}>{t.back}</Link>
      </Paragraph>
    </PracticePage>
  )
}
