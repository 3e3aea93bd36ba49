import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { typedIn } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { DIGEST, type Notifications } from '../notifications.ts'
import { groupNameOf, textIn } from '../text.ts'

const path = '/afmelden/:key{[\\w-]{32}}' as const

/**
 * Ends the mail of a letter without signing in. Opening the link changes nothing, for mail programs open links by themselves;
 * a mail program that offers "unsubscribe" posts here (RFC 8058), and follows no redirect.
 */
export const unsubscribePages = (notifications: Notifications) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const found = await notifications.unsubscribable(c.req.param('key'))
      if (!found) throw notFound('This link ends nothing.')
      c.header('cache-control', 'private, no-store')
      return html(c, <UnsubscribePage c={c} group={found.group} done={c.req.query('klaar') === 'ja'} />)
    })
    .post(path, async (c) => {
      const typed = await typedIn(c)
      await notifications.unsubscribe(c.req.param('key'))
      return typed['List-Unsubscribe'] === undefined ? c.redirect(`${c.req.path}?klaar=ja`, 303) : c.text('', 200)
    })

function UnsubscribePage({ c, group, done }: { c: Ctx; group: string; done: boolean }) {
  const { lang } = c.var
  const t = textIn(lang).unsubscribe
  return (
    <Page {...c.var.page} title={t.title} robots="noindex">
      <Heading level={1}>{t.title}</Heading>
      {done ? (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.done}</Paragraph>
        </Alert>
      ) : (
        <Paragraph lead>{group === DIGEST ? t.askDigest : t.ask(groupNameOf(group, lang))}</Paragraph>
      )}
      <Paragraph>{t.still}</Paragraph>
      {done ? (
        <Actions>
          <LinkButton kind="secondary" href="/mijn/meldingen/voorkeuren">
            {t.preferences}
          </LinkButton>
        </Actions>
      ) : (
        <form method="post" action={c.req.path}>
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
        </form>
      )}
    </Page>
  )
}
