import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { credentialOf } from '#platform/identity'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { typedIn } from '../parts/account-page.tsx'
import { PasskeyForm } from '../parts/passkey-form.tsx'
import type { SecondStep } from '../second-step.ts'
import { textIn } from '../text.ts'
import { typedStep } from '../typed-code.ts'
import { goToOf, visitOf, welcome } from './visit.ts'

const stepForm = z.object({ code: typedStep })
const path = '/aanmelden/tweede-stap'

/** Between the mailbox and the account, for who set up an app. */
export const secondStepPages = (secondStep: SecondStep, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const goTo = goToOf(c.req.query('naar'))
      if (!(await secondStep.before(credentialOf(c, secure)))) return c.redirect(c.var.actor.person ? goTo : '/aanmelden', 303)
      return html(c, <SecondStepPage c={c} goTo={goTo} />)
    })
    .post(path, async (c) => {
      const form = await parseForm(c, stepForm)
      const goTo = goToOf(typedIn(form.typed, 'naar'))
      const text = textIn(c.var.lang)
      if (!form.ok) return html(c, <SecondStepPage c={c} goTo={goTo} mistake={text.problem.code} />, 422)
      const proved = await secondStep.prove(form.value.code, { visit: visitOf(c, secure), goTo })
      switch (proved.status) {
        case 'nobody':
          return c.redirect(c.var.actor.person ? goTo : `/aanmelden?naar=${encodeURIComponent(goTo)}`, 303)
        case 'wrong-code':
          return html(c, <SecondStepPage c={c} goTo={goTo} mistake={text.secondStep.wrong} />, 422)
        case 'too-often':
          return html(c, <SecondStepPage c={c} goTo={goTo} mistake={text.tooOften(proved.minutes)} />, 429)
        case 'entered':
        case 'awaits-second-step':
          return welcome(c, proved, secure)
      }
    })

function SecondStepPage({ c, goTo, mistake }: { c: Ctx; goTo: string; mistake?: string }) {
  const { lang } = c.var
  const t = textIn(lang).secondStep
  return (
    <Page {...c.var.page} path={path} title={t.title} error={mistake !== undefined} robots="noindex" scripts={['passkey']}>
      {mistake !== undefined && <ErrorSummary errors={[{ field: 'code', message: mistake }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action={path} novalidate>
        <input type="hidden" name="naar" value={goTo} />
        <TextField name="code" label={t.code} error={mistake} autocomplete="one-time-code" width="middle" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{t.button}</Button>
          {!c.var.actor.person && <Link href="/aanmelden">{t.other}</Link>}
        </Actions>
      </form>
      <PasskeyForm use="give" action="/aanmelden/passkey" options="/aanmelden/passkey/opties" button={textIn(lang).passkeys.signIn} kind="secondary" lang={lang}>
        <input type="hidden" name="naar" value={goTo} />
      </PasskeyForm>
      <Paragraph quiet>{t.lost}</Paragraph>
    </Page>
  )
}
