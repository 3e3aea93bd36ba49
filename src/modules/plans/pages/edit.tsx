import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { notFound } from '#platform/errors'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { actionSchema, emptyFields, typedAgain, typedOf, type Action, type ActionTyped } from '../action.ts'
import { ActionFormFields, summaryOfErrors } from '../parts/action-form.tsx'
import { ConflictPage } from '../parts/conflict.tsx'
import { PlanPage, planPath } from '../parts/plan-page.tsx'
import type { Place, Plans } from '../plans.ts'
import { mayChange, mayPlan } from '../policy.ts'
import { textIn } from '../text.ts'

const envelope = z.object({ version: z.coerce.number('version').int('version').min(1, 'version') })
const cannotSee: FieldError[] = [{ field: 'ownerId', problem: 'owner-cannot-see' }]

export const editPages = (plans: Plans) =>
  new Hono<HttpEnv>()
    .get('/organisaties/:org/plan/nieuw', async (c) => {
      const place = await writable(plans, c)
      const conditionId = place.instrument.condition(c.req.query('voorwaarde') ?? '')?.id ?? null
      return html(c, <EditPage c={c} place={place} typed={typedOf({ ...emptyFields, conditionId })} />)
    })
    .post('/organisaties/:org/plan/nieuw', async (c) => {
      const place = await writable(plans, c)
      const form = await parseForm(c, actionSchema(choicesOf(place)))
      if (!form.ok) return html(c, <EditPage c={c} place={place} typed={typedAgain(form.typed)} errors={form.errors} />, 422)
      const made = await plans.create(c.var.actor, place.organisation.id, form.value)
      if (made.status !== 'saved') return html(c, <EditPage c={c} place={place} typed={typedAgain(form.typed)} errors={cannotSee} />, 422)
      return c.redirect(planPath(place.organisation.id, `/${made.id}`), 303)
    })
    .get('/organisaties/:org/plan/:action{[\\w-]{16}}/wijzigen', async (c) => {
      const view = await changeable(plans, c, c.req.param('org'), c.req.param('action'))
      return html(c, <EditPage c={c} place={view} action={view.action} typed={typedOf(view.action)} />)
    })
    .post('/organisaties/:org/plan/:action{[\\w-]{16}}/wijzigen', async (c) => {
      const view = await changeable(plans, c, c.req.param('org'), c.req.param('action'))
      const { action } = view
      const form = await parseForm(
        c,
        z.intersection(
          envelope.transform((e) => ({ envelope: e })),
          actionSchema({ ...choicesOf(view), kept: action }).transform((fields) => ({ fields })),
        ),
      )
      if (!form.ok) return html(c, <EditPage c={c} place={view} action={action} version={form.typed['version']} typed={typedAgain(form.typed)} errors={form.errors} />, 422)
      const { fields, envelope: asked } = form.value
      // Schools that this person does not see from here stay as they were.
      const unseen = action.schoolIds.filter((id) => !view.schools.some((school) => school.id === id))
      const whole = { ...fields, schoolIds: [...new Set([...fields.schoolIds, ...unseen])].toSorted() }
      const saved = await plans.change(c.var.actor, action.id, asked.version, whole)
      if (saved.status === 'owner-cannot-see')
        return html(c, <EditPage c={c} place={view} action={action} version={String(asked.version)} typed={typedAgain(form.typed)} errors={cannotSee} />, 422)
      if (saved.status === 'changed-meanwhile') return html(c, <ConflictPage c={c} place={view} mine={whole} current={saved.current} />, 409)
      return c.redirect(planPath(view.organisation.id, `/${action.id}`), 303)
    })

const choicesOf = ({ instrument, schools }: Place) => ({ instrument, schoolIds: schools.map((school) => school.id) })

async function writable(plans: Plans, c: Ctx): Promise<Place> {
  const place = await plans.place(c.var.actor, c.req.param('org') ?? '')
  if (!mayPlan(place.right)) throw notFound('There is no such page, or it is not for you.')
  return place
}

async function changeable(plans: Plans, c: Ctx, organisationId: string, id: string) {
  const view = await plans.view(c.var.actor, organisationId, id)
  if (!mayChange(view.access)) throw notFound('There is no such page, or it is not for you.')
  return view
}

type Props = { c: Ctx; place: Place; action?: Action; version?: string | string[] | undefined; typed: ActionTyped; errors?: FieldError[] }

function EditPage({ c, place, action, version, typed, errors = [] }: Props) {
  const { lang } = c.var
  const t = textIn(lang).form
  const title = action ? t.changeTitle : t.newTitle
  const back = planPath(place.organisation.id, action ? `/${action.id}` : '')
  return (
    <PlanPage
      c={c}
      place={place}
      title={title}
      error={errors.length > 0}
      below={
        action
          ? [
              { href: back, label: action.title },
              { href: `${back}/wijzigen`, label: title },
            ]
          : [{ href: planPath(place.organisation.id, '/nieuw'), label: title }]
      }
    >
      <ErrorSummary errors={summaryOfErrors(c, errors)} lang={lang} />
      <Heading level={1}>{title}</Heading>
      <form method="post" data-keep="" novalidate>
        {action && <input type="hidden" name="version" value={[version ?? String(action.version)].flat()[0]} />}
        <ActionFormFields c={c} place={place} typed={typed} errors={errors} />
        <Actions>
          <Button>{action ? t.save : t.make}</Button>
          <Link href={back}>{t.cancel}</Link>
        </Actions>
      </form>
    </PlanPage>
  )
}
