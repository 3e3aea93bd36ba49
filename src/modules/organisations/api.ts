import { z } from 'zod'
import type { ApiOperation } from '#platform/openapi'
import { codeOf, kinds, labelOf, sectors } from './organisation.ts'
import type { Organisations } from './organisations.ts'

const query = z.object({
  q: z.string().max(200).describe('Words of a name or place, a BRIN or a board number, as typed so far; from two letters or digits on.'),
  limit: z.coerce.number().int().min(1).max(20).default(10).describe('How many at most.'),
})

const found = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(kinds),
      name: z.string(),
      place: z.string().nullable().describe('Of a board without an address of its own: where most of its pupils are.'),
      sector: z.enum(sectors).nullable().describe('null: not known, or more than one.'),
      code: z.string().nullable().describe('The board number, BRIN4 or BRIN6.'),
      label: z.string().describe('One line that tells it apart from its namesakes.'),
    }),
  ),
})

export const organisationApi = (organisations: Organisations): ApiOperation[] => [
  {
    id: 'searchOrganisations',
    method: 'get',
    path: '/organisations',
    tag: 'organisations',
    secured: false,
    summary: 'Find a board, school or location in the register',
    description:
      'Every word is the beginning of a word of the name or place; capitals and accents do not matter. An exact code comes first, then boards, schools and locations. The register is that of DUO (open data).',
    query,
    example: { query: { q: 'regenboog', limit: '5' } },
    success: { status: 200, description: 'What was found; empty when nothing was, or with fewer than two letters or digits.', name: 'Organisations', schema: found },
    async handle(_c, { query: { q, limit } }: { params: undefined; query: z.output<typeof query>; body: undefined }) {
      const items = await organisations.search(q, { limit })
      return {
        status: 200,
        body: { items: items.map((item) => ({ id: item.id, kind: item.kind, name: item.name, place: item.place, sector: item.sector, code: codeOf(item), label: labelOf(item) })) },
      }
    },
  },
]
