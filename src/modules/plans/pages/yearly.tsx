import { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock'
import { dayOf } from '#platform/clock'
import { notFound } from '#platform/errors'
import { parseForm, type FieldError } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Badge } from '#ui/badge'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { Table } from '#ui/table'
import { longMonth } from '../months.ts'
import { PlanPage, planPath, Views } from '../parts/plan-page.tsx'
import { TaskForm } from '../parts/task-form.tsx'
import type { Place, Plans } from '../plans.ts'
import { mayPlan } from '../policy.ts'
import type { StandingTasks, YearlyView } from '../standing/standing-tasks.ts'
import { taskSchema, typedTask, typedTaskAgain, type StandingTask, type TaskFields, type TaskTyped } from '../standing/task.ts'
import { problemText, textIn, type Text } from '../text.ts'
import { conditionWords, ownerWords } from '../words.ts'

const base = '/organisaties/:org/plan/jaarkalender' as const
const aYear = z.coerce.number().int().min(2000).max(2100)
const tickForm = z.object({ year: aYear, done: z.enum(['yes', 'no']) })
const envelope = z.object({ version: z.coerce.number('version').int('version').min(1, 'version') })
const cannotSee: FieldError[] = [{ field: 'ownerId', problem: 'owner-cannot-see' }]
const emptyTask: TaskFields = { title: '', why: '', conditionId: null, ownerId: null, owner: '', due: { kind: 'day', month: 0, day: 0 } }

export const yearlyPages = (plans: Plans, standing: StandingTasks, clock: Clock) => {
  const yearIn = (c: Ctx) => aYear.safeParse(c.req.query('jaar')).data ?? Number(dayOf(clock.now()).slice(0, 4))
  const writable = async (c: Ctx): Promise<Place> => {
    const place = await plans.place(c.var.actor, c.req.param('org') ?? '')
    if (!mayPlan(place.right)) throw notFound('There is no such page, or it is not for you.')
    return place
  }
  const here = (c: Ctx, query = '') => planPath(c.req.param('org') ?? '', `/jaarkalender${query}`)

  return new Hono<HttpEnv>()
    .get(base, async (c) => html(c, <YearlyPage c={c} view={await standing.yearly(c.var.actor, c.req.param('org'), yearIn(c))} />))
    .post(`${base}/overnemen/:suggestion{[a-z0-9-]{1,60}}`, async (c) => {
      await standing.takeOver(c.var.actor, c.req.param('org'), c.req.param('suggestion'))
      return c.redirect(here(c), 303)
    })
    .get(`${base}/nieuw`, async (c) => html(c, <EditPage c={c} place={await writable(c)} typed={{ ...typedTask(emptyTask), day: '', month: '' }} />))
    .post(`${base}/nieuw`, async (c) => {
      const place = await writable(c)
      const form = await parseForm(c, taskSchema(place.instrument))
      const again = (errors: FieldError[]) => html(c, <EditPage c={c} place={place} typed={typedTaskAgain(form.typed)} errors={errors} />, 422)
      if (!form.ok) return again(form.errors)
      const saved = await standing.add(c.var.actor, place.organisation.id, form.value)
      return saved.status === 'owner-cannot-see' ? again(cannotSee) : c.redirect(here(c), 303)
    })
    .get(`${base}/:task{[\\w-]{16}}`, async (c) => {
      const place = await writable(c)
      const task = await standing.task(c.var.actor, place.organisation.id, c.req.param('task'))
      return html(c, <EditPage c={c} place={place} task={task} typed={typedTask(task)} />)
    })
    .post(`${base}/:task{[\\w-]{16}}`, async (c) => {
      const place = await writable(c)
      const task = await standing.task(c.var.actor, place.organisation.id, c.req.param('task'))
      const form = await parseForm(
        c,
        z.intersection(
          envelope.transform((e) => ({ envelope: e })),
          taskSchema(place.instrument, task.conditionId).transform((fields) => ({ fields })),
        ),
      )
      if (!form.ok) return html(c, <EditPage c={c} place={place} task={task} typed={typedTaskAgain(form.typed)} errors={form.errors} />, 422)
      const saved = await standing.change(c.var.actor, task.id, form.value.envelope.version, form.value.fields)
      if (saved.status === 'owner-cannot-see') return html(c, <EditPage c={c} place={place} task={task} typed={typedTaskAgain(form.typed)} errors={cannotSee} />, 422)
      if (saved.status === 'changed-meanwhile') return html(c, <EditPage c={c} place={place} task={saved.current} typed={typedTaskAgain(form.typed)} changed />, 409)
      return c.redirect(here(c), 303)
    })
    .post(`${base}/:task{[\\w-]{16}}/verwijderen`, async (c) => {
      await standing.remove(c.var.actor, c.req.param('task'))
      return c.redirect(here(c), 303)
    })
    .post(`${base}/:task{[\\w-]{16}}/gedaan`, async (c) => {
      const form = await parseForm(c, tickForm)
      if (form.ok) await standing.tick(c.var.actor, c.req.param('task'), form.value.year, form.value.done === 'yes')
      return c.redirect(here(c, form.ok ? `?jaar=${form.value.year}` : ''), 303)
    })
}

