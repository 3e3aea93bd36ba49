import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Heading } from '#ui/heading'
import { LinkButton } from '#ui/button'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { TaskList } from '#ui/task-list'
import type { Assessments } from '#modules/assessments'
import type { Campaigns } from '#modules/campaigns'
import { textIn } from '../text.ts'

type Needs = { assessments: Pick<Assessments, 'example' | 'open'>; campaigns: Pick<Campaigns, 'example'> }

/** The way through the demonstration: what a board does together, in the order in which it does so. */
export const tourPages = ({ assessments, campaigns }: Needs) =>
  new Hono<HttpEnv>().get('/voorbeeld/samen', async (c) => {
    const [campaign, reportOf] = [await campaigns.example(), await assessments.example()]
    return campaign && reportOf ? html(c, <TourPage c={c} campaign={campaign} reportOf={reportOf} />) : c.redirect('/voorbeeld', 302)
  })

type Props = { c: Ctx; campaign: NonNullable<Awaited<ReturnType<Campaigns['example']>>>; reportOf: string }

function TourPage({ c, campaign, reportOf }: Props) {
  const text = textIn(c.var.lang)
  const board = `/organisaties/${campaign.boardId}`
  const places = [
    ['round', `${board}/rondes/${campaign.id}`],
    ['conversation', `/metingen/${campaign.roundId}/gesprek`],
    ['question', `/metingen/${campaign.roundId}/gesprek/4.3`],
    ['settled', `/metingen/${campaign.roundId}/gesprek/9.1`],
    ['adopted', `/metingen/${reportOf}/rapport`],
    ['plan', `${board}/plan`],
    ['evidence', `${board}/bewijs`],
    ['growth', `${board}/groei`],
    ['deviations', `${board}/afwijkingen`],
  ] as const
  return (
    <Page {...c.var.page} title={text.title} example>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{text.lead}</Paragraph>
      <TaskList items={places.map(([place, href], at) => ({ number: String(at + 1), href, title: text.places[place].name, detail: text.places[place].what }))} />
      <Heading level={2}>{text.own.title}</Heading>
      <Paragraph>{text.own.lead}</Paragraph>
      <LinkButton href="/mijn">{text.own.begin}</LinkButton>
    </Page>
  )
}
