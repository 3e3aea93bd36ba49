import { Hono } from 'hono'
import { z } from 'zod'
import { parseUpload, type FieldError } from '#platform/form'
import { attachment, html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { contentsFrom, linkSchema, uploadLimits, withChooseAgain } from '../contents.ts'
import type { Evidence, PieceView } from '../evidence.ts'
import { ownerWords } from '../owner-words.ts'
import { ContentsFields } from '../parts/contents-fields.tsx'
import { mistakes, typedOne } from '../parts/details-fields.tsx'
import { EvidencePage, listPath, piecePath } from '../parts/evidence-page.tsx'
import { RevisionPart } from '../parts/revision.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { textIn, type Text } from '../text.ts'

const path = '/organisaties/:org{[0-9a-f-]{36}}/bewijs/:piece{[\\w-]{16}}' as const
const revisionSchema = linkSchema.and(z.object({ version: z.coerce.number().int().min(0).max(2_000_000_000).catch(0) }))

type Shown = { link?: string; errors?: readonly FieldError[]; meanwhile?: boolean }

export const piecePages = (evidence: Evidence) => {
  const show = async (c: Ctx, organisationId: string, id: string, shown: Shown, status: 200 | 409 | 422 = 200) => {
    const titles = new Map(evidence.conditions().map((one) => [one.id, one.title]))
    return html(c, <PiecePage c={c} view={await evidence.view(c.var.actor, organisationId, id)} titles={titles} {...shown} />, status)
  }
  return new Hono<HttpEnv>()
    .get(path, (c) => show(c, c.req.param('org'), c.req.param('piece'), {}))
    .get(`${path}/versies`, (c) => c.redirect(piecePath({ organisationId: c.req.param('org'), id: c.req.param('piece') }), 303))
    .post(`${path}/versies`, async (c) => {
      const { org, piece } = c.req.param()
      await evidence.view(c.var.actor, org, piece)
      const form = await parseUpload(c, revisionSchema, uploadLimits)
      const link = typedOne(form.typed, 'link')
      const refuse = (errors: readonly FieldError[]) => show(c, org, piece, { link, errors: withChooseAgain(errors, form.files) }, 422)
      if (!form.ok) return refuse(form.errors)
      const chosen = contentsFrom(form.value, form.files)
      if (!chosen.ok) return refuse(chosen.errors)
      const revised = await evidence.revise(c.var.actor, org, piece, form.value.version, chosen.contents)
      if (revised.status === 'changed-meanwhile') return show(c, org, piece, { link, meanwhile: true }, 409)
      if (revised.status === 'changed' || revised.status === 'withdrawn') return c.redirect(piecePath({ organisationId: org, id: piece }), 303)
      return refuse([{ field: 'file', problem: revised.status }])
    })
    .get(`${path}/versies/:number{[1-9][0-9]{0,5}}`, async (c) => {
      const { org, piece, number } = c.req.param()
      return attachment(c, await evidence.download(c.var.actor, org, piece, Number(number)))
    })
}

type Props = Shown & { c: Ctx; view: PieceView; titles: ReadonlyMap<string, string> }

function PiecePage({ c, view, titles, link = '', errors = [], meanwhile = false }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.piece
  const { place, piece, revisions } = view
  const here = piecePath(piece)
  return (
    <EvidencePage c={c} place={place} title={piece.title} below={[{ href: here, label: piece.title }]} error={errors.length > 0}>
      <ErrorSummary errors={mistakes(errors, lang)} lang={lang} />
      <Heading level={1} over={text.title}>
        <bdi>{piece.title}</bdi>
      </Heading>
      <Paragraph>
        <StateBadge state={piece.state} text={text} />
      </Paragraph>
      {meanwhile && (
        <Alert kind="warning" title={t.meanwhile} lang={lang} live>
          <Paragraph>{t.meanwhileWhat}</Paragraph>
        </Alert>
      )}
      {piece.state === 'expired' && (
        <Alert kind="warning" title={t.expired} lang={lang}>
          <Paragraph>{t.expiredWhat}</Paragraph>
        </Alert>
      )}
      {piece.withdrawnAt && (
        <Alert kind="info" title={t.withdrawn(longDate(piece.withdrawnAt, lang))} lang={lang}>
          <Paragraph>{t.withdrawnWhat}</Paragraph>
          {view.mayChange ? (
            <form method="post" action={`${here}/terugzetten`}>
              <Actions>
                <Button kind="secondary">{t.restore}</Button>
              </Actions>
            </form>
          ) : (
            <Paragraph>{t.restoreWho}</Paragraph>
          )}
        </Alert>
      )}
      <About view={view} titles={titles} text={text} lang={lang} />
      {view.mayChange && !piece.withdrawnAt && (
        <Actions>
          <LinkButton kind="secondary" href={`${here}/wijzigen`}>
            {t.change}
          </LinkButton>
          <LinkButton kind="subtle" href={`${here}/intrekken`}>
            {t.withdraw}
          </LinkButton>
        </Actions>
      )}
      <Heading level={2}>{t.revisions}</Heading>
      {revisions.map((revision) => (
        <RevisionPart revision={revision} newest={revision.number === piece.revision} here={here} c={c} />
      ))}
      {!piece.withdrawnAt && (
        <form method="post" action={`${here}/versies`} enctype="multipart/form-data" novalidate>
          <Heading level={2}>{t.new}</Heading>
          <Paragraph quiet>{t.newWhat}</Paragraph>
          <input type="hidden" name="version" value={String(piece.version)} />
          <ContentsFields link={link} errors={errors} lang={lang} />
          <Actions>
            <Button>{t.saveNew}</Button>
            <Link href={listPath(place.id)}>{text.form.back}</Link>
          </Actions>
        </form>
      )}
    </EvidencePage>
  )
}

function About({ view, titles, text, lang }: { view: PieceView; titles: Props['titles']; text: Text; lang: 'nl' | 'en' }) {
  const { piece, ownerName } = view
  const t = text.piece
  const conditions = (
    <ul class="koers-links">
      {piece.conditions.map((id) => {
        const title = titles.get(id)
        return <li lang={title === undefined ? undefined : 'nl'}>{`${id} ${title ?? t.gone}`}</li>
      })}
    </ul>
  )
  const rows = [
    { key: t.conditions, value: conditions },
    { key: t.owner, value: <bdi>{ownerWords(piece.owner, ownerName, text)}</bdi> },
    { key: t.validUntil, value: piece.validUntil === null ? text.list.noDay : `${longDate(piece.validUntil, lang)} (${t.remind(piece.remindBefore)})` },
    ...(piece.description === '' ? [] : [{ key: t.description, value: <span class="koers-typed">{piece.description}</span> }]),
  ]
  return <SummaryList rows={rows} lang={lang} />
}
