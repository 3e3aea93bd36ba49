import { Hono } from 'hono'
import { z } from 'zod'
import { notFound } from '#platform/errors'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { shortText } from '#platform/text-input'
import { Actions, Button } from '#ui/button'
import { TextField } from '#ui/field'
import { Link } from '#ui/link'
import type { AccountVerbs } from '../account.ts'
import { AccountPage, typedIn } from '../parts/account-page.tsx'
import { PASSKEY_NAME_LIMIT } from '../passkey.ts'
import type { Passkeys } from '../passkeys.ts'
import { problemText, textIn } from '../text.ts'

const list = '/mijn/account/passkeys'
const path = `${list}/:passkey{[\\w-]{16}}` as const
const nameForm = z.object({ name: shortText(PASSKEY_NAME_LIMIT).refine((name) => name !== '', 'passkey-name') })

/** Another name for a passkey: a telephone that became someone's old telephone. */
export const passkeyNamePages = (account: AccountVerbs, passkeys: Passkeys) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const key = await passkeys.one(await account.own(c.var.actor), c.req.param('passkey'))
      if (!key) throw notFound('There is no such passkey.')
      return html(c, <NamePage c={c} id={key.id} name={key.name} />)
    })
    .post(path, async (c) => {
      const owner = await account.own(c.var.actor)
      const id = c.req.param('passkey')
      const form = await parseForm(c, nameForm)
      if (!form.ok)
        return html(c, <NamePage c={c} id={id} name={typedIn(form.typed, 'name')} mistake={form.errors.map((error) => problemText(textIn(c.var.lang), error))[0]} />, 422)
      await passkeys.rename(owner, id, form.value.name)
      return c.redirect(list, 303)
    })

function NamePage({ c, id, name, mistake }: { c: Ctx; id: string; name: string; mistake?: string | undefined }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.passkeys
  return (
    <AccountPage c={c} title={t.renameTitle} {...(mistake === undefined ? {} : { mistakes: [{ field: 'name', message: mistake }] })}>
      <form method="post" action={`${list}/${id}`} novalidate>
        <TextField name="name" label={t.name} hint={t.nameHint} value={name} error={mistake} autocomplete="off" lang={lang} />
        <Actions>
          <Button>{text.account.save}</Button>
          <Link href={list}>{text.account.cancel}</Link>
        </Actions>
      </form>
    </AccountPage>
  )
}
