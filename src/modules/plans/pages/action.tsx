import { Hono } from 'hono'
import { z } from 'zod'
import { notFound } from '#platform/errors'
import { parseForm } from '#platform/form'
import { attachment, html, type Ctx, type HttpEnv } from '#platform/http'
import { longText } from '#platform/text-input'
import { Actions, Button } from '#ui/button'
import { Alert } from '#ui/alert'
import { Checkbox } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { COMMENT_LIMIT, RESULT_LIMIT } from '../action.ts'
import { ActionPage, attachmentProblem, type Said } from '../parts/action-page.tsx'
import { PlanPage, planPath } from '../parts/plan-page.tsx'
import type { ActionView, Plans } from '../plans.ts'
import { mayRemove } from '../policy.ts'
import { statuses } from '../status.ts'
import { textIn } from '../text.ts'
import { fileIn } from './upload.ts'

const path = '/organisaties/:org/plan/:action{[\\w-]{16}}' as const
const moveForm = z.object({
  version: z.coerce.number('version').int('version').min(1, 'version'),
  to: z.enum(statuses, 'unknown-status'),
  result: longText(RESULT_LIMIT),
  back: z.enum(['board', 'action']).catch('action'),
})
const commentForm = z.object({ text: longText(COMMENT_LIMIT).refine((text) => text !== '', 'comment-required') })

export const actionPages = (plans: Plans) => {
  const viewOf = (c: Ctx) => plans.view(c.var.actor, c.req.param('org') ?? '', c.req.param('action') ?? '')
  const again = async (c: Ctx, said: Said, status: 409 | 413 | 422) => html(c, <ActionPage c={c} view={await viewOf(c)} said={said} />, status)
  const here = (c: Ctx, anchor = '') => planPath(c.req.param('org') ?? '', `/${c.req.param('action')}${anchor}`)

  return new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <ActionPage c={c} view={await viewOf(c)} />))
    .post(`${path}/status`, async (c) => {
      const { action } = await viewOf(c)
      const form = await parseForm(c, moveForm)
      if (!form.ok) return again(c, { errors: form.errors, result: [form.typed['result'] ?? ''].flat()[0] }, 422)
      const { version, to, result, back } = form.value
      const moved = await plans.move(c.var.actor, action.id, version, to, form.typed['result'] === undefined ? undefined : result)
      if (moved.status === 'changed-meanwhile') return again(c, { moved: true, result }, 409)
      if (moved.status === 'not-possible') return again(c, { errors: [{ field: 'status', problem: 'not-possible' }] }, 422)
      // Who reports something done from the board is asked for its result.
      return c.redirect(back === 'board' && to !== 'done' ? planPath(c.req.param('org'), '/bord') : here(c), 303)
    })
    .post(`${path}/opmerkingen`, async (c) => {
      const { action } = await viewOf(c)
      const form = await parseForm(c, commentForm)
      if (!form.ok) return again(c, { errors: form.errors, comment: [form.typed['text'] ?? ''].flat()[0] }, 422)
      await plans.comment(c.var.actor, action.id, form.value.text)
      return c.redirect(here(c, '#opmerkingen'), 303)
    })
    .post(`${path}/opmerkingen/:comment{[\\w-]{16}}/verwijderen`, async (c) => {
      const { action } = await viewOf(c)
      await plans.removeComment(c.var.actor, action.id, c.req.param('comment'))
      return c.redirect(here(c, '#opmerkingen'), 303)
    })
    .post(`${path}/bijlagen`, async (c) => {
      const { action } = await viewOf(c)
      const file = await fileIn(c)
      const stored = file ? await plans.attach(c.var.actor, action.id, file) : { status: 'empty' as const }
      if (stored.status !== 'stored') return again(c, { file: attachmentProblem(stored.status, textIn(c.var.lang)) }, 422)
      return c.redirect(here(c, '#bijlagen'), 303)
    })
    .get(`${path}/bijlagen/:file{[\\w-]{16}}`, async (c) => {
      const { action } = await viewOf(c)
      const { file, bytes } = await plans.attachment(c.var.actor, action.id, c.req.param('file'))
      return attachment(c, { file, bytes })
    })
    .post(`${path}/bijlagen/:file{[\\w-]{16}}/verwijderen`, async (c) => {
      const { action } = await viewOf(c)
      await plans.detach(c.var.actor, action.id, c.req.param('file'))
      return c.redirect(here(c, '#bijlagen'), 303)
    })
    .get(`${path}/verwijderen`, async (c) => html(c, <RemovePage c={c} view={await removable(c)} />))
    .post(`${path}/verwijderen`, async (c) => {
      const view = await removable(c)
      const form = await parseForm(c, z.object({ confirm: z.literal('yes') }))
      if (!form.ok) return html(c, <RemovePage c={c} view={view} refused />, 422)
      await plans.remove(c.var.actor, view.action.id)
      return c.redirect(planPath(c.req.param('org')), 303)
    })

  async function removable(c: Ctx): Promise<ActionView> {
    const view = await viewOf(c)
    if (!mayRemove(view.access)) throw notFound('There is no such page, or it is not for you.')
    return view
  }
}

function RemovePage({ c, view, refused }: { c: Ctx; view: ActionView; refused?: boolean }) {
  const { lang } = c.var
  const t = textIn(lang).action
  const here = planPath(view.organisation.id, `/${view.action.id}`)
  return (
    <PlanPage
      c={c}
      place={view}
      title={t.removeTitle}
      error={refused ?? false}
      below={[
        { href: here, label: view.action.title },
        { href: `${here}/verwijderen`, label: t.removeTitle },
      ]}
    >
      {refused && <ErrorSummary errors={[{ field: 'confirm', message: t.removeMissing }]} lang={lang} />}
      <Heading level={1} over={<bdi>{view.action.title}</bdi>}>
        {t.removeTitle}
      </Heading>
      <Alert kind="warning" lang={lang}>
        <Paragraph>{t.removeLead}</Paragraph>
      </Alert>
      <Paragraph>{t.removeInstead}</Paragraph>
      <form method="post" action={`${here}/verwijderen`} novalidate>
        <Checkbox name="confirm" value="yes" label={t.removeConfirm} error={refused ? t.removeMissing : undefined} lang={lang} />
        <Actions>
          <Button>{t.remove}</Button>
          <Link href={here}>{t.keep}</Link>
        </Actions>
      </form>
    </PlanPage>
  )
}
