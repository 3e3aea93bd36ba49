import { Hono } from 'hono'
import { download, html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import type { MyData, Privacy } from '../my-data.ts'
import { textIn } from '../text.ts'

const path = '/mijn/gegevens'

export const myDataPages = (privacy: Privacy) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <MyDataPage c={c} data={await privacy.collect(c.var.actor)} />))
    .get(`${path}/alles.json`, async (c) => {
      const data = await privacy.collect(c.var.actor)
      return download(c, { name: 'koers-mijn-gegevens.json', type: 'application/json; charset=utf-8', bytes: JSON.stringify(data, null, 2) })
    })

function MyDataPage({ c, data }: { c: Ctx; data: MyData }) {
  const { lang } = c.var
  const t = textIn(lang).mine
  const kept = [...Object.entries(data.services), ['letters', { letters: data.letters }] as const, ['log', { log: data.log }] as const]
  return (
    <Page {...c.var.page} title={t.title} breadcrumb={[{ href: '/mijn/account', label: textIn(lang).account }]} robots="noindex">
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Heading level={2}>{t.kept}</Heading>
      <SummaryList
        lang={lang}
        rows={kept.map(([name, service]) => ({
          key: t.service[name]?.what ?? `${t.other} (${name})`,
          value: [t.count(countIn(service)), t.service[name]?.until ?? ''].join(' '),
        }))}
      />
      <Paragraph quiet>{t.downloadWhat}</Paragraph>
      <Actions>
        <LinkButton href={`${path}/alles.json`} download={true}>
          {t.download}
        </LinkButton>
      </Actions>
      <Heading level={2}>{t.erase}</Heading>
      <Paragraph>{t.eraseWhat}</Paragraph>
      <Actions>
        <LinkButton kind="secondary" href={`${path}/verwijderen`}>
          {t.erase}
        </LinkButton>
      </Actions>
    </Page>
  )
}

/** A list counts as many, anything else that is there as one. */
const countIn = (service: Record<string, unknown>) => Object.values(service).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : value === null ? 0 : 1), 0)
