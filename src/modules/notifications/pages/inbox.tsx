import { Hono } from 'hono'
import { z } from 'zod'
import { Refusal } from '#platform/errors'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longTime } from '#platform/i18n'
import { Badge } from '#ui/badge'
import { Actions, Button } from '#ui/button'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Inbox, Notification } from '../notification.ts'
import type { Notifications } from '../notifications.ts'
import { signedIn } from '../parts/signed-in.ts'
import { groupNameOf, sentenceOf, textIn } from '../text.ts'

const path = '/mijn/meldingen'
const page = z.coerce.number().int().min(1).max(1000).catch(1)
/** One of them, or all until the newest that was shown. */
const readForm = z.union([z.object({ melding: z.string().regex(/^[\w-]{16}$/) }), z.object({ tot: z.iso.datetime() })])

export const inboxPages = (notifications: Notifications) =>
  new Hono<HttpEnv>()
    .get(
      path,
      signedIn(path, async (c) => html(c, <InboxPage c={c} inbox={await notifications.inbox(c.var.actor, { page: page.parse(c.req.query('pagina') ?? 1) })} />)),
    )
    .post(
      path,
      signedIn(path, async (c) => {
        const form = await parseForm(c, readForm)
        if (!form.ok) throw new Refusal('bad-request', 'Say which notification.')
        if ('melding' in form.value) await notifications.markRead(c.var.actor, form.value.melding)
        else await notifications.markAllRead(c.var.actor, new Date(form.value.tot))
        return c.redirect(path, 303)
      }),
    )

function InboxPage({ c, inbox: { items, unread, page: at, more } }: { c: Ctx; inbox: Inbox }) {
  const { lang } = c.var
  const t = textIn(lang).inbox
  const newest = items.find(({ readAt }) => readAt === null)
  return (
    <Page {...c.var.page} title={t.title} robots="noindex">
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{items.length === 0 && at === 1 ? t.empty : t.unread(unread)}</Paragraph>
      <Actions>
        {newest && (
          <form method="post" action={path}>
            <input type="hidden" name="tot" value={newest.createdAt.toISOString()} />
            <Button kind="secondary">{t.markAll}</Button>
          </form>
        )}
        <Link href={`${path}/voorkeuren`}>{t.preferences}</Link>
      </Actions>
      <ul class="koers-task-list">
        {items.map((item) => (
          <Item item={item} c={c} />
        ))}
      </ul>
      {(at > 1 || more) && (
        <Actions>
          {at > 1 && <Link href={`${path}?pagina=${at - 1}`}>{t.newer}</Link>}
          {more && <Link href={`${path}?pagina=${at + 1}`}>{t.older}</Link>}
        </Actions>
      )}
      {items.length > 0 && <Paragraph quiet>{t.kept}</Paragraph>}
    </Page>
  )
}

function Item({ item, c }: { item: Notification; c: Ctx }) {
  const { lang } = c.var
  const t = textIn(lang).inbox
  const sentence = sentenceOf(item, lang)
  return (
    <li class="koers-notice">
      <div class="koers-notice__what">
        {item.readAt === null && (
          <>
            <Badge kind="wish">{t.new}</Badge>{' '}
          </>
        )}
        <a class="nl-link" href={item.about}>
          <bdi>{sentence}</bdi>
        </a>
        <p class="koers-notice__when">
          {groupNameOf(item.group, lang)}, {longTime(item.createdAt, lang)}
        </p>
      </div>
      {item.readAt === null && (
        <form method="post" action={path}>
          <input type="hidden" name="melding" value={item.id} />
          <Button kind="subtle">
            {t.markRead}
            <span class="koers-hidden">{t.markReadContext(sentence)}</span>
          </Button>
        </form>
      )}
    </li>
  )
}
