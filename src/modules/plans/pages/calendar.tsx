import { Hono } from 'hono'
import { z } from 'zod'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions } from '#ui/button'
import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { isPassed, type Action } from '../action.ts'
import { longMonth, monthAfter } from '../months.ts'
import { ActionLink, Owner, Term } from '../parts/action-line.tsx'
import { PlanPage, planPath, Views } from '../parts/plan-page.tsx'
import { StatusSign } from '../parts/status-sign.tsx'
import type { Plans, PlanView } from '../plans.ts'
import type { StandingTasks } from '../standing/standing-tasks.ts'
import type { Occurrence } from '../standing/task.ts'
import { isOpen } from '../status.ts'
import { textIn } from '../text.ts'
import { ownerWords } from '../words.ts'

const MONTHS = 12
const aMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
type Entry = { day: string; action: Action } | { day: string; occurrence: Occurrence }

export const calendarPages = (plans: Plans, standing: StandingTasks) =>
  new Hono<HttpEnv>().get('/organisaties/:org/plan/kalender', async (c) => {
    const view = await plans.plan(c.var.actor, c.req.param('org'))
    const from = aMonth.safeParse(c.req.query('vanaf')).data ?? view.today.slice(0, 7)
    const years = [Number(from.slice(0, 4)), Number(monthAfter(from, MONTHS - 1).slice(0, 4))] as const
    const occurrences = await standing.occurrencesOf([view.organisation.id], ...years)
    return html(c, <CalendarPage c={c} view={view} from={from} occurrences={occurrences} />)
  })

type Props = { c: Ctx; view: PlanView; from: string; occurrences: readonly Occurrence[] }

function CalendarPage({ c, view, from, occurrences }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.calendar
  const here = planPath(view.organisation.id, '/kalender')
  const passed = view.actions.filter((action) => isPassed(action, view.today))
  const entries: Entry[] = [
    ...view.actions.flatMap((action): Entry[] => (action.term !== null && isOpen(action.status) ? [{ day: action.term, action }] : [])),
    ...occurrences.map((occurrence): Entry => ({ day: occurrence.day, occurrence })),
  ].toSorted((one, other) => one.day.localeCompare(other.day))
  return (
    <PlanPage c={c} place={view} title={t.title} below={[{ href: here, label: t.title }]} wide>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <Views c={c} organisationId={view.organisation.id} current="calendar" />
      {passed.length > 0 && (
        <section aria-labelledby="passed">
          <Heading level={2} looks={3} id="passed">
            {t.passed}
          </Heading>
          <ul class="koers-links">
            {passed.map((action) => (
              <li>
                <ActionLink action={action} place={view} />, <Term c={c} action={action} place={view} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {Array.from({ length: MONTHS }, (_, step) => monthAfter(from, step)).map((month) => (
        <Month c={c} view={view} month={month} entries={entries.filter(({ day }) => day.startsWith(month))} />
      ))}
      <Actions>
        <Link href={`${here}?vanaf=${monthAfter(from, -MONTHS)}`}>{t.earlier}</Link>
        <Link href={`${here}?vanaf=${monthAfter(from, MONTHS)}`}>{t.later}</Link>
      </Actions>
    </PlanPage>
  )
}

function Month({ c, view, month, entries }: { c: Ctx; view: PlanView; month: string; entries: readonly Entry[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  return (
    <section class="koers-month" aria-labelledby={`month-${month}`}>
      <Heading level={2} looks={3} id={`month-${month}`}>
        {`${longMonth(Number(month.slice(5)), lang)} ${month.slice(0, 4)}`}
      </Heading>
      {entries.length === 0 ? (
        <span class="koers-quiet">{text.calendar.nothing}</span>
      ) : (
        <ul class="koers-month__days">
          {entries.map((entry) => (
            <li class="koers-month__day">
              <time class="koers-month__date" datetime={entry.day}>
                {`${Number(entry.day.slice(8))} ${longMonth(Number(month.slice(5)), lang).slice(0, 3)}`}
              </time>
              <div>{'action' in entry ? <OfAction c={c} view={view} action={entry.action} /> : <OfTask c={c} view={view} occurrence={entry.occurrence} />}</div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const OfAction = ({ c, view, action }: { c: Ctx; view: PlanView; action: Action }) => (
  <>
    <ActionLink action={action} place={view} />
    <span class="koers-plan__about">
      <StatusSign status={action.status} lang={c.var.lang} />, <Owner c={c} action={action} place={view} />
    </span>
  </>
)

function OfTask({ c, view, occurrence: { task, done, year, day } }: { c: Ctx; view: PlanView; occurrence: Occurrence }) {
  const text = textIn(c.var.lang)
  return (
    <>
      <Link href={planPath(view.organisation.id, `/jaarkalender?jaar=${year}`)}>
        <bdi>{task.title}</bdi>
      </Link>
      <span class="koers-plan__about koers-quiet">
        {text.calendar.standing}, <bdi>{ownerWords(task, view.people, text) || text.noOwner}</bdi>
        {done
          ? `, ${text.calendar.ticked}`
          : day < view.today && (
              <>
                {' '}
                <Badge kind="warning">{text.yearly.late}</Badge>
              </>
            )}
      </span>
    </>
  )
}
