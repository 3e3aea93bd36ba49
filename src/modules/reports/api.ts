import { z } from 'zod'
import { EXAMPLE_MEASUREMENT, type ApiOperation } from '#platform/openapi'
import type { Read } from './reader.ts'
import { reportSchema } from './report.ts'

export const reportApi = (read: Read): ApiOperation[] => [
  {
    id: 'readReport',
    method: 'get',
    path: '/measurements/{measurementId}/report',
    tag: 'reports',
    secured: true,
    summary: 'Read the report as data',
    description: 'The same as the page and the files. Of a finished round it is a snapshot; else it says that it is provisional. The key of a shared link works too.',
    params: z.object({ measurementId: z.string().regex(/^[\w-]{16}$/, 'id') }),
    example: { params: { measurementId: EXAMPLE_MEASUREMENT } },
    success: { status: 200, description: 'The report.', name: 'Report', schema: reportSchema },
    async handle(c, { params }: { params: { measurementId: string }; query: undefined; body: undefined }) {
      return { status: 200, body: (await read(c.var.actor, params.measurementId)).report }
    },
  },
]
