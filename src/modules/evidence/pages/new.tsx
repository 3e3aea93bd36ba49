import { Hono } from 'hono'
import { z } from 'zod'
import { parseUpload, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { newId } from '#platform/secret'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { contentsFrom, joined, linkSchema, uploadLimits, withChooseAgain } from '../contents.ts'
import type { Colleague, Evidence } from '../evidence.ts'
import { ContentsFields } from '../parts/contents-fields.tsx'
import { DetailsFields, emptyFields, fieldsTyped, mistakes, TitleField, typedOne, type Fields } from '../parts/details-fields.tsx'
import { EvidencePage, listPath, piecePath } from '../parts/evidence-page.tsx'
import { detailsSchema, type Place } from '../piece.ts'
import { textIn } from '../text.ts'

const path = '/organisaties/:org/bewijs/nieuw' as const
const idSchema = z.object({
  id: z
    .string()
    .regex(/^[\w-]{16}$/)
    .catch(() => newId()),
})

export const newPages = (evidence: Evidence) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      const { place, colleagues } = await evidence.newPiece(c.var.actor, c.req.param('org'))
      const asked = c.req.query('voorwaarde')
      const fields = emptyFields(asked !== undefined && evidence.isCondition(asked) ? asked : undefined)
      return html(c, <NewPage c={c} place={place} colleagues={colleagues} evidence={evidence} id={newId()} fields={fields} link="" />)
    })
    .post(path, async (c) => {
      const { place, colleagues } = await evidence.newPiece(c.var.actor, c.req.param('org'))
      const form = await parseUpload(c, detailsSchema(evidence.isCondition).and(linkSchema), uploadLimits)
      const { id } = idSchema.parse(form.typed)
      const refuse = (errors: readonly FieldError[]) => {
        const shown = { fields: fieldsTyped(form.typed), link: typedOne(form.typed, 'link'), errors: withChooseAgain(errors, form.files) }
        return html(c, <NewPage c={c} place={place} colleagues={colleagues} evidence={evidence} id={id} {...shown} />, 422)
      }
      const chosen = contentsFrom({ link: form.ok ? form.value.link : typedOne(form.typed, 'link') }, form.files)
      if (!form.ok) return refuse(joined(form.errors, chosen))
      if (!chosen.ok) return refuse(chosen.errors)
      const added = await evidence.add(c.var.actor, place.id, id, form.value, chosen.contents)
      if (added.status === 'added') return c.redirect(piecePath({ id: added.id, organisationId: place.id }), 303)
      return refuse([{ field: added.status === 'unknown-owner' ? 'owner' : 'file', problem: added.status }])
    })

type Props = { c: Ctx; place: Place; colleagues: readonly Colleague[]; evidence: Evidence; id: string; fields: Fields; link: string; errors?: readonly FieldError[] }

function NewPage({ c, place, colleagues, evidence, id, fields, link, errors = [] }: Props) {
  const { lang } = c.var
  const t = textIn(lang).form
  return (
    <EvidencePage c={c} place={place} title={t.newTitle} below={[{ href: `${listPath(place.id)}/nieuw`, label: t.newTitle }]} error={errors.length > 0}>
      <ErrorSummary errors={mistakes(errors, lang)} lang={lang} />
      <Heading level={1}>{t.newTitle}</Heading>
      <form method="post" action={`${listPath(place.id)}/nieuw`} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="id" value={id} />
        <TitleField fields={fields} errors={errors} lang={lang} />
        <ContentsFields link={link} errors={errors} lang={lang} />
        <DetailsFields fields={fields} errors={errors} responsibilities={evidence.responsibilities()} colleagues={colleagues} self={c.var.actor.person?.id} lang={lang} />
        <Actions>
          <Button>{t.save}</Button>
          <Link href={listPath(place.id)}>{t.back}</Link>
        </Actions>
      </form>
    </EvidencePage>
  )
}
