import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { atLeast, placesFor } from '#platform/rights'
import { Actions, LinkButton } from '#ui/button'
import { Badge } from '#ui/badge'
import { MapChart, type MapRow } from '#ui/charts/map'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage, organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { TaskList } from '#ui/task-list'
import type { Home, Standing } from '../home.ts'
import { textIn } from '../text.ts'

export const organisationPages = (home: Home) =>
  new Hono<HttpEnv>().get('/organisaties/:organisation{[0-9a-f-]{36}}', async (c) =>
    html(c, <StandingPage c={c} standing={await home.standing(c.var.actor, c.req.param('organisation'))} />),
  )

/** Where one board or school stands: what runs, the map, the plan, its schools. */
function StandingPage({ c, standing }: { c: Ctx; standing: Standing }) {
  const { lang } = c.var
  const { organisation, right, schools, campaigns, plan } = standing
  const text = textIn(lang).organisation
  const works = atLeast(right, 'editor')
  return (
    <OrganisationPage {...c.var.page} organisation={organisation} place="" open={placesFor(right)} title={organisation.name} wide>
      <Heading level={1} over={[text.kind[organisation.kind], organisation.place].filter((part) => part !== null && part !== '').join(' · ')}>
        <bdi>{organisation.name}</bdi>
      </Heading>
      {campaigns.length > 0 && (
        <section aria-labelledby="campaigns">
          <Heading level={2} id="campaigns">
            {text.campaigns}
          </Heading>
          <TaskList
            id="campaign"
            items={campaigns.map(({ campaign, state }) => ({
              href: `${organisationPath(organisation.id, 'rondes')}/${campaign.id}`,
              title: campaign.title,
              detail: text.until(longDate(campaign.endsOn, lang)),
              status: <Badge kind={state === 'ending' || state === 'over' ? 'warning' : 'neutral'}>{text.state[state]}</Badge>,
            }))}
          />
        </section>
      )}
      <Heading level={2}>{text.where}</Heading>
      <Newest c={c} standing={standing} />
      {works && (
        <Actions>
          <LinkButton kind={standing.newest ? 'secondary' : 'primary'} href={`${organisationPath(organisation.id, 'rondes')}${organisation.kind === 'board' ? '/nieuw' : ''}`}>
            {text.begin}
          </LinkButton>
          <LinkButton kind="secondary" href={`${organisationPath(organisation.id, 'mensen')}/uitnodigen`}>
            {text.people}
          </LinkButton>
        </Actions>
      )}
      <Heading level={2}>{text.plan}</Heading>
      <Paragraph>
        {plan.open + plan.done === 0 ? text.noPlan : text.planCounts(plan.open, plan.done)} {plan.passed > 0 && text.passed(plan.passed)}{' '}
        <Link href={organisationPath(organisation.id, 'plan')}>{text.toPlan}</Link>
      </Paragraph>
      {plan.nextTerms.length > 0 && (
        <TaskList
          id="term"
          items={plan.nextTerms.map((one) => ({ href: `${organisationPath(organisation.id, 'plan')}/${one.id}`, title: one.title, status: longDate(one.term, lang) }))}
        />
      )}
      {schools.length > 0 && (
        <Details summary={text.schools(schools.length)}>
          <ul class="koers-links">
            {schools.map((school) => (
              <li>
                <Link href={organisationPath(school.id)}>
                  <bdi>{school.name}</bdi>
                </Link>
                {school.place && <span class="koers-quiet"> {school.place}</span>}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </OrganisationPage>
  )
}

function Newest({ c, standing: { newest, right } }: { c: Ctx; standing: Standing }) {
  const { lang } = c.var
  const text = textIn(lang).organisation
  if (!newest) return <Paragraph>{atLeast(right, 'editor') ? text.beginOwn : text.nothing}</Paragraph>
  const { round, cells, instrument } = newest
  const byCondition = new Map(cells.map((cell) => [cell.conditionId, cell]))
  const high = cells.filter((cell) => (cell.level ?? 0) >= 3).length
  const rows: MapRow[] = instrument.edition.responsibilities.map((responsibility) => ({
    number: responsibility.id,
    label: responsibility.title,
    cells: responsibility.conditions.map(({ id, title }) => {
      const cell = byCondition.get(id)
      const answer = cell === undefined ? 'open' : (cell.level ?? (cell.judgement === 'level' ? 'open' : cell.judgement))
      return { number: id, label: title, answer, underpinned: cell?.underpinned ?? false, wish: (cell?.desired ?? null) !== null }
    }),
  }))
  return (
    <>
      <Paragraph>{text.ofRound(round.number, longDate(round.finishedAt ?? round.startedAt, lang), round.finishedAt === null)}</Paragraph>
      <MapChart
        id="map"
        title={text.picture(high, instrument.conditions.length)}
        rows={rows}
        lang={lang}
        names={{ 1: instrument.levelName(1), 2: instrument.levelName(2), 3: instrument.levelName(3), 4: instrument.levelName(4) }}
      />
      <Paragraph>
        <Link href={`/metingen/${round.id}/rapport`}>{text.report}</Link>
      </Paragraph>
    </>
  )
}
