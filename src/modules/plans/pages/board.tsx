import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Button } from '#ui/button'
import { Heading } from '#ui/heading'
import type { Action } from '../action.ts'
import { filtered, noFilter } from '../filter.ts'
import { About, ActionLink, For, Owner, Term } from '../parts/action-line.tsx'
import { PlanPage, planPath, Views } from '../parts/plan-page.tsx'
import { StatusSign } from '../parts/status-sign.tsx'
import type { Plans, PlanView } from '../plans.ts'
import { accessTo, mayChange } from '../policy.ts'
import { nextStatuses, statuses } from '../status.ts'
import { textIn } from '../text.ts'

/** What is finished or dropped is history: the newest tell enough here. */
const CLOSED_SHOWN = 10

export const boardPages = (plans: Plans) =>
  new Hono<HttpEnv>().get('/organisaties/:org/plan/bord', async (c) => html(c, <BoardPage c={c} view={await plans.plan(c.var.actor, c.req.param('org'))} />))

function BoardPage({ c, view }: { c: Ctx; view: PlanView }) {
  const { lang } = c.var
  const text = textIn(lang)
  const all = filtered(view, { ...noFilter, status: 'all' })
  return (
    <PlanPage c={c} place={view} title={text.board.title} below={[{ href: planPath(view.organisation.id, '/bord'), label: text.board.title }]} wide>
      <Heading level={1}>{text.board.title}</Heading>
      <Views c={c} organisationId={view.organisation.id} current="board" />
      <div class="koers-board">
        {statuses.map((status) => {
          const here = all.filter((action) => action.status === status)
          const closed = status === 'done' || status === 'dropped'
          const shown = closed ? here.toSorted((one, other) => other.changedAt.getTime() - one.changedAt.getTime()).slice(0, CLOSED_SHOWN) : here
          return (
            <section class="koers-board__column" aria-labelledby={`column-${status}`}>
              <Heading level={2} looks={3} id={`column-${status}`}>
                <StatusSign status={status} lang={lang} /> <span class="koers-quiet">{here.length}</span>
              </Heading>
              {here.length === 0 && <p class="koers-quiet koers-board__empty">{text.board.empty}</p>}
              {shown.map((action) => (
                <Card c={c} view={view} action={action} />
              ))}
              {shown.length < here.length && <p class="koers-quiet">{text.board.more(here.length - shown.length)}</p>}
            </section>
          )
        })}
      </div>
    </PlanPage>
  )
}

function Card({ c, view, action }: { c: Ctx; view: PlanView; action: Action }) {
  const text = textIn(c.var.lang)
  const again = action.status === 'done' || action.status === 'dropped' ? text.moveBack[action.status] : undefined
  return (
    <article class="koers-card">
      <p class="koers-card__title">
        <ActionLink action={action} place={view} />
      </p>
      <About c={c} action={action} place={view} />
      <p class="koers-card__facts">
        <Owner c={c} action={action} place={view} />
        <br />
        <Term c={c} action={action} place={view} />
        {view.schools.length > 0 && (
          <>
            <br />
            <For c={c} action={action} place={view} />
          </>
        )}
      </p>
      {mayChange(accessTo(c.var.actor, action)) && (
        <form class="koers-card__moves" method="post" action={planPath(view.organisation.id, `/${action.id}/status`)}>
          <input type="hidden" name="version" value={String(action.version)} />
          <input type="hidden" name="back" value="board" />
          {nextStatuses[action.status].map((to) => (
            <Button kind="subtle" name="to" value={to}>
              {again ?? text.move[to]}
              <span class="koers-hidden">: {action.title}</span>
            </Button>
          ))}
        </form>
      )}
    </article>
  )
}
