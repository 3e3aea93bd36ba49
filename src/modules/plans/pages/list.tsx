import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Actions, Button, LinkButton } from '#ui/button'
import { Alert } from '#ui/alert'
import { Checkbox } from '#ui/choice'
import { Details } from '#ui/details'
import { Select } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { filtered, filterSchema, noFilter, ownerKey, sorts, type Filter } from '../filter.ts'
import { About, ActionLink, For, Owner, Term } from '../parts/action-line.tsx'
import { PlanPage, planPath, Views } from '../parts/plan-page.tsx'
import { StatusSign, statusOptions } from '../parts/status-sign.tsx'
import type { Plans, PlanView } from '../plans.ts'
import { mayPlan } from '../policy.ts'
import { textIn } from '../text.ts'
import { ownerWords } from '../words.ts'

type Rounds = Awaited<ReturnType<Plans['roundsWithWishes']>>
type Props = { c: Ctx; view: PlanView; rounds: Rounds; filter: Filter; made: number | undefined }

export const listPages = (plans: Plans) =>
  new Hono<HttpEnv>().get('/organisaties/:org/plan', async (c) => {
    const organisationId = c.req.param('org')
    const [view, rounds] = await Promise.all([plans.plan(c.var.actor, organisationId), plans.roundsWithWishes(c.var.actor, organisationId)])
    const made = /^\d{1,3}$/.exec(c.req.query('gemaakt') ?? '')
    return html(c, <ListPage c={c} view={view} rounds={rounds} filter={filterSchema.parse(c.req.query())} made={made ? Number(made[0]) : undefined} />)
  })

function ListPage({ c, view, rounds, filter, made }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const { organisation, right, actions } = view
  const shown = filtered(view, filter, c.var.actor.person?.id)
  const severalSchools = view.schools.length > 0
  return (
    <PlanPage c={c} place={view} title={text.title} wide>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{text.lead}</Paragraph>
      {made !== undefined && (
        <Alert kind="ok" live lang={lang}>
          <Paragraph>{text.fromRound.made(made)}</Paragraph>
        </Alert>
      )}
      <Views c={c} organisationId={organisation.id} current="list" />
      {actions.length === 0 ? (
        <>
          <Heading level={2}>{text.empty.title}</Heading>
          <Paragraph>{mayPlan(right) ? text.empty.text : text.empty.reader}</Paragraph>
        </>
      ) : (
        <>
          <FilterForm c={c} view={view} filter={filter} />
          <Paragraph>{text.filter.shown(shown.length, actions.length)}</Paragraph>
          <div class="koers-plan__list">
            <Table
              caption={text.title}
              captionHidden
              lang={lang}
              empty={text.filter.nothing}
              columns={[
                { label: text.columns.title },
                { label: text.columns.status },
                { label: text.columns.owner },
                { label: text.columns.term },
                ...(severalSchools ? [{ label: text.action.schools }] : []),
              ]}
              rows={shown.map((action) => [
                <>
                  <ActionLink action={action} place={view} />
                  <About c={c} action={action} place={view} />
                </>,
                <StatusSign status={action.status} lang={lang} />,
                <Owner c={c} action={action} place={view} />,
                <Term c={c} action={action} place={view} />,
                ...(severalSchools ? [<For c={c} action={action} place={view} />] : []),
              ])}
            />
          </div>
        </>
      )}
      {mayPlan(right) && (
        <Actions>
          <LinkButton href={planPath(organisation.id, '/nieuw')}>{text.new}</LinkButton>
        </Actions>
      )}
      <More c={c} view={view} rounds={rounds} />
    </PlanPage>
  )
}

function More({ c, view: { organisation, right }, rounds }: Pick<Props, 'c' | 'view' | 'rounds'>) {
  const text = textIn(c.var.lang)
  const to = (rest: string) => planPath(organisation.id, rest)
  return (
    <>
      {rounds.length > 0 && (
        <>
          <Heading level={2}>{text.rounds.title}</Heading>
          <ul class="koers-links">
            {rounds.slice(0, 5).map((round) => (
              <li>
                <Link href={to(`/uit-ronde/${round.id}`)}>{text.rounds.take(round.number, round.wishes)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <Heading level={2}>{text.more.title}</Heading>
      <ul class="koers-links">
        <li>
          <Link href={to('/plan.ods')} download={true}>
            {text.more.ods}
          </Link>
        </li>
        <li>
          <Link href={to('/plan.csv')} download={true}>
            {text.more.csv}
          </Link>
        </li>
        {mayPlan(right) && (
          <li>
            <Link href={to('/werkblad')}>{text.more.worksheet}</Link>
          </li>
        )}
        <li>
          <Link href={to('/agenda')}>{text.more.feed}</Link>
        </li>
      </ul>
    </>
  )
}

function FilterForm({ c, view, filter }: { c: Ctx; view: PlanView; filter: Filter }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.filter
  const here = planPath(view.organisation.id)
  const owners = new Map(view.actions.map((action) => [ownerKey(action), ownerWords(action, view.people, text)]))
  owners.delete('')
  const inUse = JSON.stringify(filter) !== JSON.stringify(noFilter)
  return (
    <Details summary={t.title} open={inUse}>
      <form method="get" action={here}>
        <div class="koers-filters">
          <Select
            name="status"
            label={t.status}
            value={filter.status}
            lang={lang}
            options={[{ value: 'open', label: t.open }, { value: 'all', label: t.all }, ...statusOptions(lang)]}
          />
          <Select
            name="responsibility"
            label={t.responsibility}
            value={filter.responsibility}
            empty={t.all}
            lang={lang}
            options={view.instrument.edition.responsibilities.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
          />
          {view.schools.length > 0 && (
            <Select
              name="school"
              label={t.school}
              value={filter.school}
              empty={t.all}
              lang={lang}
              options={[{ value: 'none', label: text.wholeOrganisation }, ...view.schools.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
          <Select
            name="owner"
            label={t.owner}
            value={filter.owner}
            empty={t.all}
            lang={lang}
            options={[{ value: 'mine', label: t.mine }, ...[...owners].map(([value, label]) => ({ value, label }))]}
          />
          <Select name="sort" label={t.sort} value={filter.sort} lang={lang} options={sorts.map((value) => ({ value, label: t.sorts[value] }))} />
        </div>
        <Checkbox name="passed" value="yes" label={t.passed} checked={filter.passed === 'yes'} lang={lang} />
        <Actions>
          <Button kind="secondary">{t.apply}</Button>
          {inUse && <Link href={here}>{t.clear}</Link>}
        </Actions>
      </form>
    </Details>
  )
}
