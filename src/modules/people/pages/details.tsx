import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { langs } from '#platform/i18n'
import { Actions, Button } from '#ui/button'
import { Select, TextField } from '#ui/field'
import { Link } from '#ui/link'
import type { AccountVerbs } from '../account.ts'
import { AccountPage, mistakeOf, typedIn } from '../parts/account-page.tsx'
import { personName } from '../person-name.ts'
import { problemText, textIn } from '../text.ts'

const path = '/mijn/account/gegevens'
const detailsForm = z.object({ name: personName, language: z.enum(langs, 'other') })

export const detailsPages = (account: AccountVerbs) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { owner, language } = await account.view(c.var.actor)
      return html(c, <DetailsPage c={c} name={owner.name} language={language} />)
    })
    .post(path, async (c) => {
      const owner = await account.own(c.var.actor)
      const form = await parseForm(c, detailsForm)
      if (!form.ok) return html(c, <DetailsPage c={c} name={typedIn(form.typed, 'name')} language={typedIn(form.typed, 'language')} errors={form.errors} />, 422)
      await account.describe(owner, form.value)
      return c.redirect('/mijn/account', 303)
    })

function DetailsPage({ c, name, language, errors = [] }: { c: Ctx; name: string; language: string; errors?: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.account
  const wrong = (field: string) => {
    const error = mistakeOf(errors, field)
    return error && problemText(text, error)
  }
  return (
    <AccountPage c={c} title={t.details} mistakes={errors.map((error) => ({ field: error.field, message: problemText(text, error) }))}>
      <form method="post" action={path} novalidate>
        <TextField name="name" label={t.name} hint={text.name.nameHint} value={name} error={wrong('name')} autocomplete="name" spellcheck={false} lang={lang} />
        <Select name="language" label={t.language} value={language} options={langs.map((value) => ({ value, label: t.languages[value] }))} error={wrong('language')} lang={lang} />
        <Actions>
          <Button>{t.save}</Button>
          <Link href="/mijn/account">{t.cancel}</Link>
        </Actions>
      </form>
    </AccountPage>
  )
}
