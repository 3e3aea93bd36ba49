import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { keepKey } from '#platform/identity'
import { shortText } from '#platform/text-input'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Assessments } from '../assessments.ts'
import { MeasurementPage } from '../parts/measurement-page.tsx'
import { textIn } from '../text.ts'

const pastedLink = z.object({ link: shortText(300) })

/** Starting, and coming back by a link: both end with the key in the cookie and the address of the measurement. */
export const startPages = (assessments: Assessments, { publicUrl, secure }: { publicUrl: string; secure: boolean }) => {
  const enter = async (c: Ctx, key: string) => {
    const opened = await assessments.openedBy(key)
    if (!opened?.roundId) return html(c, <BadLinkPage c={c} />, 404)
    keepKey(c, key, opened.access, secure)
    return c.redirect(`/metingen/${opened.roundId}${opened.access === 'reader' ? '/rapport' : ''}`, 303)
  }
  return new Hono<HttpEnv>()
    .post('/metingen', async (c) => {
      const { roundId, key } = await assessments.start(c.var.actor)
      keepKey(c, key, 'owner', secure)
      return c.redirect(`/metingen/${roundId}/profiel`, 303)
    })
    .get('/metingen', (c) => c.redirect('/', 303))
    .get('/verder/:key', (c) => enter(c, c.req.param('key')))
    .get('/gedeeld/:key', (c) => enter(c, c.req.param('key')))
    .get('/verder', (c) => c.redirect('/', 303))
    .post('/verder', async (c) => {
      const form = await parseForm(c, pastedLink)
      const key = form.ok ? (/([\w-]{32})\/?$/.exec(form.value.link)?.[1] ?? '') : ''
      return enter(c, key)
    })
    .get('/metingen/:round{[\\w-]{16}}/link', async (c) => {
      const { round } = await assessments.openOwn(c.var.actor, c.req.param('round'))
      const key = await assessments.ownKeyAmong(c.var.rawKeys, round)
      c.header('cache-control', 'private, no-store')
      const text = textIn(c.var.lang)
      return html(
        c,
        <MeasurementPage c={c} round={round} title={text.list.keepTitle}>
          <Heading level={1}>{text.list.keepTitle}</Heading>
          <Paragraph lead>{text.list.keepWhy}</Paragraph>
          <p class="koers-code">{`${publicUrl}/verder/${key}`}</p>
          <Actions>
            <LinkButton href={`/metingen/${round.id}`}>{text.condition.back}</LinkButton>
          </Actions>
        </MeasurementPage>,
      )
    })
}

export function BadLinkPage({ c }: { c: Ctx }) {
  const text = textIn(c.var.lang)
  return (
    <Page {...c.var.page} path="/" title={text.links.bad} error robots="noindex">
      <ErrorSummary errors={[{ field: 'link', message: text.links.bad }]} lang={c.var.lang} />
      <Heading level={1}>{text.links.bad}</Heading>
      <Paragraph lead>{text.links.badText}</Paragraph>
      <form method="post" action="/verder">
        <TextField name="link" label={text.links.enter} autocomplete="off" spellcheck={false} lang={c.var.lang} />
        <Actions>
          <Button>{text.links.goOn}</Button>
        </Actions>
      </form>
      <form method="post" action="/metingen">
        <Actions>
          <Button kind="secondary">{text.links.start}</Button>
        </Actions>
      </form>
    </Page>
  )
}
