import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { newId } from '#platform/secret'
import { Alert } from '#ui/alert'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { emptyForm, formOf, formTyped, Mistakes, PracticeForm, type FormFields } from '../parts/practice-form.tsx'
import { ownPath, PracticePage } from '../parts/practice-page.tsx'
import { draftSchema, missingIn, type Fields } from '../practice.ts'
import type { OwnView, Place, Practices } from '../practices.ts'
import { textIn } from '../text.ts'

const newPath = '/organisaties/:org/praktijken/nieuw' as const
const changePath = '/organisaties/:org/praktijken/:practice{[\\w-]{16}}/wijzigen' as const

/** Beside the fields: what makes a double post harmless, the version on the screen, and which button. */
const envelope = z.object({
  id: z
    .string()
    .regex(/^[\w-]{16}$/)
    .catch(() => newId()),
  version: z.coerce.number().int().min(0).max(2_000_000_000).catch(0),
  do: z.literal('submit').optional().catch(undefined),
})

/** To send it in, all must be there; a draft may wait. */
const missing = (fields: Fields): FieldError[] => missingIn(fields).map((field) => ({ field, problem: `${field}-missing` }))

export const writePages = (practices: Practices) =>
  new Hono<HttpEnv>()
    .get(newPath, async (c) => {
      const place = await practices.newPractice(c.var.actor, c.req.param('org'))
      const asked = c.req.query('voorwaarde') ?? ''
      return html(c, <NewPage c={c} place={place} practices={practices} id={newId()} fields={emptyForm(practices.isCondition(asked) ? asked : '')} />)
    })
    .post(newPath, async (c) => {
      const place = await practices.newPractice(c.var.actor, c.req.param('org'))
      const form = await parseForm(c, draftSchema(practices.isCondition))
      const { id, do: wish } = envelope.parse(form.typed)
      const errors = form.ok ? (wish === 'submit' ? missing(form.value) : []) : form.errors
      if (!form.ok || errors.length > 0) return html(c, <NewPage c={c} place={place} practices={practices} id={id} fields={formTyped(form.typed)} errors={errors} />, 422)
      await practices.write(c.var.actor, place.id, id, form.value)
      if (wish === 'submit') await practices.submit(c.var.actor, place.id, id)
      return c.redirect(`${ownPath(place.id)}/${id}`, 303)
    })
    .get(changePath, async (c) => {
      const view = await practices.ownToChange(c.var.actor, c.req.param('org'), c.req.param('practice'))
      return html(c, <ChangePage c={c} view={view} practices={practices} fields={formOf(view.practice)} version={view.practice.version} />)
    })
    .post(changePath, async (c) => {
      const { org, practice: id } = c.req.param()
      const view = await practices.own(c.var.actor, org, id)
      const form = await parseForm(c, draftSchema(practices.isCondition))
      const { version, do: wish } = envelope.parse(form.typed)
      const errors = form.ok ? (wish === 'submit' ? missing(form.value) : []) : form.errors
      const shown = { c, view, practices, fields: formTyped(form.typed) }
      if (!form.ok || errors.length > 0) return html(c, <ChangePage {...shown} version={version} errors={errors} />, 422)
      const changed = await practices.change(c.var.actor, org, id, version, form.value)
      if (changed.status === 'changed-meanwhile') return html(c, <ChangePage {...shown} version={changed.current.version} meanwhile />, 409)
      if (changed.status === 'not-now') return c.redirect(`${ownPath(org)}/${id}?stand=gewijzigd`, 303)
      if (wish === 'submit') await practices.submit(c.var.actor, org, id)
      return c.redirect(`${ownPath(org)}/${id}`, 303)
    })

type New = { c: Ctx; place: Place; practices: Practices; id: string; fields: FormFields; errors?: readonly FieldError[] }

function NewPage({ c, place, practices, id, fields, errors = [] }: New) {
  const t = textIn(c.var.lang).form
  const here = `${ownPath(place.id)}/nieuw`
  return (
    <PracticePage c={c} place={place} title={t.newTitle} below={[{ href: here, label: t.newTitle }]} error={errors.length > 0}>
      <Mistakes errors={errors} c={c} />
      <Heading level={1}>{t.newTitle}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <PracticeForm c={c} practices={practices} fields={fields} errors={errors} action={here} hidden={{ name: 'id', value: id }} back={ownPath(place.id)} />
    </PracticePage>
  )
}

type Change = { c: Ctx; view: OwnView; practices: Practices; fields: FormFields; version: number; errors?: readonly FieldError[]; meanwhile?: boolean }

function ChangePage({ c, view: { place, practice }, practices, fields, version, errors = [], meanwhile = false }: Change) {
  const { lang } = c.var
  const t = textIn(lang).form
  const its = `${ownPath(place.id)}/${practice.id}`
  const below = [
    { href: its, label: practice.title },
    { href: `${its}/wijzigen`, label: t.changeTitle },
  ]
  return (
    <PracticePage c={c} place={place} title={t.changeTitle} below={below} error={errors.length > 0}>
      <Mistakes errors={errors} c={c} />
      <Heading level={1}>{t.changeTitle}</Heading>
      {meanwhile && (
        <Alert kind="warning" title={t.meanwhile} lang={lang} live>
          <Paragraph>
            {t.meanwhileWhat} <Link href={its}>{t.meanwhileLook}</Link>
          </Paragraph>
        </Alert>
      )}
      <PracticeForm
        c={c}
        practices={practices}
        fields={fields}
        errors={errors}
        action={`${its}/wijzigen`}
        hidden={{ name: 'version', value: String(version) }}
        back={ownPath(place.id)}
      />
    </PracticePage>
  )
}
