import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { shortText } from '#platform/text-input'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { Select, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Paragraph } from '#ui/paragraph'
import type { AccountVerbs, AccountView } from '../account.ts'
import { AccountPage, mistakeOf, typedIn } from '../parts/account-page.tsx'
import { problemText, textIn } from '../text.ts'
import { TOKEN_DAYS, type Tokens } from '../tokens.ts'

const path = '/mijn/account/api-sleutels'
const tokenForm = z.object({ name: shortText(80), days: z.coerce.number().pipe(z.literal(TOKEN_DAYS, 'other')) })

/** Tokens for programs of one's own. */
export const tokenPages = (account: AccountVerbs, tokens: Tokens) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <TokensPage c={c} view={await account.view(c.var.actor)} />))
    .post(path, async (c) => {
      const owner = await account.own(c.var.actor)
      const form = await parseForm(c, tokenForm)
      const typed = { name: typedIn(form.typed, 'name'), days: typedIn(form.typed, 'days') }
      if (!form.ok) return html(c, <TokensPage c={c} view={await account.view(c.var.actor)} {...typed} errors={form.errors} />, 422)
      const done = await tokens.make(owner, form.value)
      if (done.status === 'second-step-first') return c.redirect(`/aanmelden/tweede-stap?naar=${encodeURIComponent(path)}`, 303)
      const view = await account.view(c.var.actor)
      c.header('cache-control', 'private, no-store')
      if (done.status === 'too-many') return html(c, <TokensPage c={c} view={view} {...typed} errors={[{ field: 'name', problem: 'too-many', limit: done.most }]} />, 422)
      // Shown in the answer to the post and nowhere else: the token is not kept, so a redirect could not show it.
      return html(c, <TokensPage c={c} view={view} made={done.token} />)
    })
    .post(`${path}/:token{[\\w-]{16}}/intrekken`, async (c) => {
      await tokens.withdraw(await account.own(c.var.actor), c.req.param('token'))
      return c.redirect(path, 303)
    })

type Props = { c: Ctx; view: AccountView; made?: string; name?: string; days?: string; errors?: readonly FieldError[] }

function TokensPage({ c, view, made, name = '', days = '90', errors = [] }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.tokens
  const words = (error: FieldError) => (error.problem === 'too-many' ? t.tooMany(error.limit ?? 0) : problemText(text, error))
  const wrong = (field: string) => {
    const error = mistakeOf(errors, field)
    return error && words(error)
  }
  return (
    <AccountPage c={c} title={t.title} mistakes={errors.map((error) => ({ field: error.field, message: words(error) }))}>
      <Paragraph lead>{t.lead}</Paragraph>
      {!view.owner.strong && <Paragraph quiet>{t.secondStepFirst}</Paragraph>}
      {made && (
        <Alert kind="ok" title={t.made} live lang={lang}>
          <p class="koers-code">{made}</p>
          <Paragraph>{t.madeWhy}</Paragraph>
        </Alert>
      )}
      <form method="post" action={path} novalidate>
        <TextField name="name" label={t.name} hint={t.nameHint} value={name} error={wrong('name')} optional autocomplete="off" lang={lang} />
        <Select
          name="days"
          label={t.days}
          value={days}
          options={TOKEN_DAYS.map((value) => ({ value: String(value), label: t.dayChoice(value) }))}
          error={wrong('days')}
          lang={lang}
        />
        <Actions>
          <Button>{t.make}</Button>
        </Actions>
      </form>
      <Heading level={2}>{t.yours}</Heading>
      {view.tokens.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      <ul class="koers-links">
        {view.tokens.map((token) => (
          <li>
            <form method="post" action={`${path}/${token.id}/intrekken`} class="koers-actions">
              <span>
                <bdi>{token.name || t.unnamed}</bdi>
                <br />
                <span class="koers-quiet">
                  {t.until(longDate(token.expiresAt, lang))}, {token.usedAt ? t.used(longDate(token.usedAt, lang)) : t.unused}
                  {!token.passedSecondStep && `, ${t.withoutSecondStep}`}
                </span>
              </span>
              <Button kind="subtle">
                {t.withdraw}
                <span class="koers-hidden"> {token.name || t.unnamed}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </AccountPage>
  )
}
