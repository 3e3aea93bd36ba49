import { z } from 'zod'
import { badInput, problemOf } from '#platform/api'
import { problem } from '#platform/http'
import { EXAMPLE_ORGANISATION, type ApiOperation } from '#platform/openapi'
import { personFunctions } from '#platform/rights'
import { conditionIdPattern, levels } from '#modules/instruments'
import { anonymities, scopes } from './campaign.ts'
import type { Campaigns } from './campaigns.ts'
import type { Conversations } from './conversation/conversations.ts'
import { VIEW_REASON_LIMIT, viewSchema, type View } from './views/view.ts'
import type { Views } from './views/views.ts'

/** Stand for a campaign of one's own and the round of the board in it; the tests put real ones in their place. */
export const EXAMPLE_CAMPAIGN = 'Vb0rbeeldR0nde-1'
export const EXAMPLE_PART = 'Vb0rbeeldL1jst-1'

const id = (what: string) =>
  z
    .string()
    .regex(/^[\w-]{16}$/, 'id')
    .describe(what)
const organisationId = z.uuid('id').describe('A board or school one belongs to.')
const campaignId = id('The id in the address of the campaign.')
const roundId = id('The id of one round of a campaign: of the board, or of a school.')
const conditionId = z.string().regex(conditionIdPattern, 'id').describe('Such as 4.3.')
const level = z.literal(levels)
const judgement = z.enum(['level', 'unknown', 'not-applicable'])
const functionName = z.enum(['', ...personFunctions])

