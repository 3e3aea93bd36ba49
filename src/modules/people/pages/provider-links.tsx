import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { AccountVerbs } from '../account.ts'
import { AccountPage } from '../parts/account-page.tsx'
import type { ProviderLink, ProviderLinks } from '../provider-links.ts'
import { textIn } from '../text.ts'
import { browserKeyOf, keepBrowserKey } from './visit.ts'

const path = '/mijn/account/gekoppeld'
const confirm = `${path}/bevestigen`
const giveFirst = `/aanmelden/tweede-stap?naar=${encodeURIComponent(path)}`

/** Providers that lead to one's own account. Leaving is a link (see `providers.tsx`); what came back is linked by a form of our own. */
export const providerLinkPages = (account: AccountVerbs, links: ProviderLinks, secure: boolean) => {
  const show = async (c: Ctx, mistake?: string, status: 200 | 422 | 429 | 503 = 200) => {
    const owner = await account.own(c.var.actor)
    return html(c, <LinksPage c={c} providers={links.providers} list={await links.list(owner)} mistake={mistake} />, status)
  }
  return new Hono<HttpEnv>()
    .get(path, (c) => show(c))
    .get(confirm, async (c) => {
      const open = await links.toConfirm(await account.own(c.var.actor), browserKeyOf(c, secure) ?? '')
      return open ? html(c, <ConfirmPage c={c} {...open} />) : show(c, textIn(c.var.lang).linked.stale, 422)
    })
    .post(confirm, async (c) => {
      const text = textIn(c.var.lang).linked
      const { status } = await links.confirm(await account.own(c.var.actor), browserKeyOf(c, secure) ?? '')
      if (status === 'second-step-first') return c.redirect(giveFirst, 303)
      if (status !== 'linked') return show(c, text[status], 422)
      keepBrowserKey(c, undefined, secure)
      return c.redirect(path, 303)
    })
    .get(`${path}/met/:provider{[a-z0-9-]{1,40}}`, async (c) => {
      const owner = await account.own(c.var.actor)
      const name = links.nameOf(c.req.param('provider'))
      if (name === undefined) throw notFound('There is no such provider.')
      const text = textIn(c.var.lang)
      const going = await links.leave(owner, c.req.param('provider'), { address: c.var.address })
      c.header('cache-control', 'no-store')
      switch (going.status) {
        case 'second-step-first':
          return c.redirect(giveFirst, 303)
        case 'away':
          return show(c, text.providers.away(name), 503)
        case 'too-often':
          return show(c, text.tooOften(going.minutes), 429)
        case 'go':
          keepBrowserKey(c, going.browserKey, secure)
          return c.redirect(going.url, 303)
      }
    })
    .post(`${path}/:link{[\\w-]{43}}/ontkoppelen`, async (c) => {
      const { status } = await links.unlink(await account.own(c.var.actor), c.req.param('link'))
      if (status === 'second-step-first') return c.redirect(giveFirst, 303)
      return status === 'unlinked' ? c.redirect(path, 303) : show(c, textIn(c.var.lang).lastWayIn, 422)
    })
}

type Props = { c: Ctx; providers: ProviderLinks['providers']; list: readonly ProviderLink[]; mistake: string | undefined }

function LinksPage({ c, providers, list, mistake }: Props) {
  const { lang } = c.var
  const t = textIn(lang).linked
  return (
    <AccountPage c={c} title={t.title} {...(mistake === undefined ? {} : { mistakes: [{ message: mistake }] })}>
      <Paragraph lead>{t.lead}</Paragraph>
      <Heading level={2}>{t.yours}</Heading>
      {list.length === 0 && <Paragraph quiet>{t.none}</Paragraph>}
      <ul class="koers-links">
        {list.map((link) => (
          <li>
            <form method="post" action={`${path}/${link.id}/ontkoppelen`} class="koers-actions">
              <span>
                {link.name ?? t.unknown(link.issuer)}
                <br />
                <span class="koers-quiet">
                  {t.since(longDate(link.linkedAt, lang))}, {t.used(longDate(link.usedAt, lang))}
                </span>
              </span>
              <Button kind="subtle">
                {t.unlink}
                <span class="koers-hidden"> {`${link.name ?? link.issuer}, ${t.since(longDate(link.linkedAt, lang))}`}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
      {providers.length > 0 && (
        <>
          <Heading level={2}>{t.add}</Heading>
          <Paragraph quiet>{t.addWhat}</Paragraph>
          <ul class="koers-links">
            {providers.map(({ id, name }) => (
              <li>
                <LinkButton kind="secondary" href={`${path}/met/${id}`}>
                  {t.link(name)}
                </LinkButton>
              </li>
            ))}
          </ul>
        </>
      )}
    </AccountPage>
  )
}

function ConfirmPage({ c, name, email }: { c: Ctx; name: string; email: string | null }) {
  const t = textIn(c.var.lang).linked
  return (
    <AccountPage c={c} title={t.confirmTitle(name)}>
      <Paragraph lead>
        <bdi>{email === null ? t.confirmUnknown(name) : t.confirmAs(name, email)}</bdi>
      </Paragraph>
      <Paragraph>{t.confirmWhat(name)}</Paragraph>
      <form method="post" action={confirm}>
        <Actions>
          <Button>{t.link(name)}</Button>
          <Link href={path}>{textIn(c.var.lang).account.cancel}</Link>
        </Actions>
      </form>
    </AccountPage>
  )
}
