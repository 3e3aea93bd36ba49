import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { personName } from '../person-name.ts'
import type { SignIn } from '../sign-in.ts'
import { problemText, textIn } from '../text.ts'
import { goToOf } from './visit.ts'

const nameForm = z.object({ name: personName })

/** Asked once, after the first sign-in. */
export const namePages = (signIn: SignIn) =>
  new Hono<HttpEnv>()
    .get('/aanmelden/naam', async (c) => {
      const goTo = goToOf(c.req.query('naar'))
      const { person } = c.var.actor
      return person ? html(c, <NamePage c={c} goTo={goTo} name={person.name} />) : c.redirect('/aanmelden', 303)
    })
    .post('/aanmelden/naam', async (c) => {
      const form = await parseForm(c, nameForm)
      const goTo = goToOf([form.typed['naar'] ?? ''].flat()[0])
      const { person } = c.var.actor
      if (!person) return c.redirect(`/aanmelden?naar=${encodeURIComponent(goTo)}`, 303)
      if (!form.ok) return html(c, <NamePage c={c} goTo={goTo} name={[form.typed['name'] ?? ''].flat()[0] ?? ''} errors={form.errors} />, 422)
      await signIn.name(person.id, form.value.name)
      return c.redirect(goTo, 303)
    })

function NamePage({ c, goTo, name, errors = [] }: { c: Ctx; goTo: string; name: string; errors?: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.name
  const mistake = errors[0] && problemText(text, errors[0])
  return (
    <Page {...c.var.page} path="/aanmelden/naam" title={t.title} error={mistake !== undefined} robots="noindex">
      {mistake !== undefined && <ErrorSummary errors={[{ field: 'name', message: mistake }]} lang={lang} />}
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action="/aanmelden/naam" novalidate>
        <input type="hidden" name="naar" value={goTo} />
        <TextField name="name" label={t.name} hint={t.nameHint} value={name} error={mistake} autocomplete="name" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </Page>
  )
}
