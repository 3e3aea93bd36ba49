import { Hono } from 'hono'
import { z } from 'zod'
import { notFound } from '#platform/errors'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { emailAddress } from '../email-address.ts'
import { typedIn } from '../parts/account-page.tsx'
import type { Providers } from '../providers.ts'
import type { SignIn } from '../sign-in.ts'
import { textIn } from '../text.ts'
import { browserKeyOf, goToOf, keepBrowserKey, visitOf, welcome } from './visit.ts'

const provider = '/aanmelden/met/:provider{[a-z0-9-]{1,40}}' as const
const confirm = '/aanmelden/bevestigen'
const confirmForm = z.object({ email: emailAddress })

/**
 * To a provider and back. Leaving is a link and not a form, because `form-action` of our security policy also holds for where a form leads on to.
 */
export const providerPages = (providers: Providers, signIn: SignIn, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(provider, async (c) => {
      const id = c.req.param('provider')
      const name = providers.nameOf(id)
      if (name === undefined) throw notFound('There is no such provider.')
      const goTo = goToOf(c.req.query('naar'))
      const going = await providers.leave(id, { goTo, address: c.var.address, personId: null })
      c.header('cache-control', 'no-store')
      if (going.status === 'away') return html(c, <WentWrongPage c={c} message={textIn(c.var.lang).providers.away(name)} goTo={goTo} />, 503)
      if (going.status === 'too-often') return html(c, <WentWrongPage c={c} message={textIn(c.var.lang).tooOften(going.minutes)} goTo={goTo} />, 429)
      keepBrowserKey(c, going.browserKey, secure)
      return c.redirect(going.url, 303)
    })
    .get(`${provider}/terug`, async (c) => {
      const id = c.req.param('provider')
      const name = providers.nameOf(id)
      if (name === undefined) throw notFound('There is no such provider.')
      const query = new URL(c.req.url).search.slice(1)
      const text = textIn(c.var.lang).providers
      const back = await providers.comeBack(id, { query, state: c.req.query('state') ?? '', browserKey: browserKeyOf(c, secure) ?? '', visit: visitOf(c, secure) })
      c.header('cache-control', 'no-store')
      switch (back.status) {
        case 'confirm-mailbox':
          return c.redirect(confirm, 303)
        case 'confirm-link':
          return c.redirect('/mijn/account/gekoppeld/bevestigen', 303)
        case 'away':
          return html(c, <WentWrongPage c={c} message={text.away(name)} goTo="/" />, 503)
        case 'refused':
          return html(c, <WentWrongPage c={c} message={text.refused(name)} goTo="/" />, 422)
        case 'stale':
          return html(c, <WentWrongPage c={c} message={text.stale} goTo="/" />, 422)
        case 'entered':
        case 'awaits-second-step':
          return welcome(c, back, secure)
      }
    })
    .get(confirm, async (c) => {
      const open = await providers.unconfirmed(browserKeyOf(c, secure) ?? '')
      return open ? html(c, <ConfirmPage c={c} name={open.provider} email={open.email} />) : c.redirect('/aanmelden', 303)
    })
    .post(confirm, async (c) => {
      const form = await parseForm(c, confirmForm)
      const open = await providers.unconfirmed(browserKeyOf(c, secure) ?? '')
      if (!open) return c.redirect('/aanmelden', 303)
      const text = textIn(c.var.lang)
      const email = typedIn(form.typed, 'email')
      if (!form.ok) return html(c, <ConfirmPage c={c} name={open.provider} email={email} mistake={text.problem.email} />, 422)
      const asked = await signIn.ask({ email: form.value.email, goTo: open.goTo, lang: c.var.lang, address: c.var.address, linking: { visitId: open.id, name: open.provider } })
      if (asked.status === 'too-often') return html(c, <ConfirmPage c={c} name={open.provider} email={email} mistake={text.tooOften(asked.minutes)} />, 429)
      keepBrowserKey(c, asked.browserKey, secure)
      return c.redirect('/aanmelden/code', 303)
    })

function WentWrongPage({ c, message, goTo }: { c: Ctx; message: string; goTo: string }) {
  const { lang } = c.var
  const text = textIn(lang)
  return (
    <Page {...c.var.page} path="/aanmelden" title={text.signIn.title} error robots="noindex">
      <ErrorSummary errors={[{ message }]} lang={lang} />
      <Heading level={1}>{text.signIn.title}</Heading>
      <Paragraph lead>{text.providers.otherwise}</Paragraph>
      <Actions>
        <LinkButton href={`/aanmelden?naar=${encodeURIComponent(goTo)}`}>{text.providers.byMail}</LinkButton>
      </Actions>
    </Page>
  )
}

function ConfirmPage({ c, name, email, mistake }: { c: Ctx; name: string; email: string; mistake?: string }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.providers
  return (
    <Page {...c.var.page} path={confirm} title={t.confirmTitle} error={mistake !== undefined} robots="noindex">
      {mistake !== undefined && <ErrorSummary errors={[{ field: 'email', message: mistake }]} lang={lang} />}
      <Heading level={1}>{t.confirmTitle}</Heading>
      <Paragraph lead>{t.confirmLead(name)}</Paragraph>
      <form method="post" action={confirm} novalidate>
        <TextField name="email" type="email" label={text.signIn.email} value={email} error={mistake} autocomplete="email" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{text.signIn.button}</Button>
        </Actions>
      </form>
    </Page>
  )
}
