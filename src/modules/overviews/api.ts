import { z } from 'zod'
import { dayOf } from '#platform/clock'
import { EXAMPLE_ORGANISATION, type ApiOperation } from '#platform/openapi'
import { latestOf } from './course.ts'
import type { Overviews } from './overviews.ts'
import { openStand } from './stand.ts'

const answer = z.union([z.literal([1, 2, 3, 4]), z.enum(['unknown', 'not-applicable', 'open'])]).describe('The level, or why there is none.')
const picture = z.object({
  contentVersion: z.string().describe('The version of the questions that all of these rounds are read through.'),
  conditions: z.array(z.object({ id: z.string(), title: z.string() })),
  organisations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.enum(['board', 'school', 'location']),
      round: z
        .object({
          id: z.string(),
          number: z.number().int(),
          finishedOn: z.iso.date().nullable(),
          answers: z.array(answer).describe('In the order of the conditions.'),
          underpinned: z.array(z.boolean()).describe('Whether evidence is named with the answer, or valid evidence stands by the condition.'),
        })
        .nullable()
        .describe('The last finished round, or the one under way when there is no other; null when nothing was measured.'),
    }),
  ),
})

export const overviewApi = (overviews: Overviews): ApiOperation[] => [
  {
    id: 'readPicture',
    method: 'get',
    path: '/organisations/{organisationId}/picture',
    tag: 'overviews',
    secured: 'person',
    summary: 'Read where a board and its schools stand, condition by condition',
    description: 'The board first, then its schools by name. Of a school only the school itself. 404 for who does not belong there.',
    params: z.object({ organisationId: z.uuid() }),
    example: { params: { organisationId: EXAMPLE_ORGANISATION } },
    success: { status: 200, description: 'The picture.', name: 'Picture', schema: picture },
    async handle(c, { params }: { params: { organisationId: string }; query: undefined; body: undefined }) {
      const { instrument, own, below, organisation, schools, evidence } = await overviews.now(c.var.actor, params.organisationId)
      const kinds = new Map([organisation, ...schools].map(({ id, kind }) => [id, kind]))
      return {
        status: 200,
        body: {
          contentVersion: instrument.edition.version,
          conditions: instrument.conditions.map(({ id, title }) => ({ id, title })),
          organisations: [own, ...below].map((course) => {
            const measured = latestOf(course)
            const stands = instrument.conditions.map(({ id }) => ({ id, stand: measured?.stands.get(id) ?? openStand }))
            return {
              id: course.organisation.id,
              name: course.organisation.name,
              kind: kinds.get(course.organisation.id) ?? 'school',
              round: measured
                ? {
                    id: measured.round.id,
                    number: measured.round.number,
                    finishedOn: measured.round.finishedAt && dayOf(measured.round.finishedAt),
                    answers: stands.map(({ stand }) => stand.answer),
                    underpinned: stands.map(({ id, stand }) => stand.underpinned || (evidence.get(course.organisation.id)?.has(id) ?? false)),
                  }
                : null,
            }
          }),
        },
      }
    },
  },
]
