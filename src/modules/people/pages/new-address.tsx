import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { TextField } from '#ui/field'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { AccountVerbs } from '../account.ts'
import { emailAddress } from '../email-address.ts'
import { AccountPage, typedIn } from '../parts/account-page.tsx'
import { textIn } from '../text.ts'
import { typedCode } from '../typed-code.ts'

const path = '/mijn/account/e-mail'
const addressForm = z.object({ email: emailAddress })
const codeForm = z.object({ code: typedCode })

/** Another address: a code goes to the new one, and a letter to the old one once it has changed. */
export const newAddressPages = (account: AccountVerbs) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      await account.own(c.var.actor)
      return html(c, <AddressPage c={c} />)
    })
    .post(path, async (c) => {
      const owner = await account.own(c.var.actor)
      const form = await parseForm(c, addressForm)
      const text = textIn(c.var.lang)
      const email = typedIn(form.typed, 'email')
      if (!form.ok) return html(c, <AddressPage c={c} email={email} mistake={text.problem.email} />, 422)
      const asked = await account.askAddress(owner, { email: form.value.email, lang: c.var.lang, address: c.var.address })
      switch (asked.status) {
        case 'sent':
          return c.redirect(`${path}/code`, 303)
        case 'same':
          return html(c, <AddressPage c={c} email={email} mistake={text.address.same} />, 422)
        case 'too-often':
          return html(c, <AddressPage c={c} email={email} mistake={text.tooOften(asked.minutes)} />, 429)
        case 'second-step-first':
          return c.redirect(`/aanmelden/tweede-stap?naar=${encodeURIComponent(path)}`, 303)
      }
    })
    .get(`${path}/code`, async (c) => {
      const email = await account.askedAddress(await account.own(c.var.actor))
      return email === undefined ? c.redirect(path, 303) : html(c, <CodePage c={c} email={email} />)
    })
    .post(`${path}/code`, async (c) => {
      const owner = await account.own(c.var.actor)
      const form = await parseForm(c, codeForm)
      const text = textIn(c.var.lang)
      const email = await account.askedAddress(owner)
      if (email === undefined) return html(c, <AddressPage c={c} mistake={text.code.ended} />, 422)
      if (!form.ok) return html(c, <CodePage c={c} email={email} mistake={text.problem.code} />, 422)
      const changed = await account.confirmAddress(owner, form.value.code)
      switch (changed.status) {
        case 'changed':
          return c.redirect('/mijn/account', 303)
        case 'wrong-code':
          return html(c, <CodePage c={c} email={email} mistake={text.code.wrong(changed.left)} />, 422)
        case 'ended':
          return html(c, <AddressPage c={c} email={email} mistake={text.code.ended} />, 422)
        case 'taken':
          return html(c, <AddressPage c={c} email={email} mistake={text.address.taken} />, 422)
      }
    })

function AddressPage({ c, email, mistake }: { c: Ctx; email?: string; mistake?: string }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.address
  return (
    <AccountPage c={c} title={t.title} {...(mistake === undefined ? {} : { mistakes: [{ field: 'email', message: mistake }] })}>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action={path} novalidate>
        <TextField name="email" type="email" label={t.email} value={email} error={mistake} autocomplete="email" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{t.button}</Button>
          <Link href="/mijn/account">{text.account.cancel}</Link>
        </Actions>
      </form>
    </AccountPage>
  )
}

function CodePage({ c, email, mistake }: { c: Ctx; email: string; mistake?: string }) {
  const { lang } = c.var
  const text = textIn(lang)
  return (
    <AccountPage c={c} title={text.address.codeTitle} {...(mistake === undefined ? {} : { mistakes: [{ field: 'code', message: mistake }] })}>
      <Paragraph lead>{text.code.lead(email)}</Paragraph>
      <form method="post" action={`${path}/code`} novalidate>
        <TextField name="code" label={text.code.code} error={mistake} inputmode="numeric" autocomplete="one-time-code" width="short" spellcheck={false} lang={lang} />
        <Actions>
          <Button>{text.address.codeButton}</Button>
          <Link href={path}>{text.code.endedButton}</Link>
        </Actions>
      </form>
    </AccountPage>
  )
}