const campaign = z.object({
  id: z.string(),
  organisationId: z.uuid().describe('The board.'),
  title: z.string(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  scope: z.enum(scopes),
  anonymity: z.enum(anonymities),
  state: z.enum(['planned', 'running', 'ending', 'over', 'closed']),
})
const progress = z.object({
  ...campaign.shape,
  rounds: z.array(
    z.object({
      roundId: z.string(),
      organisationId: z.uuid(),
      name: z.string(),
      participants: z.array(z.object({ function: functionName, answered: z.int(), asked: z.int(), state: z.enum(['not-begun', 'busy', 'all-answered', 'done']) })),
    }),
  ),
})
const view = z.object({ conditionId: z.string(), version: z.int(), judgement, level: level.nullable(), reason: z.string() })
const viewInput = z.strictObject({
  version: z.int().min(0).max(2_000_000_000).describe('The version of your own answer that you saw; 0 when there was none. Another version by now gives 409.'),
  judgement,
  level: level.nullable().default(null),
  reason: z.string().max(VIEW_REASON_LIMIT).default('').describe('Required with not-applicable.'),
})
const agenda = z.object({
  items: z.array(
    z.object({
      conditionId: z.string(),
      views: z.int(),
      largestDifference: z.int().describe('3 is Verkennen against Borgen.'),
      shown: z.boolean().describe('false: fewer than three answers to an anonymous question.'),
      outcome: z.enum(['agreed', 'find-out']).nullable(),
    }),
  ),
})

const presentView = (one: View): z.input<typeof view> => ({
  conditionId: one.conditionId,
  version: one.version,
  judgement: one.judgement.kind,
  level: one.judgement.kind === 'level' ? one.judgement.level : null,
  reason: one.reason,
})

const tag = { tag: 'campaigns', secured: 'person' } as const
type Given<P, B = undefined> = { params: P; query: undefined; body: B }

/** Rounds of a board for machines: what runs, how far it is, one's own views, and where people differ. */
export function campaignApi({ campaigns, views, conversations }: { campaigns: Campaigns; views: Views; conversations: Conversations }): ApiOperation[] {
  const presented = ({ campaign: one, state }: Awaited<ReturnType<Campaigns['listAt']>>[number]): z.input<typeof campaign> => ({
    id: one.id,
    organisationId: one.boardId,
    title: one.title,
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    scope: one.scope,
    anonymity: one.anonymity,
    state,
  })
  return [
    {
      ...tag,
      id: 'listCampaigns',
      method: 'get',
      path: '/organisations/{organisationId}/campaigns',
      summary: 'The rounds that a board does together',
      params: z.object({ organisationId }),
      example: { params: { organisationId: EXAMPLE_ORGANISATION } },
      success: { status: 200, description: 'Newest first, at most a hundred.', name: 'Campaigns', schema: z.object({ items: z.array(campaign) }) },
      async handle(c, { params }: Given<{ organisationId: string }>) {
        return { status: 200, body: { items: (await campaigns.listAt(c.var.actor, params.organisationId)).map(presented) } }
      },
    },
    {
      ...tag,
      id: 'readCampaign',
      method: 'get',
      path: '/campaigns/{campaignId}',
      summary: 'How far a round is',
      description: 'For who leads it. Names are left out: a program needs how far, not who.',
      params: z.object({ campaignId }),
      example: { params: { campaignId: EXAMPLE_CAMPAIGN } },
      success: { status: 200, description: 'Every list with how far its people are.', name: 'CampaignProgress', schema: progress },
      async handle(c, { params }: Given<{ campaignId: string }>) {
        const leading = await campaigns.lead(c.var.actor, params.campaignId)
        const rounds = leading.parts.map((part) => ({
          roundId: part.roundId,
          organisationId: part.organisationId,
          name: part.name,
          participants: leading.participants
            .filter((one) => one.roundId === part.roundId)
            .map(({ function: role, answered, asked, state }) => ({ function: role, answered, asked, state })),
        }))
        return { status: 200, body: { ...presented(leading), rounds } satisfies z.input<typeof progress> }
      },
    },
    {
      ...tag,
      id: 'listOwnViews',
      method: 'get',
      path: '/rounds/{roundId}/views',
      summary: 'Your own answers in a round',
      params: z.object({ roundId }),
      example: { params: { roundId: EXAMPLE_PART } },
      success: {
        status: 200,
        description: 'What you answered, and which conditions are asked of you.',
        name: 'OwnViews',
        schema: z.object({ items: z.array(view), asked: z.array(z.string()) }),
      },
      async handle(c, { params }: Given<{ roundId: string }>) {
        const mine = await views.mine(c.var.actor, params.roundId)
        return { status: 200, body: { items: [...mine.views.values()].map(presentView), asked: [...mine.asked] } }
      },
    },
    {
      ...tag,
      id: 'saveOwnView',
      method: 'put',
      path: '/rounds/{roundId}/views/{conditionId}',
      summary: 'Give your own answer to one condition',
      params: z.object({ roundId, conditionId }),
      example: { params: { roundId: EXAMPLE_PART, conditionId: '4.3' } },
      body: { schema: viewInput, name: 'OwnViewInput', example: { version: 0, judgement: 'level', level: 2, reason: 'Nog niet overal.' } },
      problems: [409],
      success: { status: 200, description: 'Your answer as it is stored.', name: 'OwnView', schema: view },
      async handle(c, { params, body }: Given<{ roundId: string; conditionId: string }, z.output<typeof viewInput>>) {
        const said = viewSchema.safeParse({ answer: body.judgement === 'level' ? String(body.level ?? '') : body.judgement, reason: body.reason })
        if (!said.success) throw badInput(said.error, 'body', { answer: 'judgement' })
        await views.mineOf(c.var.actor, params.roundId, params.conditionId)
        const saved = await views.save(c.var.actor, params.roundId, { conditionId: params.conditionId, expectedVersion: body.version, ...said.data })
        if (saved.status === 'closed') return problem(c, problemOf('conflict', 409, 'This round is closed and takes no more answers.'))
        if (saved.status === 'changed-meanwhile')
          return problem(c, {
            ...problemOf('conflict', 409, `Your answer has version ${saved.current.version} by now; \`current\` holds it.`),
            current: presentView(saved.current),
          })
        const now = await views.mineOf(c.var.actor, params.roundId, params.conditionId)
        return { status: 200, body: now.view && presentView(now.view) }
      },
    },
    {
      ...tag,
      id: 'readAgenda',
      method: 'get',
      path: '/rounds/{roundId}/agenda',
      summary: 'Where people differ, the largest difference first',
      description: 'For who leads the conversation. The answers themselves are shown on the page only.',
      params: z.object({ roundId }),
      example: { params: { roundId: EXAMPLE_PART } },
      success: { status: 200, description: 'Every condition that someone answered.', name: 'Agenda', schema: agenda },
      async handle(c, { params }: Given<{ roundId: string }>) {
        const { items } = await conversations.agenda(c.var.actor, params.roundId)
        return {
          status: 200,
          body: {
            items: items.map(({ condition, difference, views: shown, settlement }) => ({
              conditionId: condition.id,
              views: difference.views,
              // What is not shown to a person is not told to a program either.
              largestDifference: shown.status === 'shown' ? difference.largest : 0,
              shown: shown.status === 'shown',
              outcome: settlement?.outcome ?? null,
            })),
          },
        }
      },
    },
  ]
}
