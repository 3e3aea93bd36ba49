import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { SignIn } from '../sign-in.ts'
import { textIn } from '../text.ts'
import { typedCode } from '../typed-code.ts'
import { browserKeyOf, visitOf, welcome } from './visit.ts'

const codeForm = z.object({ code: typedCode })

export const codePages = (signIn: SignIn, secure: boolean) =>
  new Hono<HttpEnv>()
    .get('/aanmelden/code', async (c) => {
      const asked = await signIn.asked(browserKeyOf(c, secure) ?? '')
      if (!asked) return c.redirect('/aanmelden', 303)
      return html(c, asked.isUsed ? <EndedPage c={c} goTo={asked.goTo} /> : <CodePage c={c} email={asked.email} goTo={asked.goTo} />)
    })
    .post('/aanmelden/code', async (c) => {
      const form = await parseForm(c, codeForm)
      const text = textIn(c.var.lang)
      const browserKey = browserKeyOf(c, secure) ?? ''
      const asked = await signIn.asked(browserKey)
      if (!asked) return html(c, <EndedPage c={c} goTo="/" />, 422)
      if (!form.ok) return html(c, <CodePage c={c} {...asked} mistake={text.problem.code} />, 422)
      const done = await signIn.confirmCode(browserKey, form.value.code, { visit: visitOf(c, secure), address: c.var.address })
      switch (done.status) {
        case 'entered':
        case 'awaits-second-step':
          return welcome(c, done, secure)
        case 'wrong-code':
          return html(c, <CodePage c={c} {...asked} mistake={text.code.wrong(done.left)} />, 422)
        case 'too-often':
          return html(c, <CodePage c={c} {...asked} mistake={text.tooOften(done.minutes)} />, 429)
        case 'ended':
          return html(c, <EndedPage c={c} goTo={asked.goTo} />, 422)
      }
    })

const askAgain = (goTo: string) => `/aanmelden?naar=${encodeURIComponent(goTo)}`

function CodePage({ c, email, goTo, mistake }: { c: Ctx; email: string; goTo: string; mistake?: string }) {
  const { lang } = c.var
  const t = textIn(lang).code
  return (
    <Page {...c.var.page} path="/aanmelden/code" title={t.title} error={mistake !== undefined} robots="noindex">
      {mistake !== undefined && <ErrorSummary errors={[{ field: 'code', message: mistake }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead(email)}</Paragraph>
      <form method="post" action="/aanmelden/code" novalidate>
        <TextField name="code" label={t.code} hint={t.codeHint} error={mistake} inputmode="numeric" autocomplete="one-time-code" width="short" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
      <Paragraph quiet>
        {t.nothing} <Link href={askAgain(goTo)}>{t.again}</Link>.
      </Paragraph>
    </Page>
  )
}

function EndedPage({ c, goTo }: { c: Ctx; goTo: string }) {
  const t = textIn(c.var.lang).code
  return (
    <Page {...c.var.page} path="/aanmelden/code" title={t.title} error robots="noindex">
      <ErrorSummary errors={[{ message: t.ended }]} lang={c.var.lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.endedWhat}</Paragraph>
      <Actions>
        <LinkButton href={askAgain(goTo)}>{t.endedButton}</LinkButton>
      </Actions>
    </Page>
  )
}
