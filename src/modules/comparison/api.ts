import { z } from 'zod'
import type { ApiOperation } from '#platform/openapi'
import type { Comparisons } from './comparisons.ts'
import { rule } from './counting.ts'
import { boardsAtLeast } from './share.ts'

/** Stands for a board of one's own in the example; a test puts a real one there. */
export const EXAMPLE_BOARD = '3f0d0f5e-6a5b-4c39-9f0f-2d1c5e9b7a10'

const publications = z.object({
  rule: z.object({
    boards: z.number().int().describe('So many boards at least are counted in whatever is shown, and in every sum or difference of it.'),
    apart: z.number().int().describe('So many of them at least stand on another level than most.'),
    roundedTo: z.number().int().describe('Shares are in steps of so many percents.'),
  }),
  items: z.array(z.object({ period: z.string(), contentVersion: z.string(), publishedAt: z.iso.datetime() })),
})

const shares = z.array(z.number().int()).length(4).nullable().describe('Percents of the boards counted on level 1 to 4; null: not shown.')
const comparison = z.object({
  period: z.string(),
  contentVersion: z.string(),
  group: z.object({
    sector: z.enum(['po', 'vo', 'so', 'mbo']),
    sizes: z.array(z.number().int()).describe('1: one school · 2: two to nine · 3: ten or more.'),
    boardsAtLeast: z.number().int(),
  }),
  responsibilities: z.array(
    z.object({
      id: z.string(),
      shares,
      conditionsShown: z.number().int(),
      conditions: z.array(z.object({ id: z.string(), shares, own: z.number().int().nullable().describe('Where this board stands itself in its last finished round.') })),
    }),
  ),
})

export const comparisonApi = (comparisons: Comparisons): ApiOperation[] => [
  {
    id: 'listComparisons',
    method: 'get',
    path: '/publications',
    tag: 'comparison',
    secured: false,
    summary: 'List the school years that were published, newest first, and the rule by which',
    description: 'What was published never changes.',
    success: { status: 200, description: 'The publications.', name: 'Comparisons', schema: publications },
    async handle() {
      const items = (await comparisons.publications()).map(({ period, editionVersion, publishedAt }) => ({
        period,
        contentVersion: editionVersion,
        publishedAt: publishedAt.toISOString(),
      }))
      return { status: 200, body: { rule: { ...rule, roundedTo: 5 }, items } }
    },
  },
  {
    id: 'readComparison',
    method: 'get',
    path: '/organisations/{organisationId}/comparison',
    tag: 'comparison',
    secured: 'person',
    summary: 'Read how boards of the same sector and size are spread over the levels',
    description: 'For members of a board that takes part, with a token of their own. 404 for all others, and before the first publication.',
    params: z.object({ organisationId: z.uuid().describe('The id of the board.') }),
    example: { params: { organisationId: EXAMPLE_BOARD } },
    success: { status: 200, description: 'The newest publication, as the group of this board sees it.', name: 'Comparison', schema: comparison },
    async handle(c, { params }: { params: { organisationId: string }; query: undefined; body: undefined }) {
      const { published, distributions } = await comparisons.compare(c.var.actor, params.organisationId)
      const { cohort } = published
      return {
        status: 200,
        body: {
          period: published.period,
          contentVersion: published.editionVersion,
          group: {
            sector: cohort.sector,
            sizes: Array.from({ length: cohort.last - cohort.first + 1 }, (_, at) => cohort.first + at),
            boardsAtLeast: boardsAtLeast(cohort.boards),
          },
          responsibilities: distributions.map(({ id, shares: of, shown, conditions }) => ({
            id,
            shares: of,
            conditionsShown: shown,
            conditions: conditions.map((one) => ({ id: one.id, shares: one.shares, own: one.own })),
          })),
        },
      }
    },
  },
]
