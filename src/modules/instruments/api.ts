import { z } from 'zod'
import { notFound } from '#platform/errors'
import type { ApiOperation } from '#platform/openapi'
import type { Instruments } from './instruments.ts'

const condition = z.object({
  id: z.string(),
  title: z.string(),
  question: z.string(),
  why: z.string(),
  levels: z.record(z.string(), z.string()),
  needs: z.array(z.object({ id: z.string(), text: z.string() })),
  norms: z.array(z.string()),
  sources: z.array(z.string()),
  laws: z.array(z.object({ law: z.string(), part: z.string().optional() })),
})
const instrument = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  origin: z.string().describe('Whose content this is.'),
  levels: z.array(z.object({ level: z.number().int(), name: z.string(), meaning: z.string() })),
  responsibilities: z.array(z.object({ id: z.string(), title: z.string(), promise: z.string(), conditions: z.array(condition) })),
})

export const instrumentApi = ({ current }: Instruments): ApiOperation[] => [
  {
    id: 'readInstrument',
    method: 'get',
    path: '/instruments/{instrumentId}',
    tag: 'content',
    secured: false,
    summary: 'Read the content: responsibilities, conditions, levels and needs',
    description: 'Texts are Dutch. The content is EUPL-1.2 and may be used and improved freely.',
    params: z.object({ instrumentId: z.string().max(40) }),
    example: { params: { instrumentId: 'ict-voorwaarden' } },
    success: { status: 200, description: 'The instrument as it is now.', name: 'Instrument', schema: instrument },
    async handle(_c, { params }: { params: { instrumentId: string }; query: undefined; body: undefined }) {
      if (params.instrumentId !== current.edition.id) throw notFound('There is no such instrument.')
      // Only what the schema names goes out.
      return { status: 200, body: instrument.parse(current.edition) }
    },
  },
]
