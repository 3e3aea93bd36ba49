import { Hono } from 'hono'
import { html, type HttpEnv } from '#platform/http'
import { Alert } from '#ui/alert'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import type { Health } from '../health.ts'
import { textIn, type Text } from '../text.ts'

/** The same answer for a person (`/status`) and for a monitor (`/healthz`). */
export const statusPages = (health: () => Promise<Health>) =>
  new Hono<HttpEnv>()
    .get('/healthz', async (c) => {
      const now = await health()
      return c.json(now, codeOf(now), { 'cache-control': 'no-store' })
    })
    .get('/status', async (c) => {
      const now = await health()
      const { status: text } = textIn(c.var.lang)
      return html(
        c,
        <Page {...c.var.page} title={text.title}>
          <Heading level={1}>{text.title}</Heading>
          <Alert kind={now.status === 'ok' ? 'ok' : 'warning'} lang={c.var.lang}>
            <Paragraph>{text[now.status]}</Paragraph>
          </Alert>
          <SummaryList rows={rowsOf(now, text)} lang={c.var.lang} />
          <Paragraph>
            <Link href="/healthz">{text.machine}</Link>
          </Paragraph>
        </Page>,
        codeOf(now),
      )
    })

const codeOf = ({ status }: Health) => (status === 'ok' ? 200 : 503)

function rowsOf({ version, content, database, migrations, mode }: Health, text: Text['status']) {
  return [
    { key: text.version, value: version },
    { key: text.content, value: content.version },
    { key: text.database, value: `${text.kind[database.kind]}, ${database.reachable ? text.reachable : text.unreachable}` },
    { key: text.migrations, value: migrations.done === null ? text.unknown : text.done(migrations.done) },
    { key: text.mode, value: text.modes[mode] },
  ]
}
