import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longTime } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Badge } from '#ui/badge'
import { Button } from '#ui/button'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { Table } from '#ui/table'
import type { TroubledLetter } from '#platform/mail'
import type { Operations, PostOffice } from '../operations.ts'
import { forAdministrators } from '../parts/for-administrators.ts'
import { textIn } from '../text.ts'

const path = '/beheer/post'
const letterForm = z.object({ letter: z.string().regex(/^[\w-]{16}$/) })

export const postPage = (operations: Operations, { serverSet }: { serverSet: boolean }) =>
  new Hono<HttpEnv>()
    .get(
      path,
      forAdministrators(async (c) => html(c, <PostPage c={c} post={await operations.postOffice(c.var.actor)} serverSet={serverSet} done={c.req.query('gelukt') === 'ja'} />)),
    )
    .post(
      path,
      forAdministrators(async (c) => {
        const form = await parseForm(c, letterForm)
        const { status } = form.ok ? await operations.sendAgain(c.var.actor, form.value.letter) : { status: 'too-late' as const }
        if (status === 'waiting') return c.redirect(`${path}?gelukt=ja`, 303)
        return html(c, <PostPage c={c} post={await operations.postOffice(c.var.actor)} serverSet={serverSet} tooLate />, 422)
      }),
    )

type Props = { c: Ctx; post: PostOffice; serverSet: boolean; done?: boolean; tooLate?: boolean }

function PostPage({ c, post, serverSet, done, tooLate }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.post
  return (
    <Page {...c.var.page} title={t.title} error={tooLate === true} breadcrumb={[{ href: '/beheer', label: text.index.title }]} robots="noindex" wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {done && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.done}</Paragraph>
        </Alert>
      )}
      {tooLate && (
        <Alert kind="warning" lang={lang} live>
          <Paragraph>{t.tooLate}</Paragraph>
        </Alert>
      )}
      {!serverSet && (
        <Alert kind="info" lang={lang}>
          <Paragraph>
            {t.notSet} <Link href="/postbus">{t.mailbox}</Link>
          </Paragraph>
        </Alert>
      )}
      <Heading level={2}>{t.counts}</Heading>
      <SummaryList lang={lang} rows={(['waiting', 'sent', 'uncertain', 'given-up'] as const).map((state) => ({ key: t.state[state], value: String(post.counts[state]) }))} />
      <Heading level={2}>{t.troubled}</Heading>
      <Paragraph>{t.troubledLead}</Paragraph>
      <Table
        caption={t.troubled}
        captionHidden
        lang={lang}
        empty={t.none}
        columns={[{ label: t.columns.recipient }, { label: t.columns.about }, { label: t.columns.state }, { label: t.columns.error }, { label: t.columns.act }]}
        rows={post.troubled.map((letter) => [
          <bdi>{letter.recipient}</bdi>,
          <>
            {letter.about} <span class="koers-quiet">{t.of(longTime(letter.createdAt, lang))}</span>
          </>,
          <>
            <Badge kind={letter.state === 'waiting' ? 'neutral' : 'warning'}>{t.state[letter.state]}</Badge>
            <span class="koers-quiet">
              {' '}
              {t.attempts(letter.attempts)}
              {letter.state === 'waiting' && `, ${t.next(longTime(letter.nextAttemptAt, lang))}`}
            </span>
          </>,
          <bdi>{letter.lastError}</bdi>,
          <SendAgain letter={letter} c={c} />,
        ])}
      />
    </Page>
  )
}

function SendAgain({ letter, c }: { letter: TroubledLetter; c: Ctx }) {
  const t = textIn(c.var.lang).post
  return (
    <form method="post" action={path}>
      <input type="hidden" name="letter" value={letter.id} />
      <Button kind="subtle">
        {t.again}
        <span class="koers-hidden"> {t.againContext(letter.recipient)}</span>
      </Button>
    </form>
  )
}
