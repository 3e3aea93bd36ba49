import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { dropSession } from '#platform/identity'
import { Actions, Button } from '#ui/button'
import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import type { AccountVerbs, AccountView, Session } from '../account.ts'
import type { ProviderLink, ProviderLinks } from '../provider-links.ts'
import { textIn } from '../text.ts'

const path = '/mijn/account'

export const accountPages = (account: AccountVerbs, links: ProviderLinks, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const view = await account.view(c.var.actor)
      return html(c, <MyAccountPage c={c} view={view} linked={await links.list(view.owner)} canLink={links.providers.length > 0} />)
    })
    .post(`${path}/sessies/:session{[\\w-]{16}}/afmelden`, async (c) => {
      const owner = await account.own(c.var.actor)
      const id = c.req.param('session')
      await account.endSession(owner, id)
      if (id !== owner.sessionId) return c.redirect(`${path}#sessies`, 303)
      dropSession(c, secure)
      return c.redirect('/', 303)
    })
    .post('/afmelden/overal', async (c) => {
      await account.signOutEverywhere(await account.own(c.var.actor))
      dropSession(c, secure)
      return c.redirect('/', 303)
    })

function MyAccountPage({ c, view, linked, canLink }: { c: Ctx; view: AccountView; linked: readonly ProviderLink[]; canLink: boolean }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.account
  const { owner, held } = view
  return (
    <Page {...c.var.page} title={t.title} robots="noindex">
      <Heading level={1}>{t.title}</Heading>
      <Heading level={2}>{t.details}</Heading>
      <SummaryList
        lang={lang}
        rows={[
          { key: t.name, value: owner.name === '' ? <span class="koers-quiet">{t.noName}</span> : <bdi>{owner.name}</bdi>, change: { href: `${path}/gegevens`, context: t.name } },
          { key: t.email, value: view.mailboxKnown ? owner.email : `${owner.email} (${t.mailboxUnknown})`, change: { href: `${path}/e-mail`, context: t.email } },
          { key: t.language, value: t.languages[view.language], change: { href: `${path}/gegevens#language`, context: t.language } },
        ]}
      />
      <form method="post" action="/afmelden">
        <Actions>
          <Button kind="secondary">{t.signOut}</Button>
        </Actions>
      </form>

      <Heading level={2} id="sessies">
        {t.sessions}
      </Heading>
      <Paragraph>{t.sessionsLead}</Paragraph>
      <ul class="koers-links">
        {view.sessions.map((session) => (
          <li>
            <SessionRow c={c} session={session} />
          </li>
        ))}
      </ul>
      <form method="post" action="/afmelden/overal">
        <Actions>
          <Button kind="subtle">{t.everywhere}</Button>
        </Actions>
      </form>

      <Heading level={2}>{text.passkeys.title}</Heading>
      <Paragraph>{text.passkeys.count(held.passkeys)}</Paragraph>
      <Paragraph>
        <Link href={`${path}/passkeys`}>{text.passkeys.manage}</Link>
      </Paragraph>

      {(canLink || linked.length > 0) && (
        <>
          <Heading level={2}>{text.linked.title}</Heading>
          <Paragraph>{text.linked.count(linked.length)}</Paragraph>
          <Paragraph>
            <Link href={`${path}/gekoppeld`}>{text.linked.manage}</Link>
          </Paragraph>
        </>
      )}

      <Heading level={2}>{t.secondStep}</Heading>
      <Paragraph>{held.authenticator ? `${t.secondStepOn} ${text.setUp.left(view.recoveryCodesLeft)}` : t.secondStepOff}</Paragraph>
      <Paragraph>
        <Link href={`${path}/tweede-stap`}>{held.authenticator ? t.secondStepManage : t.secondStepSetUp}</Link>
      </Paragraph>

      <Heading level={2}>{t.tokens}</Heading>
      <Paragraph>
        {t.tokensLead} {t.tokenCount(view.tokens.length)}
      </Paragraph>
      <Paragraph>
        <Link href={`${path}/api-sleutels`}>{t.tokensManage}</Link>
      </Paragraph>

      <Heading level={2}>{t.data}</Heading>
      <Paragraph>
        <Link href="/mijn/gegevens">{t.dataManage}</Link>
      </Paragraph>
    </Page>
  )
}

function SessionRow({ c, session }: { c: Ctx; session: Session }) {
  const { lang } = c.var
  const t = textIn(lang).account
  const device = session.device || t.unknownDevice
  return (
    <form method="post" action={`${path}/sessies/${session.id}/afmelden`} class="koers-actions">
      <span>
        <bdi>{device}</bdi> {session.isThis && <Badge>{t.thisDevice}</Badge>}
        <br />
        <span class="koers-quiet">
          {t.seen(longDate(session.seenAt, lang))}
          {session.strong && `, ${t.strong}`}
        </span>
      </span>
      <Button kind="subtle">
        {t.endSession}
        <span class="koers-hidden"> {`${device}, ${t.seen(longDate(session.seenAt, lang))}`}</span>
      </Button>
    </form>
  )
}
