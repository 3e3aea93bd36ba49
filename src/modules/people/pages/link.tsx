import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { SignIn } from '../sign-in.ts'
import { textIn } from '../text.ts'
import { visitOf, welcome } from './visit.ts'

const path = '/aanmelden/link/:key{[\\w-]{32}}' as const

/** The link of a letter works in any browser, for people read mail on another device; a button stands between, for mail programs follow links by themselves. */
export const linkPages = (signIn: SignIn, secure: boolean) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const behind = await signIn.behindLink(c.req.param('key'))
      return behind ? html(c, <LinkPage c={c} email={behind.email} />) : html(c, <EndedPage c={c} />, 404)
    })
    .post(path, async (c) => {
      const done = await signIn.confirmLink(c.req.param('key'), visitOf(c, secure))
      return done.status === 'ended' ? html(c, <EndedPage c={c} />, 404) : welcome(c, done, secure)
    })

function LinkPage({ c, email }: { c: Ctx; email: string }) {
  const t = textIn(c.var.lang).link
  return (
    <Page {...c.var.page} title={t.title} robots="noindex">
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead(email)}</Paragraph>
      <form method="post" action={c.req.path}>
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
      <Paragraph quiet>{t.notYou}</Paragraph>
    </Page>
  )
}

function EndedPage({ c }: { c: Ctx }) {
  const text = textIn(c.var.lang)
  return (
    <Page {...c.var.page} path="/aanmelden" title={text.link.endedTitle} error robots="noindex">
      <Heading level={1}>{text.link.endedTitle}</Heading>
      <Paragraph lead>
        {text.link.ended} {text.code.endedWhat}
      </Paragraph>
      <Actions>
        <LinkButton href="/aanmelden">{text.code.endedButton}</LinkButton>
      </Actions>
    </Page>
  )
}
