import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { newId } from '#platform/secret'
import { requireAdministrator } from '#platform/signed-in'
import { shortText } from '#platform/text-input'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Select, TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { networkSchema } from '../network.ts'
import type { Networks } from '../networks.ts'
import { NetworkFields } from '../parts/network-fields.tsx'
import { problemText, textIn } from '../text.ts'

const path = '/beheer/netwerken'
const id = z.string().regex(/^[\w-]{16}$/, 'network-required')
const code = shortText(40).refine((typed) => typed !== '', 'unknown-board')
const beginForm = networkSchema.extend({ id: id.catch(() => newId()), board: code })
const appointForm = z.object({ network: id, coordinator: code })
type Refused = { typed: Typed; errors: readonly FieldError[] }

/** For administrators: the verbs ask it. */
export const overseePages = (networks: Networks) => {
  const show = async (c: Ctx, begin?: Refused, appoint?: Refused) =>
    html(c, <OverseePage c={c} all={await networks.overseen(c.var.actor)} begin={begin} appoint={appoint} />, begin || appoint ? 422 : 200)
  return new Hono<HttpEnv>()
    .get(path, (c) => show(c))
    .post(path, async (c) => {
      requireAdministrator(c.var.actor)
      const form = await parseForm(c, beginForm)
      if (!form.ok) return show(c, form)
      const { id: network, board, ...fields } = form.value
      const { status } = await networks.begin(c.var.actor, network, fields, board)
      return status === 'done' ? c.redirect(`${path}?gedaan=ja`, 303) : show(c, { typed: form.typed, errors: [{ field: 'board', problem: status }] })
    })
    .post(`${path}/coordinator`, async (c) => {
      requireAdministrator(c.var.actor)
      const form = await parseForm(c, appointForm)
      if (!form.ok) return show(c, undefined, form)
      const { status } = await networks.appoint(c.var.actor, form.value.network, form.value.coordinator)
      return status === 'done' ? c.redirect(`${path}?gedaan=ja`, 303) : show(c, undefined, { typed: form.typed, errors: [{ field: 'coordinator', problem: status }] })
    })
}

type Props = { c: Ctx; all: Awaited<ReturnType<Networks['overseen']>>; begin: Refused | undefined; appoint: Refused | undefined }

function OverseePage({ c, all, begin, appoint }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.oversee
  const errors = [...(begin?.errors ?? []), ...(appoint?.errors ?? [])]
  const field = (name: string, refused: Refused | undefined) => {
    const error = refused?.errors.find((wrong) => wrong.field === name)
    return { name, value: [refused?.typed[name] ?? ''].flat()[0], error: error && problemText(text, error), lang }
  }
  return (
    <Page {...c.var.page} path={path} title={t.title} breadcrumb={[{ href: '/beheer', label: t.back }]} robots="noindex" error={errors.length > 0} wide>
      <ErrorSummary errors={errors.map((error) => ({ field: error.field, message: problemText(text, error) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {c.req.query('gedaan') === 'ja' && errors.length === 0 && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.done}</Paragraph>
        </Alert>
      )}
      <Table
        caption={t.caption}
        lang={lang}
        empty={t.empty}
        columns={[{ label: t.columns.name }, { label: t.columns.members, numeric: true }, { label: t.columns.coordinator }, { label: t.columns.since }]}
        rows={all.map((one) => [<bdi>{one.name}</bdi>, String(one.members), <bdi>{one.coordinator ?? t.nobody}</bdi>, longDate(one.createdAt, lang)])}
      />
      <Heading level={2}>{t.begin}</Heading>
      <Paragraph>{t.beginWhat}</Paragraph>
      <form method="post" action={path} novalidate>
        <input type="hidden" name="id" value={newId()} />
        <NetworkFields typed={begin?.typed ?? {}} errors={begin?.errors ?? []} lang={lang} />
        <TextField {...field('board', begin)} label={t.coordinator} width="middle" autocomplete="off" />
        <Actions>
          <Button>{t.begin}</Button>
        </Actions>
      </form>
      {all.length > 0 && (
        <>
          <Heading level={2}>{t.appoint}</Heading>
          <Paragraph>{t.appointWhat}</Paragraph>
          <form method="post" action={`${path}/coordinator`} novalidate>
            <Select {...field('network', appoint)} label={t.network} empty options={all.map((one) => ({ value: one.id, label: one.name }))} />
            <TextField {...field('coordinator', appoint)} label={t.coordinator} width="middle" autocomplete="off" />
            <Actions>
              <Button kind="secondary">{t.appoint}</Button>
            </Actions>
          </form>
        </>
      )}
    </Page>
  )
}
