import { Hono } from 'hono'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { requireAdministrator } from '#platform/signed-in'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Claims, ClaimView } from '../claims/claims.ts'
import { mergeForm, moveForm } from '../handovers/handover.ts'
import type { Handovers, NamedHandover } from '../handovers/handovers.ts'
import { labelOf } from '../organisation.ts'
import { HandoverList } from '../parts/handover-list.tsx'
import { problemText, textIn } from '../text.ts'

const here = '/beheer/organisaties'
const claim = `${here}/verzoeken/:claim{[\\w-]{16}}` as const

export const administrationPages = (claims: Claims, handovers: Handovers) => {
  const show = async (c: Ctx, typed: Typed = {}, errors: FieldError[] = []) => {
    const view = { asked: await claims.claimsForAdministrator(c.var.actor), latest: await handovers.latest(c.var.actor) }
    return html(c, <AdministrationPage c={c} {...view} typed={typed} errors={errors} />, errors.length > 0 ? 422 : 200)
  }
  const app = new Hono<HttpEnv>()
  // Before anything is read: an administrator with one factor is sent to the second; all others do not know this page.
  app.use(`${here}/*`, async (c, next) => {
    requireAdministrator(c.var.actor)
    return next()
  })
  return app
    .get(here, (c) => show(c))
    .post(`${claim}/toewijzen`, async (c) => {
      await claims.decideFirst(c.var.actor, c.req.param('claim'), true)
      return c.redirect(`${here}?gedaan=granted`, 303)
    })
    .post(`${claim}/afwijzen`, async (c) => {
      await claims.decideFirst(c.var.actor, c.req.param('claim'), false)
      return c.redirect(`${here}?gedaan=refused`, 303)
    })
    .post(`${here}/overdragen`, async (c) => {
      const form = await parseForm(c, moveForm)
      if (!form.ok) return show(c, form.typed, form.errors)
      const { moveReason, ...move } = form.value
      const done = await handovers.move(c.var.actor, { ...move, reason: moveReason })
      return done.status === 'done' ? c.redirect(`${here}?gedaan=done`, 303) : show(c, form.typed, [done])
    })
    .post(`${here}/samenvoegen`, async (c) => {
      const form = await parseForm(c, mergeForm)
      if (!form.ok) return show(c, form.typed, form.errors)
      const { mergeReason, ...merge } = form.value
      const done = await handovers.merge(c.var.actor, { ...merge, reason: mergeReason })
      return done.status === 'done' ? c.redirect(`${here}?gedaan=done`, 303) : show(c, form.typed, [done])
    })
}

type Props = { c: Ctx; asked: ClaimView[]; latest: NamedHandover[]; typed: Typed; errors: FieldError[] }

function AdministrationPage({ c, asked, latest, typed, errors }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.administration
  const field = (name: string, label: string) => {
    const found = errors.find((one) => one.field === name)
    return (
      <TextField
        name={name}
        label={label}
        value={[typed[name] ?? ''].flat()[0]}
        error={found && problemText(text, found)}
        width={name.endsWith('Reason') ? 'full' : 'middle'}
        lang={lang}
        autocomplete="off"
      />
    )
  }
  const done = { done: t.done, granted: t.granted, refused: t.refused }[c.req.query('gedaan') ?? '']
  return (
    <Page {...c.var.page} path={here} title={t.title} robots="noindex" error={errors.length > 0}>
      {done && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{done}</Paragraph>
        </Alert>
      )}
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Heading level={2}>{text.claim.requests}</Heading>
      {asked.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      <ul class="koers-links">
        {asked.map((one) => (
          <FirstClaim c={c} claim={one} />
        ))}
      </ul>
      <Heading level={2}>{t.moveTitle}</Heading>
      <Paragraph>{t.moveWhy}</Paragraph>
      <Paragraph quiet>{t.ownCode}</Paragraph>
      <form method="post" action={`${here}/overdragen`} novalidate>
        {field('school', t.school)}
        {field('toBoard', t.toBoard)}
        {field('moveReason', t.reason)}
        <Actions>
          <Button kind="secondary">{t.move}</Button>
        </Actions>
      </form>
      <Heading level={2}>{t.mergeTitle}</Heading>
      <Paragraph>{t.mergeWhy}</Paragraph>
      <form method="post" action={`${here}/samenvoegen`} novalidate>
        {field('fromBoard', t.fromBoard)}
        {field('intoBoard', t.intoBoard)}
        {field('mergeReason', t.reason)}
        <Actions>
          <Button kind="secondary">{t.merge}</Button>
        </Actions>
      </form>
      {latest.length > 0 && <HandoverList handovers={latest} title={t.recent} lang={lang} />}
    </Page>
  )
}

function FirstClaim({ c, claim: one }: { c: Ctx; claim: ClaimView }) {
  const text = textIn(c.var.lang)
  const name = text.claim.request(one.person.name, one.person.email)
  const address = `${here}/verzoeken/${one.id}`
  return (
    <li>
      <Paragraph>
        <bdi>{name}</bdi>, {one.functions.map((held) => text.function[held]).join(', ')}
        <br />
        <bdi>{labelOf(one.organisation)}</bdi>, {text.claim.asked(longDate(one.askedAt, c.var.lang))}
        <br />
        <span class="koers-quiet">
          {text.administration.website}: {one.organisation.website ?? text.administration.unknown}
        </span>
      </Paragraph>
      <form method="post" action={`${address}/toewijzen`}>
        <Actions>
          <Button kind="secondary">
            {text.claim.grant}
            <span class="koers-hidden"> {name}</span>
          </Button>
          <Button kind="subtle" formaction={`${address}/afwijzen`}>
            {text.claim.refuse}
            <span class="koers-hidden"> {name}</span>
          </Button>
        </Actions>
      </form>
    </li>
  )
}
