import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longTime } from '#platform/i18n'
import type { KeptLetter } from '#platform/mail'
import { shortText } from '#platform/text-input'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { piecesOf } from '../letter-text.ts'
import type { Operations } from '../operations.ts'
import { textIn } from '../text.ts'

const path = '/postbus'
const address = shortText(254).catch('')

/** What would have been sent, for everyone who tries Koers out. Hangs on the web in a trial without a mail server only. */
export const mailboxPage = (operations: Operations, publicUrl: string) =>
  new Hono<HttpEnv>().get(path, async (c) => {
    const to = address.parse(c.req.query('adres'))
    c.header('cache-control', 'private, no-store')
    return html(c, <MailboxPage c={c} to={to} letters={await operations.trialMailbox(to)} publicUrl={publicUrl} />)
  })

function MailboxPage({ c, to, letters, publicUrl }: { c: Ctx; to: string; letters: KeptLetter[]; publicUrl: string }) {
  const { lang } = c.var
  const t = textIn(lang).mailbox
  return (
    <Page {...c.var.page} title={t.title} robots="noindex">
      <Heading level={1}>{t.title}</Heading>
      <Alert kind="info" lang={lang}>
        <Paragraph>{t.lead}</Paragraph>
      </Alert>
      <form method="get" action={path}>
        <TextField name="adres" label={t.search} hint={t.searchHint} value={to} type="search" width="middle" autocomplete="off" spellcheck={false} lang={lang} />
        <Actions>
          <Button kind="secondary">{t.show}</Button>
          {to !== '' && <Link href={path}>{t.all}</Link>}
        </Actions>
      </form>
      <Paragraph quiet>{letters.length > 0 ? t.some(letters.length) : to === '' ? t.none : t.noneFor(to)}</Paragraph>
      {letters.map((letter) => (
        <article class="koers-letter" aria-labelledby={`brief-${letter.id}`}>
          <Heading level={2} looks={3} id={`brief-${letter.id}`}>
            <bdi>{letter.subject}</bdi>
          </Heading>
          <p class="koers-letter__head">
            {t.to} <bdi>{letter.recipient}</bdi>, {longTime(letter.createdAt, lang)}
          </p>
          <p class="koers-letter__text" lang="" dir="auto">
            {piecesOf(letter.text, publicUrl).map(({ text, href }) => (href === undefined ? text : <Link href={href}>{text}</Link>))}
          </p>
        </article>
      ))}
    </Page>
  )
}
