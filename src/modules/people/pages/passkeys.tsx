import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { shortText } from '#platform/text-input'
import { Button } from '#ui/button'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { AccountVerbs } from '../account.ts'
import { deviceOf } from '../device.ts'
import { AccountPage, mistakeOf, typedIn } from '../parts/account-page.tsx'
import { PasskeyForm } from '../parts/passkey-form.tsx'
import { givenCredential, newCredential, PASSKEY_NAME_LIMIT, type Passkey } from '../passkey.ts'
import type { Passkeys } from '../passkeys.ts'
import { problemText, textIn } from '../text.ts'
import { goToOf, visitOf, welcome } from './visit.ts'

const path = '/mijn/account/passkeys'
const addForm = z.object({ response: newCredential, name: shortText(PASSKEY_NAME_LIMIT) })
const giveForm = z.object({ response: givenCredential })
const giveFirst = `/aanmelden/tweede-stap?naar=${encodeURIComponent(path)}`

/** Adding and removing passkeys, and signing in with one. */
export const passkeyPages = (account: AccountVerbs, passkeys: Passkeys, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const owner = await account.own(c.var.actor)
      return html(c, <PasskeysPage c={c} keys={await passkeys.list(owner)} name={deviceOf(c.req.header('user-agent'))} />)
    })
    .post(`${path}/opties`, async (c) => c.json(await passkeys.toAdd(await account.own(c.var.actor)), 200, { 'cache-control': 'no-store' }))
    .post(path, async (c) => {
      const owner = await account.own(c.var.actor)
      const form = await parseForm(c, addForm)
      const again = async (errors: readonly FieldError[]) =>
        html(c, <PasskeysPage c={c} keys={await passkeys.list(owner)} name={typedIn(form.typed, 'name')} errors={errors} />, 422)
      if (!form.ok) return again(form.errors.map((error) => (error.field === 'name' ? error : { field: '', problem: 'passkey' })))
      const added = await passkeys.add(owner, form.value)
      switch (added.status) {
        case 'added':
          return c.redirect(path, 303)
        case 'second-step-first':
          return c.redirect(giveFirst, 303)
        case 'too-many':
          return again([{ field: '', problem: 'too-many-passkeys' }])
        case 'refused':
          return again([{ field: '', problem: 'passkey' }])
      }
    })
    .post(`${path}/:passkey{[\\w-]{16}}/verwijderen`, async (c) => {
      const owner = await account.own(c.var.actor)
      const { status } = await passkeys.remove(owner, c.req.param('passkey'))
      if (status !== 'last-way-in') return c.redirect(status === 'removed' ? path : giveFirst, 303)
      return html(c, <PasskeysPage c={c} keys={await passkeys.list(owner)} name={deviceOf(c.req.header('user-agent'))} errors={[{ field: '', problem: 'last-way-in' }]} />, 422)
    })
    .post('/aanmelden/passkey/opties', async (c) => c.json(await passkeys.toSignIn(), 200, { 'cache-control': 'no-store' }))
    .post('/aanmelden/passkey', async (c) => {
      const form = await parseForm(c, giveForm)
      const goTo = goToOf(typedIn(form.typed, 'naar'))
      const done = form.ok ? await passkeys.signIn(form.value.response, { visit: visitOf(c, secure), goTo }) : ({ status: 'refused' } as const)
      return done.status === 'refused' ? c.redirect(`/aanmelden?naar=${encodeURIComponent(goTo)}&passkey=onbekend`, 303) : welcome(c, done, secure)
    })

function PasskeysPage({ c, keys, name, errors = [] }: { c: Ctx; keys: readonly Passkey[]; name: string; errors?: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.passkeys
  const nameError = mistakeOf(errors, 'name')
  const mistakes = errors.map((error) => ({ ...(error.field === '' ? {} : { field: error.field }), message: problemText(text, error) }))
  return (
    <AccountPage c={c} title={t.title} mistakes={mistakes} scripts={['passkey']}>
      <Paragraph lead>{t.lead}</Paragraph>
      <PasskeyForm use="add" action={path} options={`${path}/opties`} button={t.add} kind="primary" lang={lang}>
        <TextField name="name" label={t.name} hint={t.nameHint} value={name} error={nameError && problemText(text, nameError)} autocomplete="off" lang={lang} />
      </PasskeyForm>
      <Heading level={2}>{t.yours}</Heading>
      {keys.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      <ul class="koers-links">
        {keys.map((key) => (
          <li>
            <form method="post" action={`${path}/${key.id}/verwijderen`} class="koers-actions">
              <span>
                <bdi>{key.name || t.unnamed}</bdi>
                <br />
                <span class="koers-quiet">{key.usedAt ? t.used(longDate(key.usedAt, lang)) : t.made(longDate(key.madeAt, lang))}</span>
              </span>
              <Link href={`${path}/${key.id}`} context={key.name || t.unnamed}>
                {t.rename}
              </Link>
              <Button kind="subtle">
                {t.remove}
                <span class="koers-hidden"> {key.name || t.unnamed}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </AccountPage>
  )
}
