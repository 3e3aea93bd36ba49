import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { Refusal } from '#platform/errors'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { placesFor } from '#platform/rights'
import { Alert } from '#ui/alert'
import { Button } from '#ui/button'
import { DistributionChart } from '#ui/charts/distribution'
import { LevelKey } from '#ui/charts/key'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage, organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import type { Comparing, Comparisons, View } from '../comparisons.ts'
import { conditionsOf, namesOf, responsibilitiesOf } from '../parts/pictures.ts'
import { boardsAtLeast } from '../share.ts'
import { textIn } from '../text.ts'

const place = '/organisaties/:org/vergelijken' as const
const deciding = z.object({ decision: z.enum(['join', 'leave']) })

/** Whether and how boards like this one compare. */
export const comparePages = (comparisons: Comparisons) =>
  new Hono<HttpEnv>()
    .get(place, async (c) => html(c, <ComparePage c={c} view={await comparisons.view(c.var.actor, c.req.param('org'))} />))
    .post(place, async (c) => {
      const organisationId = c.req.param('org')
      const form = await parseForm(c, deciding)
      // Two buttons send this form; nothing is typed, so there is nothing to mend.
      if (!form.ok) throw new Refusal('bad-request', 'This form sends the decision join or leave.')
      if (form.value.decision === 'leave') await comparisons.leave(c.var.actor, organisationId)
      else {
        const joining = await comparisons.join(c.var.actor, organisationId)
        if (joining.status !== 'joined') return html(c, <ComparePage c={c} view={await comparisons.view(c.var.actor, organisationId)} />, 422)
      }
      return c.redirect(organisationPath(organisationId, 'vergelijken'), 303)
    })

function ComparePage({ c, view }: { c: Ctx; view: View }) {
  const { lang, actor } = c.var
  const text = textIn(lang)
  const { organisation } = view
  const right = actor.standing.get(organisation.id)?.right ?? 'reader'
  return (
    <OrganisationPage
      {...c.var.page}
      title={`${text.title} – ${organisation.name}`}
      organisation={organisation}
      place="vergelijken"
      open={placesFor(right)}
      wide={view.status === 'comparing'}
    >
      <Heading level={1} over={<bdi>{organisation.name}</bdi>}>
        {text.title}
      </Heading>
      <Paragraph lead>{text.lead}</Paragraph>
      <Body c={c} view={view} />
    </OrganisationPage>
  )
}

function Body({ c, view }: { c: Ctx; view: View }) {
  const { lang } = c.var
  const text = textIn(lang)
  switch (view.status) {
    case 'not-a-board':
      return (
        <>
          <Alert kind="info" lang={lang}>
            <Paragraph>{text.notBoard}</Paragraph>
          </Alert>
          {view.organisation.parentId !== null && c.var.actor.standing.has(view.organisation.parentId) && (
            <Paragraph>
              <Link href={organisationPath(view.organisation.parentId, 'vergelijken')}>{text.toBoard}</Link>
            </Paragraph>
          )}
        </>
      )
    case 'not-in-register':
    case 'sector-unknown':
      return (
        <Alert kind="info" lang={lang}>
          <Paragraph>{view.status === 'not-in-register' ? text.notInRegister : text.sectorUnknown}</Paragraph>
        </Alert>
      )
    case 'not-taking-part':
      return (
        <>
          <WhatOneShares c={c} group={text.group(view.wouldBe.sector, view.wouldBe.size, view.wouldBe.size)} from={view.countsFrom} />
          <Threshold c={c} />
          {view.mayDecide ? <Decide view={view} decision="join" label={text.joinButton} /> : <Paragraph>{text.onlyOwner}</Paragraph>}
        </>
      )
    case 'waiting':
      return (
        <>
          <Alert kind="info" title={text.waiting.title} lang={lang}>
            <Paragraph>{text.waiting.text(longDate(view.publishedFrom, lang))}</Paragraph>
          </Alert>
          <TakingPart c={c} view={view} />
        </>
      )
    case 'comparing':
      return <Compared c={c} view={view} />
  }
}

