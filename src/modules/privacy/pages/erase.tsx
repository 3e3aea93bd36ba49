import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { dropSession } from '#platform/identity'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { Checkbox } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Erasing, Privacy } from '../my-data.ts'
import { textIn } from '../text.ts'

const path = '/mijn/gegevens/verwijderen'
const eraseForm = z.object({ confirm: z.literal('yes') })

export const erasePages = (privacy: Privacy, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <ErasePage c={c} erasing={await privacy.erasing(c.var.actor)} />))
    .post(path, async (c) => {
      const form = await parseForm(c, eraseForm)
      if (!form.ok) return html(c, <ErasePage c={c} erasing={await privacy.erasing(c.var.actor)} notConfirmed />, 422)
      const erased = await privacy.erase(c.var.actor)
      if (erased.status === 'refused') return html(c, <ErasePage c={c} erasing={erased.erasing} />, 422)
      dropSession(c, secure)
      return c.redirect('/account-verwijderd', 303)
    })
    .get('/account-verwijderd', (c) => {
      const t = textIn(c.var.lang).erase
      return html(
        c,
        <Page {...c.var.page} title={t.doneTitle} robots="noindex">
          <Heading level={1}>{t.doneTitle}</Heading>
          <Paragraph lead>{t.done}</Paragraph>
          <Actions>
            <LinkButton href="/">{t.home}</LinkButton>
          </Actions>
        </Page>,
      )
    })

function ErasePage({ c, erasing, notConfirmed = false }: { c: Ctx; erasing: Erasing; notConfirmed?: boolean }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.erase
  const refused = erasing.signInFirst || erasing.lastOwner.length > 0
  return (
    <Page {...c.var.page} title={t.title} error={notConfirmed} breadcrumb={[{ href: '/mijn/gegevens', label: text.mine.title }]} robots="noindex">
      <ErrorSummary errors={notConfirmed && !refused ? [{ field: 'confirm', message: t.notConfirmed }] : []} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Heading level={2}>{t.goes}</Heading>
      <ul class="koers-links">
        {[...t.going, ...(erasing.measurements > 0 ? [t.measurements(erasing.measurements)] : [])].map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <Heading level={2}>{t.stays}</Heading>
      <ul class="koers-links">
        {t.staying.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <Paragraph quiet>{t.copies}</Paragraph>
      {refused ? <Refused c={c} erasing={erasing} /> : <Confirm c={c} notConfirmed={notConfirmed} />}
    </Page>
  )
}

function Refused({ c, erasing }: { c: Ctx; erasing: Erasing }) {
  const { lang } = c.var
  const t = textIn(lang).erase
  if (erasing.lastOwner.length > 0)
    return (
      <Alert kind="warning" title={t.lastOwner} lang={lang}>
        <Paragraph>{t.lastOwnerWhat}</Paragraph>
        <ul class="koers-links">
          {erasing.lastOwner.map(({ id, name }) => (
            <li>
              <Link href={organisationPath(id, 'mensen')}>
                <bdi>{t.toPeople(name)}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      </Alert>
    )
  return (
    <Alert kind="warning" title={t.signIn} lang={lang}>
      <Paragraph>{t.signInWhat}</Paragraph>
      <form method="post" action="/afmelden">
        <Actions>
          <Button kind="secondary">{t.signOut}</Button>
        </Actions>
      </form>
    </Alert>
  )
}

function Confirm({ c, notConfirmed }: { c: Ctx; notConfirmed: boolean }) {
  const { lang } = c.var
  const t = textIn(lang).erase
  return (
    <form method="post" action={path} novalidate>
      <Checkbox name="confirm" value="yes" label={t.confirm} error={notConfirmed ? t.notConfirmed : undefined} lang={lang} />
      <Actions>
        <Button>{t.do}</Button>
        <Link href="/mijn/gegevens">{t.dont}</Link>
      </Actions>
    </form>
  )
}
