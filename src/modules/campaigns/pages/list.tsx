import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, LinkButton } from '#ui/button'
import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Paragraph } from '#ui/paragraph'
import { TaskList } from '#ui/task-list'
import type { Assessments, Round } from '#modules/assessments'
import type { Organisation } from '#modules/organisations'
import type { Campaigns } from '../campaigns.ts'
import { RoundsPage } from '../parts/page.tsx'
import { mayLead, mayLeadPart } from '../policy.ts'
import { textIn } from '../text.ts'
import type { Visit } from '../visit.ts'

export const listPages = (campaigns: Campaigns, assessments: Assessments, visit: Visit) =>
  new Hono<HttpEnv>().get('/organisaties/:organisation{[0-9a-f-]{36}}/rondes', async (c) => {
    const organisation = await visit(c.var.actor, c.req.param('organisation'))
    const [list, rounds] = [await campaigns.listAt(c.var.actor, organisation.id), await assessments.roundsAt(c.var.actor, [organisation.id])]
    return html(c, <ListPage c={c} organisation={organisation} list={list} rounds={rounds.toReversed()} />)
  })

type Props = { c: Ctx; organisation: Organisation; list: Awaited<ReturnType<Campaigns['listAt']>>; rounds: Round[] }

function ListPage({ c, organisation, list, rounds }: Props) {
  const { lang, actor } = c.var
  const text = textIn(lang)
  const t = text.list
  const leads = mayLead(actor, organisation.id) && organisation.kind === 'board'
  return (
    <RoundsPage c={c} organisation={organisation} title={t.title}>
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {list.length === 0 ? (
        <Paragraph>{t.none}</Paragraph>
      ) : (
        <TaskList
          items={list.map(({ campaign, state }) => ({
            href: `/organisaties/${organisation.id}/rondes/${campaign.id}`,
            title: campaign.title,
            detail: text.period(longDate(campaign.startsOn, lang), longDate(campaign.endsOn, lang)),
            status: <Badge kind={state === 'ending' || state === 'over' ? 'warning' : 'neutral'}>{text.state[state]}</Badge>,
          }))}
        />
      )}
      {leads && (
        <Actions>
          <LinkButton href={`/organisaties/${organisation.id}/rondes/nieuw`}>{t.create}</LinkButton>
        </Actions>
      )}
      {rounds.length > 0 && (
        <section aria-labelledby="measurements">
          <Heading level={2} id="measurements">
            {t.measurements}
          </Heading>
          <TaskList
            id="measurement"
            items={rounds.map((round) => ({
              // The answers of the organisation are the work of an editor; everyone else reads the report.
              href: round.finishedAt || !mayLeadPart(actor, { organisationId: organisation.id }) ? `/metingen/${round.id}/rapport` : `/metingen/${round.id}`,
              title: t.roundOf(round.number, longDate(round.startedAt, lang)),
              status: <Badge>{round.adoption ? t.adopted : round.finishedAt ? t.finished : t.open}</Badge>,
            }))}
          />
        </section>
      )}
    </RoundsPage>
  )
}
