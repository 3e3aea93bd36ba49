import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { TextField } from '#ui/field'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { AccountVerbs, AccountView } from '../account.ts'
import { AccountPage } from '../parts/account-page.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import type { SecondStep } from '../second-step.ts'
import { textIn } from '../text.ts'
import { typedCode } from '../typed-code.ts'
import { admit, goToOf, visitOf } from './visit.ts'

const path = '/mijn/account/tweede-stap'
const appForm = z.object({ code: typedCode })
const back = (goTo: string) => `naar=${encodeURIComponent(goTo)}`
const giveFirst = (to: string = path) => `/aanmelden/tweede-stap?${back(to)}`

/** Setting up the second step, new recovery codes, and taking it away. `naar` is where an administrator was going. */
export const setUpStepPages = (account: AccountVerbs, secondStep: SecondStep, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const goTo = goToOf(c.req.query('naar'))
      const view = await account.view(c.var.actor)
      if (view.owner.strong && c.req.query('naar') !== undefined) return c.redirect(goTo, 303)
      return html(c, <StepPage c={c} view={view} goTo={goTo} />)
    })
    .post(path, async (c) => {
      const started = await secondStep.start(await account.own(c.var.actor))
      const goTo = goToOf(c.req.query('naar'))
      return c.redirect(started.status === 'started' ? `${path}/app?${back(goTo)}` : giveFirst(), 303)
    })
    .get(`${path}/app`, async (c) => {
      const started = await secondStep.started(await account.own(c.var.actor))
      c.header('cache-control', 'private, no-store')
      return started ? html(c, <AppPage c={c} {...started} goTo={goToOf(c.req.query('naar'))} />) : c.redirect(path, 303)
    })
    .post(`${path}/app`, async (c) => {
      const owner = await account.own(c.var.actor)
      const form = await parseForm(c, appForm)
      const text = textIn(c.var.lang)
      const goTo = goToOf(c.req.query('naar'))
      c.header('cache-control', 'private, no-store')
      const again = async (mistake: string, status: 422 | 429 = 422) => {
        const started = await secondStep.started(owner)
        return started ? html(c, <AppPage c={c} {...started} goTo={goTo} mistake={mistake} />, status) : c.redirect(path, 303)
      }
      if (!form.ok) return again(text.problem.code)
      const done = await secondStep.confirm(owner, form.value.code, visitOf(c, secure))
      switch (done.status) {
        case 'wrong-code':
          return again(text.setUp.wrong)
        case 'too-often':
          return again(text.tooOften(done.minutes), 429)
        case 'not-started':
          return c.redirect(path, 303)
        case 'second-step-first':
          return c.redirect(giveFirst(), 303)
        case 'confirmed':
          admit(c, done.entered, secure)
          // Shown in the answer to the post and nowhere else: the codes are not kept, so a redirect could not show them.
          return html(c, <CodesPage c={c} codes={done.codes} goTo={goTo} />)
      }
    })
    .post(`${path}/codes`, async (c) => {
      const done = await secondStep.renewCodes(await account.own(c.var.actor))
      if (done.status === 'second-step-first') return c.redirect(giveFirst(), 303)
      c.header('cache-control', 'private, no-store')
      return html(c, <CodesPage c={c} codes={done.codes} goTo={path} />)
    })
    .post(`${path}/verwijderen`, async (c) => {
      const done = await secondStep.remove(await account.own(c.var.actor))
      return c.redirect(done.status === 'removed' ? path : giveFirst(), 303)
    })

function StepPage({ c, view, goTo }: { c: Ctx; view: AccountView; goTo: string }) {
  const { lang } = c.var
  const t = textIn(lang).setUp
  const { owner, held, mayChangeWaysIn } = view
  return (
    <AccountPage c={c} title={t.title}>
      {owner.administrator && !owner.strong && (
        <Alert kind="info" lang={lang}>
          <Paragraph>{t.administrator}</Paragraph>
        </Alert>
      )}
      {c.var.actor.withheld.size > 0 && (
        <Alert kind="info" lang={lang}>
          <Paragraph>{t.organisation}</Paragraph>
        </Alert>
      )}
      <Paragraph lead>{held.authenticator ? t.on : t.lead}</Paragraph>
      {held.authenticator && <Paragraph>{t.left(view.recoveryCodesLeft)}</Paragraph>}
      {!mayChangeWaysIn && (
        <>
          <Paragraph>{t.give}</Paragraph>
          <Actions>
            <LinkButton href={`/aanmelden/tweede-stap?${back(goTo)}`}>{t.giveButton}</LinkButton>
          </Actions>
        </>
      )}
      {mayChangeWaysIn && !owner.strong && held.passkeys > 0 && (
        <Actions>
          <LinkButton href={`/aanmelden/tweede-stap?${back(goTo)}`}>{t.givePasskey}</LinkButton>
        </Actions>
      )}
      {mayChangeWaysIn && !held.authenticator && (
        <form method="post" action={`${path}?${back(goTo)}`}>
          <Actions>
            <Button kind={held.passkeys > 0 ? 'secondary' : 'primary'}>{t.start}</Button>
            {held.passkeys === 0 && <Link href="/mijn/account/passkeys">{t.addPasskey}</Link>}
          </Actions>
        </form>
      )}
      {mayChangeWaysIn && held.authenticator && (
        <>
          <form method="post" action={`${path}/codes`}>
            <Actions>
              <Button kind="secondary">{t.renew}</Button>
            </Actions>
          </form>
          <form method="post" action={`${path}/verwijderen`}>
            <Paragraph quiet>{t.removeWarning}</Paragraph>
            <Actions>
              <Button kind="subtle">{t.remove}</Button>
            </Actions>
          </form>
        </>
      )}
    </AccountPage>
  )
}

function AppPage({ c, typed, uri, goTo, mistake }: { c: Ctx; typed: string; uri: string; goTo: string; mistake?: string }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.setUp
  return (
    <AccountPage c={c} title={t.appTitle} {...(mistake === undefined ? {} : { mistakes: [{ field: 'code', message: mistake }] })}>
      <Paragraph lead>{t.scan}</Paragraph>
      <QrCode text={uri} label={t.qr} />
      <Paragraph>{t.type}</Paragraph>
      <p class="koers-code">{typed}</p>
      <form method="post" action={`${path}/app?${back(goTo)}`} novalidate>
        <TextField name="code" label={t.code} error={mistake} inputmode="numeric" autocomplete="one-time-code" width="short" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{t.confirm}</Button>
          <Link href={path}>{text.account.cancel}</Link>
        </Actions>
      </form>
    </AccountPage>
  )
}

function CodesPage({ c, codes, goTo }: { c: Ctx; codes: readonly string[]; goTo: string }) {
  const t = textIn(c.var.lang).setUp
  return (
    <AccountPage c={c} title={t.codesTitle}>
      <Paragraph lead>{t.codesLead}</Paragraph>
      <ul class="koers-links">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Actions>
        <LinkButton href={goTo}>{t.codesDone}</LinkButton>
      </Actions>
    </AccountPage>
  )
}
