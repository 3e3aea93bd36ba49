import { z } from 'zod'
import { badInput, problemOf } from '#platform/api'
import { problem } from '#platform/http'
import { EXAMPLE_ORGANISATION, type ApiOperation } from '#platform/openapi'
import { newId } from '#platform/secret'
import { conditionIdPattern } from '#modules/instruments'
import { CONTACT_LIMIT, draftSchema, MAIL_LIMIT, PART_LIMIT, practiceLevels, states, TITLE_LIMIT, type Listed, type Practice } from './practice.ts'
import type { Practices } from './practices.ts'

const sector = z.enum(['po', 'vo', 'so', 'mbo'])
const level = z.literal(practiceLevels)
const text = z.string().max(PART_LIMIT)

const published = z.object({
  id: z.string(),
  title: z.string(),
  conditionId: z.string(),
  level: level.nullable().describe('The level it leads to.'),
  organisation: z.string(),
  sector: sector.nullable(),
  situation: z.string(),
  approach: z.string(),
  result: z.string(),
  publishedAt: z.iso.datetime().nullable(),
})
const own = published.extend({ state: z.enum(states), reason: z.string().describe('Why it was returned.'), version: z.number().int() })

const presentListed = ({ organisationName, publishedAt, id, title, conditionId, level: to, sector: of, situation, approach, result }: Listed): z.input<typeof published> => ({
  id,
  title,
  conditionId,
  level: to,
  organisation: organisationName,
  sector: of,
  situation,
  approach,
  result,
  publishedAt: publishedAt?.toISOString() ?? null,
})
const presentOwn = (practice: Practice): z.input<typeof own> => ({ ...presentListed(practice), state: practice.state, reason: practice.reason, version: practice.version })

const conditionId = z.string().regex(conditionIdPattern, 'id').describe('Such as 4.3.')
const query = z.object({
  q: z.string().max(200).default('').describe('Words, as in a search box.'),
  condition: conditionId.optional(),
  level: z.coerce.number().pipe(level).optional(),
  sector: sector.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
const input = z.strictObject({
  title: z.string().min(1).max(TITLE_LIMIT),
  conditionId,
  level,
  situation: text.min(1),
  approach: text.min(1),
  result: text.min(1),
  contactFunction: z.string().min(1).max(CONTACT_LIMIT),
  contactMail: z.email().max(MAIL_LIMIT).describe('Shown to people who are signed in only.'),
})
const ofOrganisation = {
  tag: 'practices',
  secured: 'person',
  params: z.object({ organisationId: z.uuid().describe('A board, school or location where you are a contributor at least.') }),
  example: { params: { organisationId: EXAMPLE_ORGANISATION } },
} as const
type Given<B = undefined> = { params: { organisationId: string }; query: undefined; body: B }

/** What everyone may read, and what one's own organisation writes. Contacts are on the page, for people. */
export const practicesApi = (practices: Practices): ApiOperation[] => [
  {
    id: 'searchPractices',
    tag: 'practices',
    method: 'get',
    path: '/practices',
    secured: false,
    summary: 'Search the good practices that are published',
    query,
    example: { query: { q: 'verwerkersovereenkomst', level: '3' } },
    success: {
      status: 200,
      description: 'One page.',
      name: 'PracticePage',
      schema: z.object({ items: z.array(published), total: z.number().int(), page: z.number().int(), pages: z.number().int() }),
    },
    async handle(_, { query: asked }: { params: undefined; query: z.output<typeof query>; body: undefined }) {
      const { items, ...found } = await practices.search({ words: asked.q, conditionId: asked.condition, level: asked.level, sector: asked.sector }, asked.page)
      return { status: 200, body: { items: items.map(presentListed), ...found } }
    },
  },
  {
    ...ofOrganisation,
    id: 'listOwnPractices',
    method: 'get',
    path: '/organisations/{organisationId}/practices',
    summary: 'List the good practices of an organisation, in every state',
    success: { status: 200, description: 'The newest first.', name: 'OwnPractices', schema: z.object({ items: z.array(own) }) },
    async handle(c, { params }: Given) {
      const { practices: written } = await practices.list(c.var.actor, params.organisationId)
      return { status: 200, body: { items: written.map(presentOwn) } }
    },
  },
  {
    ...ofOrganisation,
    id: 'submitPractice',
    method: 'post',
    path: '/organisations/{organisationId}/practices',
    summary: 'Write a good practice and send it in for review',
    body: {
      name: 'NewPractice',
      schema: input,
      example: {
        title: 'Alle verwerkersovereenkomsten in één register',
        conditionId: '4.3',
        level: 3,
        situation: 'Elke school sloot zelf overeenkomsten af.',
        approach: 'Eén medewerker maakte een lijst van leveranciers en liep die met de scholen na.',
        result: 'Van elke leverancier is de overeenkomst te vinden.',
        contactFunction: 'IBP-verantwoordelijke',
        contactMail: 'ibp@bestuur.example',
      },
    },
    problems: [409],
    success: { status: 201, description: 'It waits for a reader.', name: 'OwnPractice', schema: own },
    async handle(c, { params, body }: Given<z.output<typeof input>>) {
      const parsed = draftSchema(practices.isCondition).safeParse({ ...body, level: String(body.level) })
      if (!parsed.success) throw badInput(parsed.error)
      const { id } = await practices.write(c.var.actor, params.organisationId, newId(), parsed.data)
      const submitted = await practices.submit(c.var.actor, params.organisationId, id)
      if (submitted.status !== 'changed') return problem(c, problemOf('conflict', 409, 'It is kept as a draft and was not sent in: something in it is blank.'))
      return { status: 201, body: presentOwn((await practices.own(c.var.actor, params.organisationId, id)).practice) }
    },
  },
]
