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

export const indexPage = (operations: Operations) =>
  new Hono<HttpEnv>().get(
    '/beheer',
    forAdministrators(async (c) => {
      const [post, workshop] = await Promise.all([operations.postOffice(c.var.actor), operations.workshop(c.var.actor)])
      const { lang } = c.var
      const text = textIn(lang)
      const letters = post.troubled.length
      const jobs = workshop.failing.length
      return html(
        c,
        <Page {...c.var.page} title={text.index.title} robots="noindex">
          <Heading level={1}>{text.index.title}</Heading>
          <Paragraph lead>{text.index.lead}</Paragraph>
          {letters + jobs === 0 ? (
            <Alert kind="ok" lang={lang}>
              <Paragraph>{text.index.quiet}</Paragraph>
            </Alert>
          ) : (
            <Alert kind="warning" lang={lang}>
              {letters > 0 && <Paragraph>{text.index.letters(letters)}</Paragraph>}
              {jobs > 0 && <Paragraph>{text.index.jobs(jobs)}</Paragraph>}
            </Alert>
          )}
          <ul class="koers-links">
            <li>
              <Link href="/beheer/post">{text.post.title}</Link>
              <Paragraph quiet>{text.post.lead}</Paragraph>
            </li>
            <li>
              <Link href="/beheer/taken">{text.jobs.title}</Link>
              <Paragraph quiet>{text.jobs.lead}</Paragraph>
            </li>
          </ul>
        </Page>,
      )
    }),
  )
