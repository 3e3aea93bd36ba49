import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { shortText } from '#platform/text-input'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { emailAddress } from '../email-address.ts'
import { PasskeyForm } from '../parts/passkey-form.tsx'
import type { Providers } from '../providers.ts'
import type { SignIn } from '../sign-in.ts'
import { textIn } from '../text.ts'
import { goToOf, keepBrowserKey } from './visit.ts'

const askForm = z.object({ email: emailAddress, naar: shortText(2000).catch('') })

/** The way in: an e-mail address, and a letter to it. */
export const signInPages = (signIn: SignIn, providers: Providers, secure: boolean) =>
  new Hono<HttpEnv>()
    .get('/aanmelden', async (c) => {
      const goTo = goToOf(c.req.query('naar'))
      return c.var.actor.person
        ? c.redirect(goTo, 303)
        : html(c, <SignInPage c={c} providers={providers} goTo={goTo} {...(c.req.query('passkey') === undefined ? {} : { refused: true })} />)
    })
    .post('/aanmelden', async (c) => {
      const form = await parseForm(c, askForm)
      const text = textIn(c.var.lang)
      const goTo = goToOf([form.typed['naar'] ?? ''].flat()[0])
      const typed = [form.typed['email'] ?? ''].flat()[0] ?? ''
      if (!form.ok) return html(c, <SignInPage c={c} providers={providers} goTo={goTo} email={typed} mistake={text.problem.email} />, 422)
      const asked = await signIn.ask({ email: form.value.email, goTo, lang: c.var.lang, address: c.var.address })
      if (asked.status === 'too-often') return html(c, <SignInPage c={c} providers={providers} goTo={goTo} email={typed} mistake={text.tooOften(asked.minutes)} />, 429)
      keepBrowserKey(c, asked.browserKey, secure)
      return c.redirect('/aanmelden/code', 303)
    })

type Props = { c: Ctx; providers: Providers; goTo: string; email?: string; mistake?: string; refused?: boolean }

function SignInPage({ c, providers, goTo, email, mistake, refused }: Props) {
  const { lang } = c.var
  const t = textIn(lang).signIn
  return (
    <Page {...c.var.page} path="/aanmelden" title={t.title} error={mistake !== undefined} robots="noindex" scripts={['passkey']}>
      {refused && <ErrorSummary errors={[{ message: textIn(lang).passkeys.refused }]} lang={lang} />}
      {mistake !== undefined && <ErrorSummary errors={[{ field: 'email', message: mistake }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action="/aanmelden" novalidate>
        <input type="hidden" name="naar" value={goTo} />
        <TextField name="email" type="email" label={t.email} hint={t.emailHint} value={email} error={mistake} autocomplete="email" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
      <Paragraph quiet>{t.new}</Paragraph>
      {providers.list.length > 0 && (
        <>
          <Heading level={2}>{textIn(lang).providers.or}</Heading>
          <ul class="koers-links">
            {providers.list.map(({ id, name }) => (
              <li>
                <LinkButton kind="secondary" href={`/aanmelden/met/${id}?naar=${encodeURIComponent(goTo)}`}>
                  {textIn(lang).providers.with(name)}
                </LinkButton>
              </li>
            ))}
          </ul>
        </>
      )}
      <PasskeyForm use="give" action="/aanmelden/passkey" options="/aanmelden/passkey/opties" button={textIn(lang).passkeys.signIn} kind="secondary" lang={lang}>
        <input type="hidden" name="naar" value={goTo} />
      </PasskeyForm>
    </Page>
  )
}
