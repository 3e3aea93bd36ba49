import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Colleague, Evidence, PieceView } from '../evidence.ts'
import { DetailsFields, fieldsOf, fieldsTyped, mistakes, TitleField, type Fields } from '../parts/details-fields.tsx'
import { EvidencePage, piecePath } from '../parts/evidence-page.tsx'
import { detailsSchema } from '../piece.ts'
import { textIn } from '../text.ts'

const path = '/organisaties/:org/bewijs/:piece{[\\w-]{16}}' as const
const versionSchema = z.object({ version: z.coerce.number().int().min(0).max(2_000_000_000).catch(0) })

export const changePages = (evidence: Evidence) =>
  new Hono<HttpEnv>()
    .get(`${path}/wijzigen`, async (c) => {
      const view = await evidence.viewToChange(c.var.actor, c.req.param('org'), c.req.param('piece'))
      if (view.piece.withdrawnAt) return c.redirect(piecePath(view.piece), 303)
      return html(c, <ChangePage c={c} view={view} evidence={evidence} fields={fieldsOf(view.piece)} version={view.piece.version} />)
    })
    .post(`${path}/wijzigen`, async (c) => {
      const { org, piece } = c.req.param()
      const view = await evidence.viewToChange(c.var.actor, org, piece)
      const form = await parseForm(c, detailsSchema(evidence.isCondition))
      const { version } = versionSchema.parse(form.typed)
      const shown = { c, view, evidence, fields: fieldsTyped(form.typed) }
      if (!form.ok) return html(c, <ChangePage {...shown} version={version} errors={form.errors} />, 422)
      const changed = await evidence.change(c.var.actor, org, piece, version, form.value)
      if (changed.status === 'unknown-owner') return html(c, <ChangePage {...shown} version={version} errors={[{ field: 'owner', problem: 'unknown-owner' }]} />, 422)
      if (changed.status === 'changed-meanwhile') return html(c, <ChangePage {...shown} version={changed.version} meanwhile />, 409)
      return c.redirect(piecePath(view.piece), 303)
    })
    .get(`${path}/intrekken`, async (c) => {
      const view = await evidence.viewToChange(c.var.actor, c.req.param('org'), c.req.param('piece'))
      return view.piece.withdrawnAt ? c.redirect(piecePath(view.piece), 303) : html(c, <WithdrawPage c={c} view={view} />)
    })
    .post(`${path}/intrekken`, async (c) => {
      const { org, piece } = c.req.param()
      await evidence.withdraw(c.var.actor, org, piece)
      return c.redirect(piecePath({ organisationId: org, id: piece }), 303)
    })
    .post(`${path}/terugzetten`, async (c) => {
      const { org, piece } = c.req.param()
      await evidence.restore(c.var.actor, org, piece)
      return c.redirect(piecePath({ organisationId: org, id: piece }), 303)
    })

type Props = { c: Ctx; view: PieceView & { colleagues: Colleague[] }; evidence: Evidence; fields: Fields; version: number; errors?: readonly FieldError[]; meanwhile?: boolean }

function ChangePage({ c, view, evidence, fields, version, errors = [], meanwhile = false }: Props) {
  const { lang, actor } = c.var
  const t = textIn(lang).form
  const { place, piece } = view
  const here = piecePath(piece)
  const below = [
    { href: here, label: piece.title },
    { href: `${here}/wijzigen`, label: t.changeTitle },
  ]
  return (
    <EvidencePage c={c} place={place} title={`${t.changeTitle}: ${piece.title}`} below={below} error={errors.length > 0}>
      <ErrorSummary errors={mistakes(errors, lang)} lang={lang} />
      <Heading level={1}>{t.changeTitle}</Heading>
      {meanwhile && (
        <Alert kind="warning" title={t.meanwhile} lang={lang} live>
          <Paragraph>{t.meanwhileWhat}</Paragraph>
          <Paragraph>
            <Link href={here}>{t.meanwhileLook}</Link>
          </Paragraph>
        </Alert>
      )}
      <form method="post" action={`${here}/wijzigen`} novalidate>
        <input type="hidden" name="version" value={String(version)} />
        <TitleField fields={fields} errors={errors} lang={lang} />
        <DetailsFields
          fields={fields}
          errors={errors}
          responsibilities={evidence.responsibilities()}
          colleagues={withOwner(view.colleagues, view)}
          self={actor.person?.id}
          lang={lang}
        />
        <Actions>
          <Button>{t.saveChange}</Button>
          <Link href={here}>{t.backToPiece}</Link>
        </Actions>
      </form>
    </EvidencePage>
  )
}

/** With who is the owner already, also when they work here no longer. */
function withOwner(colleagues: readonly Colleague[], { piece: { owner }, ownerName }: PieceView): Colleague[] {
  const known = owner.kind !== 'person' || ownerName === undefined || colleagues.some(({ id }) => id === owner.personId)
  return known ? [...colleagues] : [...colleagues, { id: owner.personId, name: ownerName }]
}

function WithdrawPage({ c, view: { place, piece } }: { c: Ctx; view: PieceView }) {
  const { lang } = c.var
  const t = textIn(lang).withdraw
  const here = piecePath(piece)
  const below = [
    { href: here, label: piece.title },
    { href: `${here}/intrekken`, label: t.title },
  ]
  return (
    <EvidencePage c={c} place={place} title={t.title} below={below}>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>
        <bdi>{piece.title}</bdi>
      </Paragraph>
      <Paragraph>{t.what}</Paragraph>
      <form method="post" action={`${here}/intrekken`}>
        <Actions>
          <Button>{t.do}</Button>
          <Link href={here}>{t.dont}</Link>
        </Actions>
      </form>
    </EvidencePage>
  )
}