const dueWords = (due: TaskFields['due'], text: Text, lang: Ctx['var']['lang']) =>
  due.kind === 'day' ? `${due.day} ${longMonth(due.month, lang)}` : text.yearly.weeksText(due.weeks)

function YearlyPage({ c, view }: { c: Ctx; view: YearlyView }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.yearly
  const { organisation, year, occurrences, suggestions, right, today, instrument } = view
  const here = planPath(organisation.id, '/jaarkalender')
  return (
    <PlanPage c={c} place={view} title={t.title} below={[{ href: here, label: t.title }]} wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Views c={c} organisationId={organisation.id} current="yearly" />
      <Heading level={2}>{t.year(year)}</Heading>
      <div class="koers-plan__list">
        <Table
          caption={t.year(year)}
          captionHidden
          lang={lang}
          empty={mayPlan(right) ? t.empty : t.emptyReader}
          columns={[{ label: t.task }, { label: t.due }, { label: text.columns.owner }, { label: t.state }]}
          rows={occurrences.map(({ task, day, done, mayTick }) => [
            <>
              {mayPlan(right) ? (
                <Link href={`${here}/${task.id}`}>
                  <bdi>{task.title}</bdi>
                </Link>
              ) : (
                <bdi>{task.title}</bdi>
              )}
              {task.conditionId !== null && (
                <span class="koers-quiet koers-plan__about" lang="nl">
                  {conditionWords(task.conditionId, instrument)}
                </span>
              )}
            </>,
            <time datetime={day}>{longDate(day, lang)}</time>,
            <bdi>{ownerWords(task, view.people, text) || text.noOwner}</bdi>,
            <>
              {done ? t.done(longDate(done.at, lang)) : day < today ? <Badge kind="warning">{t.late}</Badge> : t.open}
              {mayTick && (
                <form method="post" action={`${here}/${task.id}/gedaan`}>
                  <input type="hidden" name="year" value={String(year)} />
                  <Button kind="subtle" name="done" value={done ? 'no' : 'yes'}>
                    {done ? t.untick : t.tick}
                    <span class="koers-hidden">
                      : <bdi>{task.title}</bdi>
                    </span>
                  </Button>
                </form>
              )}
            </>,
          ])}
        />
      </div>
      <Actions>
        {mayPlan(right) && <LinkButton href={`${here}/nieuw`}>{t.new}</LinkButton>}
        <Link href={`${here}?jaar=${year - 1}`}>{t.previous}</Link>
        <Link href={`${here}?jaar=${year + 1}`}>{t.next}</Link>
      </Actions>
      {suggestions.length > 0 && (
        <>
          <Heading level={2}>{t.suggestions}</Heading>
          <Paragraph>{t.suggestionsLead}</Paragraph>
          <SummaryList
            lang={lang}
            rows={suggestions.map(({ id, title, why, owner, due }) => ({
              key: <span lang="nl">{title}</span>,
              value: (
                <>
                  <span lang="nl">{why}</span>
                  <span class="koers-quiet koers-plan__about">
                    {dueWords('month' in due ? { kind: 'day', ...due } : { kind: 'before-summer', weeks: due.weeksBeforeSummer }, text, lang)}, <span lang="nl">{owner}</span>
                  </span>
                  <form method="post" action={`${here}/overnemen/${id}`}>
                    <Button kind="subtle">
                      {t.take}
                      <span class="koers-hidden" lang="nl">
                        : {title}
                      </span>
                    </Button>
                  </form>
                </>
              ),
            }))}
          />
        </>
      )}
    </PlanPage>
  )
}

type EditProps = { c: Ctx; place: Place; task?: StandingTask; typed: TaskTyped; errors?: FieldError[]; changed?: boolean }

function EditPage({ c, place, task, typed, errors = [], changed }: EditProps) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.yearly
  const title = task ? t.changeTitle : t.new
  const back = planPath(place.organisation.id, '/jaarkalender')
  const here = task ? `${back}/${task.id}` : `${back}/nieuw`
  return (
    <PlanPage
      c={c}
      place={place}
      title={title}
      error={errors.length > 0 || changed === true}
      below={[
        { href: back, label: t.title },
        { href: here, label: title },
      ]}
    >
      <ErrorSummary errors={errors.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={lang} />
      {changed && task && (
        <Alert kind="warning" title={text.conflict.title} live lang={lang}>
          <Paragraph>
            {text.conflict.theirs}: <bdi>{task.title}</bdi>, {dueWords(task.due, text, lang)}, <bdi>{ownerWords(task, place.people, text) || text.noOwner}</bdi>
          </Paragraph>
        </Alert>
      )}
      <Heading level={1}>{title}</Heading>
      <form method="post" action={here} data-keep="" novalidate>
        {task && <input type="hidden" name="version" value={String(task.version)} />}
        <TaskForm c={c} place={place} typed={typed} errors={errors} />
        <Actions>
          <Button>{t.save}</Button>
          <Link href={back}>{t.cancel}</Link>
        </Actions>
      </form>
      {task && (
        <form method="post" action={`${here}/verwijderen`}>
          <Button kind="subtle">{t.remove}</Button>
        </form>
      )}
    </PlanPage>
  )
}
