import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { shortText } from '#platform/text-input'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { Table } from '#ui/table'
import type { Coordinated } from '../coordination.ts'
import { networkSchema } from '../network.ts'
import type { Networks } from '../networks.ts'
import { NetworkFields } from '../parts/network-fields.tsx'
import { problemText, textIn } from '../text.ts'

const path = '/netwerken/:network{[\\w-]{16}}/beheren' as const
const board = `${path}/besturen/:board{[0-9a-f-]{36}}` as const
const versionSchema = z.object({ version: z.coerce.number().int().min(0).max(2_000_000_000).catch(0) })
const here = (id: string) => `/netwerken/${id}/beheren`
const words = shortText(80).catch('')

/** For who coordinates a network; for anyone else these pages do not exist. */
export const coordinationPages = (networks: Networks) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <CoordinatePage c={c} view={await networks.coordinated(c.var.actor, c.req.param('network'))} />))
    .post(path, async (c) => {
      const id = c.req.param('network')
      const view = await networks.coordinated(c.var.actor, id)
      const form = await parseForm(c, networkSchema)
      if (!form.ok) return html(c, <CoordinatePage c={c} view={view} typed={form.typed} errors={form.errors} />, 422)
      const done = await networks.changeNetwork(c.var.actor, id, versionSchema.parse(form.typed).version, form.value)
      if (done.status === 'changed') return c.redirect(`/netwerken/${id}`, 303)
      return html(c, <CoordinatePage c={c} view={{ ...view, network: done.current }} meanwhile={form.typed} />, 409)
    })
    .post(`${board}/verwijderen`, async (c) => {
      await networks.removeBoard(c.var.actor, c.req.param('network'), c.req.param('board'))
      return c.redirect(here(c.req.param('network')), 303)
    })
    .post(`${board}/coordinator`, async (c) => {
      await networks.handOver(c.var.actor, c.req.param('network'), c.req.param('board'))
      return c.redirect(`/netwerken/${c.req.param('network')}`, 303)
    })
    .get(`${path}/vragen`, async (c) => {
      const asked = words.parse(c.req.query('zoek'))
      return html(c, <AskPage c={c} words={asked} {...await networks.boardsToAsk(c.var.actor, c.req.param('network'), asked)} />)
    })
    .post(`${board}/vragen`, async (c) => {
      await networks.askBoard(c.var.actor, c.req.param('network'), c.req.param('board'))
      return c.redirect(`${here(c.req.param('network'))}/vragen?gevraagd=ja`, 303)
    })

type Props = { c: Ctx; view: Coordinated; typed?: Typed; errors?: readonly FieldError[]; meanwhile?: Typed }

function CoordinatePage({ c, view, typed, errors = [], meanwhile }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.coordinate
  const { network, members } = view
  const { name, about, contact } = network
  const action = here(network.id)
  return (
    <Page
      {...c.var.page}
      path={action}
      title={t.title}
      breadcrumb={[{ href: `/netwerken/${network.id}`, label: name }]}
      robots="noindex"
      error={errors.length > 0 || meanwhile !== undefined}
    >
      <ErrorSummary errors={errors.map((error) => ({ field: error.field, message: problemText(text, error) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      {meanwhile && (
        <Alert kind="warning" lang={lang} live>
          <Paragraph>{t.meanwhile}</Paragraph>
        </Alert>
      )}
      <Heading level={2}>{t.details}</Heading>
      <form method="post" action={action} novalidate>
        <input type="hidden" name="version" value={String(network.version)} />
        <NetworkFields typed={typed ?? { name, about, contact }} errors={errors} lang={lang} />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </form>
      {meanwhile && (
        <>
          <Heading level={2}>{t.yours}</Heading>
          <SummaryList
            lang={lang}
            rows={(['name', 'about', 'contact'] as const).map((field) => ({ key: text.form[field], value: <bdi>{[meanwhile[field] ?? ''].flat()[0]}</bdi> }))}
          />
        </>
      )}
      <Heading level={2} id="besturen">
        {t.boards}
      </Heading>
      <Paragraph>{t.removeWhat}</Paragraph>
      <Paragraph>{t.handOverWhat}</Paragraph>
      <Table
        caption={t.boards}
        captionHidden
        lang={lang}
        columns={[{ label: t.columns.name }, { label: t.columns.act }]}
        rows={members.map((member) => [
          <bdi>{member.name}</bdi>,
          member.coordinator ? (
            t.self
          ) : (
            <form method="post" action={`${action}/besturen/${member.organisationId}/verwijderen`}>
              <Button kind="subtle">
                {t.remove}
                <span class="koers-hidden"> {member.name}</span>
              </Button>
              <Button kind="subtle" formaction={`${action}/besturen/${member.organisationId}/coordinator`}>
                {t.handOver}
                <span class="koers-hidden"> {member.name}</span>
              </Button>
            </form>
          ),
        ])}
      />
      <Actions>
        <LinkButton kind="secondary" href={`${action}/vragen`}>
          {t.ask}
        </LinkButton>
      </Actions>
    </Page>
  )
}

function AskPage({ c, words: typed, network, boards }: { c: Ctx; words: string } & Awaited<ReturnType<Networks['boardsToAsk']>>) {
  const { lang } = c.var
  const t = textIn(lang).coordinate
  const action = `${here(network.id)}/vragen`
  const breadcrumb = [
    { href: `/netwerken/${network.id}`, label: network.name },
    { href: here(network.id), label: t.title },
  ]
  return (
    <Page {...c.var.page} path={action} title={t.ask} breadcrumb={breadcrumb} robots="noindex">
      <Heading level={1}>{t.ask}</Heading>
      <Paragraph lead>{t.askWhat}</Paragraph>
      {c.req.query('gevraagd') === 'ja' && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.asked}</Paragraph>
        </Alert>
      )}
      <form method="get" action={action}>
        <TextField name="zoek" label={t.search} hint={t.searchHint} value={typed} type="search" width="middle" autocomplete="off" lang={lang} />
        <Actions>
          <Button kind="secondary">{t.find}</Button>
        </Actions>
      </form>
      {typed !== '' && boards.length === 0 && <Paragraph>{t.none}</Paragraph>}
      <ul class="koers-links">
        {boards.map((one) => (
          <li>
            <form method="post" action={`${here(network.id)}/besturen/${one.id}/vragen`} class="koers-actions">
              <span>
                <bdi>{one.name}</bdi> <span class="koers-quiet">{one.place ?? ''}</span>
              </span>
              {one.member ? (
                <span class="koers-quiet">{t.member}</span>
              ) : (
                <Button kind="subtle">
                  {t.askDo}
                  <span class="koers-hidden"> {one.name}</span>
                </Button>
              )}
            </form>
          </li>
        ))}
      </ul>
    </Page>
  )
}