function Compared({ c, view }: { c: Ctx; view: Comparing }) {
  const { lang } = c.var
  const text = textIn(lang)
  const { cohort, period, editionVersion } = view.published
  const base = organisationPath(view.organisation.id, 'vergelijken')
  const files = (picture: string) => [
    { href: `${base}/${picture}.svg`, label: 'SVG' },
    { href: `${base}/vergelijking.ods`, label: 'ODS' },
  ]
  return (
    <>
      <Paragraph>
        {text.about(text.group(cohort.sector, cohort.first, cohort.last), boardsAtLeast(cohort.boards), period)} {text.nextTime(longDate(view.publishedFrom, lang))}
      </Paragraph>
      <Paragraph>
        {text.threshold.ten} {text.threshold.round}
      </Paragraph>
      <LevelKey names={namesOf(view)} lang={lang} levelsOnly />
      <Heading level={2}>{text.responsibilities}</Heading>
      <DistributionChart id="alle" lang={lang} downloads={files('alle')} {...responsibilitiesOf(view, lang, (id) => `#v${id}`)} />
      {view.distributions.map(({ id, title }) => {
        const picture = conditionsOf(view, id, lang)
        return (
          picture && (
            <>
              <Heading level={2} id={`v${id}`}>
                <span lang="nl">{`${id} ${title}`}</span>
              </Heading>
              <DistributionChart id={`c${id}`} lang={lang} downloads={files(id)} {...picture} />
            </>
          )
        )
      })}
      <Paragraph quiet>
        {text.ownIs} {text.version(editionVersion)}
      </Paragraph>
      <TakingPart c={c} view={view} />
    </>
  )
}

function WhatOneShares({ c, group, from }: { c: Ctx; group: string; from: Date }) {
  const text = textIn(c.var.lang)
  return (
    <>
      <Heading level={2}>{text.how.title}</Heading>
      <Lines of={[text.how.what, text.how.seen, text.how.group(group), text.how.when(longDate(from, c.var.lang)), text.how.mutual, text.how.stop]} />
    </>
  )
}

function Threshold({ c }: { c: Ctx }) {
  const { title, ten, alike, rest, round } = textIn(c.var.lang).threshold
  return (
    <>
      <Heading level={2}>{title}</Heading>
      <Lines of={[ten, alike, rest, round]} />
    </>
  )
}

const Lines = ({ of }: { of: readonly Child[] }) => (
  <ul>
    {of.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

/** What the board agreed to, to read again, and the way out. */
function TakingPart({ c, view }: { c: Ctx; view: Extract<View, { participation: unknown }> }) {
  const text = textIn(c.var.lang)
  const { sector, size, joinedAt } = view.participation
  return (
    <>
      <Heading level={2}>{text.joined}</Heading>
      <Paragraph>{text.since(longDate(joinedAt, c.var.lang))}</Paragraph>
      <Details summary={text.how.title}>
        <WhatOneShares c={c} group={text.group(sector, size, size)} from={view.publishedFrom} />
      </Details>
      <Details summary={text.threshold.title}>
        <Threshold c={c} />
      </Details>
      <Details summary={text.stopSummary}>
        <Paragraph>{text.how.stop}</Paragraph>
        {view.mayDecide ? <Decide view={view} decision="leave" label={text.stopButton} kind="secondary" /> : <Paragraph>{text.stopOnlyOwner}</Paragraph>}
      </Details>
    </>
  )
}

function Decide({ view, decision, label, kind = 'primary' }: { view: View; decision: 'join' | 'leave'; label: string; kind?: 'primary' | 'secondary' }) {
  return (
    <form method="post" action={organisationPath(view.organisation.id, 'vergelijken')}>
      <Button kind={kind} name="decision" value={decision}>
        {label}
      </Button>
    </form>
  )
}
