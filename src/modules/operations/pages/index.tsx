import { Hono } from 'hono'
import { html, type HttpEnv } from '#platform/http'
import { Alert } from '#ui/alert'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Operations } from '../operations.ts'
import { forAdministrators } from '../parts/for-administrators.ts'
import { textIn } from '../text.ts'

export const indexPage = (operations: Operations, { serverSet }: { serverSet: boolean }) =>
  new Hono<HttpEnv>().get(
    '/beheer',
    forAdministrators(async (c) => {
      const { lang } = c.var
      const text = textIn(lang)
      const t = text.index
      const at = await operations.attention(c.var.actor)
      const lines = [
        ...(at.notAccepted > 0 ? [t.notAccepted(at.notAccepted, at.lastError)] : []),
        ...(at.silent > 0 && serverSet ? [t.silent(at.silent)] : []),
        ...(at.letters > 0 ? [t.letters(at.letters)] : []),
        ...(at.jobs > 0 ? [t.jobs(at.jobs)] : []),
        ...(at.requests > 0 ? [t.requests(at.requests)] : []),
        ...(at.practices > 0 ? [t.practices(at.practices)] : []),
      ]
      const places = [
        { href: '/beheer/post', title: text.post.title, what: text.post.lead },
        { href: '/beheer/taken', title: text.jobs.title, what: text.jobs.lead },
        ...(['organisaties', 'eigenaren', 'netwerken', 'praktijken', 'bewaartermijnen'] as const).map((place) => ({ href: `/beheer/${place}`, ...t.places[place] })),
      ]
      return html(
        c,
        <Page {...c.var.page} title={t.title} robots="noindex">
          <Heading level={1}>{t.title}</Heading>
          <Paragraph lead>{t.lead}</Paragraph>
          <Alert kind={lines.length === 0 ? 'ok' : 'warning'} lang={lang}>
            {lines.length === 0 ? <Paragraph>{t.quiet}</Paragraph> : lines.map((line) => <Paragraph>{line}</Paragraph>)}
          </Alert>
          <ul class="koers-links">
            {places.map(({ href, title, what }) => (
              <li>
                <Link href={href}>{title}</Link>
                <Paragraph quiet>{what}</Paragraph>
              </li>
            ))}
          </ul>
        </Page>,
      )
    }),
  )
