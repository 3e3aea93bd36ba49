import { z } from 'zod'
import { BadInput, badInput, problemOf } from '#platform/api'
import { problem } from '#platform/http'
import { EXAMPLE_MEASUREMENT, type ApiOperation } from '#platform/openapi'
import { longText } from '#platform/text-input'
import { conditionIdPattern, levels } from '#modules/instruments'
import { arrangers, carriedAs, DEVIATION_LIMIT, EVIDENCE_LIMIT, LINK_LIMIT, NOTE_LIMIT, OWNER_LIMIT, REASON_LIMIT, statementSchema, type Answer } from './answer.ts'
import type { Assessments, Overview } from './assessments.ts'
import { answererRoles, NAME_LIMIT, profileSchema, scopes, sectors } from './round.ts'

const measurementId = z
  .string()
  .regex(/^[\w-]{16}$/, 'id')
  .describe('The id in the address of the measurement.')
const conditionId = z.string().regex(conditionIdPattern, 'id').describe('Such as 4.3.')
const level = z.literal(levels)

const wish = z.strictObject({ desiredLevel: level, owner: z.string().max(OWNER_LIMIT).default(''), term: z.iso.date().nullable().default(null) })
/** What one sends: the judgement in full words, everything else may be left out. */
const answerInput = z.strictObject({
  version: z.number().int().min(0).max(2_000_000_000).describe('The version you saw; 0 when there was no answer yet. Another version by now gives 409.'),
  judgement: z.enum(['level', 'unknown', 'not-applicable', 'open']),
  level: level.nullable().default(null),
  reason: z.string().max(REASON_LIMIT).default('').describe('Required with not-applicable.'),
  needs: z.array(z.string().max(80)).max(20).default([]).describe('Ids of the needs that are met.'),
  arrangedBy: z.enum(arrangers).nullable().default(null),
  note: z.string().max(NOTE_LIMIT).default(''),
  evidence: z.string().max(EVIDENCE_LIMIT).default(''),
  evidenceLink: z.string().max(LINK_LIMIT).default('').describe('An http(s) address, or empty.'),
  wish: wish.nullable().default(null),
  deviation: z.string().max(DEVIATION_LIMIT).default('').describe('Why it is different at this school, where the board arranges it for all.'),
})
const answerOutput = z.object({
  conditionId: z.string(),
  version: z.number().int(),
  judgement: z.enum(['level', 'unknown', 'not-applicable', 'open']),
  level: level.nullable(),
  reason: z.string(),
  needs: z.array(z.string()),
  arrangedBy: z.enum(arrangers).nullable(),
  note: z.string(),
  evidence: z.string(),
  evidenceLink: z.string(),
  wish: z.object({ desiredLevel: level, owner: z.string(), term: z.iso.date().nullable() }).nullable(),
  underpinned: z.boolean().describe('Evidence is named.'),
  answeredBy: z.string(),
  answeredAt: z.iso.datetime(),
  carried: z.boolean().describe('Taken over from the previous round and not looked at since.'),
  carriedAs: z.enum(carriedAs).nullable().describe('Taken over from a question that was asked otherwise: what happened to it since.'),
  deviation: z.string(),
  inherited: z.boolean().describe('It is the answer of the board, which arranges this for its schools.'),
})
const profileInput = z.strictObject({
  name: z.string().min(1).max(NAME_LIMIT),
  scope: z.enum(scopes),
  sector: z.enum(sectors).nullable().default(null),
  role: z.enum(['', ...answererRoles]).default(''),
  registerId: z.uuid().nullable().default(null).describe('An id of /organisations.'),
})
const measurement = z.object({
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  scope: z.enum(scopes),
  sector: z.enum(sectors).nullable(),
  role: z.string(),
  contentVersion: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  progress: z.object({
    total: z.number().int(),
    filledIn: z.number().int(),
    carried: z.number().int(),
    unknown: z.number().int(),
    notApplicable: z.number().int(),
    wishes: z.number().int(),
  }),
})

const presentAnswer = (answer: Answer): z.input<typeof answerOutput> => ({
  conditionId: answer.conditionId,
  version: answer.version,
  judgement: answer.judgement.kind,
  level: answer.judgement.kind === 'level' ? answer.judgement.level : null,
  reason: answer.judgement.kind === 'not-applicable' ? answer.judgement.reason : '',
  needs: answer.needs,
  arrangedBy: answer.arrangedBy,
  note: answer.note,
  evidence: answer.evidence,
  evidenceLink: answer.evidenceLink,
  wish: answer.wish,
  underpinned: answer.evidence !== '' || answer.evidenceLink !== '',
  answeredBy: answer.answeredBy,
  answeredAt: answer.answeredAt.toISOString(),
  carried: answer.carried,
  carriedAs: answer.carriedAs ?? null,
  deviation: answer.deviation,
  inherited: answer.inheritedFrom !== null,
})

const presentMeasurement = ({ round, progress }: Pick<Overview, 'round' | 'progress'>): z.input<typeof measurement> => ({
  id: round.id,
  number: round.number,
  name: round.name,
  scope: round.scope,
  sector: round.sector,
  role: round.role,
  contentVersion: round.editionVersion,
  startedAt: round.startedAt.toISOString(),
  finishedAt: round.finishedAt?.toISOString() ?? null,
  progress,
})

const ofMeasurement = { tag: 'measurements', secured: true, params: z.object({ measurementId }), example: { params: { measurementId: EXAMPLE_MEASUREMENT } } } as const
const ofAnswer = {
  tag: 'answers',
  secured: true,
  params: z.object({ measurementId, conditionId }),
  example: { params: { measurementId: EXAMPLE_MEASUREMENT, conditionId: '4.3' } },
} as const

type Given<P = { measurementId: string }, B = undefined> = { params: P; query: undefined; body: B }
type AnswerParams = { measurementId: string; conditionId: string }

/** The same verbs as the pages, in English and JSON. */
export function assessmentApi(assessments: Assessments): ApiOperation[] {
  return [
    {
      id: 'startMeasurement',
      method: 'post',
      path: '/measurements',
      tag: 'measurements',
      secured: false,
      summary: 'Start a measurement',
      description: 'Gives the id and the key. The key is shown once: keep it, it is the only way back.',
      body: { name: 'NewMeasurement', schema: z.strictObject({}), example: {} },
      success: { status: 201, description: 'The new measurement.', name: 'StartedMeasurement', schema: z.object({ id: z.string(), key: z.string() }) },
      async handle(c) {
        const { roundId, key } = await assessments.start(c.var.actor)
        return { status: 201, body: { id: roundId, key } }
      },
    },
    {
      ...ofMeasurement,
      id: 'readMeasurement',
      method: 'get',
      path: '/measurements/{measurementId}',
      summary: 'Read the profile and the progress',
      success: { status: 200, description: 'The measurement.', name: 'Measurement', schema: measurement },
      async handle(c, { params }: Given) {
        return { status: 200, body: presentMeasurement(await assessments.overview(c.var.actor, params.measurementId)) }
      },
    },
    {
      ...ofMeasurement,
      id: 'describeMeasurement',
      method: 'put',
      path: '/measurements/{measurementId}/profile',
      summary: 'Say what the measurement is about',
      body: { name: 'Profile', schema: profileInput, example: { name: 'Stichting De Wegwijzer', scope: 'board', sector: 'po', role: 'ICT' } },
      problems: [409],
      success: { status: 200, description: 'The measurement as it is now.', name: 'Measurement', schema: measurement },
      async handle(c, { params, body }: Given<{ measurementId: string }, z.output<typeof profileInput>>) {
        const profile = profileSchema.safeParse({ ...body, sector: body.sector ?? '', registerId: body.registerId ?? '' })
        if (!profile.success) throw badInput(profile.error)
        const saved = await assessments.describe(c.var.actor, params.measurementId, profile.data)
        if (saved.status === 'unknown-organisation')
          throw new BadInput([{ field: 'registerId', problem: 'unknown-organisation', remedy: 'Send an id of /organisations, or null.' }])
        if (saved.status === 'finished') return problem(c, problemOf('conflict', 409, 'This round is finished and does not change any more.'))
        return { status: 200, body: presentMeasurement(await assessments.overview(c.var.actor, params.measurementId)) }
      },
    },
    {
      ...ofMeasurement,
      id: 'deleteMeasurement',
      method: 'delete',
      path: '/measurements/{measurementId}',
      summary: 'Delete the measurement with all its rounds',
      success: { status: 204, description: 'It no longer exists.' },
      async handle(c, { params }: Given) {
        await assessments.remove(c.var.actor, params.measurementId)
        return { status: 204 }
      },
    },
    {
      ...ofMeasurement,
      id: 'listAnswers',
      method: 'get',
      path: '/measurements/{measurementId}/answers',
      tag: 'answers',
      summary: 'Read all answers of the round',
      success: { status: 200, description: 'The answers that are stored, in the order of the list.', name: 'Answers', schema: z.object({ items: z.array(answerOutput) }) },
      async handle(c, { params }: Given) {
        const { answers, instrument } = await assessments.overview(c.var.actor, params.measurementId)
        return { status: 200, body: { items: instrument.conditions.flatMap(({ id }) => answers.get(id) ?? []).map(presentAnswer) } }
      },
    },
    {
      ...ofAnswer,
      id: 'readAnswer',
      method: 'get',
      path: '/measurements/{measurementId}/answers/{conditionId}',
      summary: 'Read one answer',
      success: { status: 200, description: 'The answer.', name: 'Answer', schema: answerOutput },
      async handle(c, { params }: Given<AnswerParams>) {
        const { answer } = await assessments.viewCondition(c.var.actor, params.measurementId, params.conditionId)
        return answer ? { status: 200, body: presentAnswer(answer) } : problem(c, problemOf('not-found', 404, 'There is no answer to this condition yet.'))
      },
    },
    {
      ...ofAnswer,
      id: 'saveAnswer',
      method: 'put',
      path: '/measurements/{measurementId}/answers/{conditionId}',
      summary: 'Store one answer',
      body: {
        name: 'AnswerInput',
        schema: answerInput,
        example: {
          version: 0,
          judgement: 'level',
          level: 2,
          needs: ['tweede-stap'],
          note: 'Staf wel, leraren nog niet.',
          wish: { desiredLevel: 3, owner: 'ict-coördinator', term: '2027-08-01' },
        },
      },
      problems: [409],
      success: { status: 200, description: 'The answer as it is stored.', name: 'Answer', schema: answerOutput },
      async handle(c, { params, body }: Given<AnswerParams, z.output<typeof answerInput>>) {
        const view = await assessments.viewCondition(c.var.actor, params.measurementId, params.conditionId)
        const statement = statementSchema(view.condition).safeParse(fieldsFromInput(body))
        if (!statement.success) throw badInput(statement.error, 'body', namesInBody)
        const deviation = longText(DEVIATION_LIMIT).safeParse(body.deviation)
        if (!deviation.success) throw badInput(deviation.error, 'deviation')
        const saved = await assessments.answer(c.var.actor, view, {
          conditionId: params.conditionId,
          expectedVersion: body.version,
          statement: statement.data,
          deviation: deviation.data,
        })
        if (saved.status === 'finished') return problem(c, problemOf('conflict', 409, 'This round is finished and does not change any more.'))
        if (saved.status === 'arranged-above')
          throw new BadInput([{ field: 'deviation', problem: 'deviation-required', remedy: 'The board arranges this. Say in `deviation` why it is different at this school.' }])
        if (saved.status === 'nothing-said') throw new BadInput([{ field: 'judgement', problem: 'nothing-said', remedy: 'Send a judgement, or at least a note.' }])
        if (saved.status === 'changed-meanwhile')
          return problem(c, {
            ...problemOf('conflict', 409, `The answer has version ${saved.current.version} by now; \`current\` holds it. Choose, and send that version.`),
            current: presentAnswer(saved.current),
          })
        const { answer } = await assessments.viewCondition(c.var.actor, params.measurementId, params.conditionId)
        return { status: 200, body: answer && presentAnswer(answer) }
      },
    },
    {
      ...ofMeasurement,
      id: 'finishRound',
      method: 'put',
      path: '/measurements/{measurementId}/snapshot',
      summary: 'Finish the round',
      description: 'Makes the dated snapshot. Asked twice, it gives the same.',
      problems: [409],
      body: { name: 'NewSnapshot', schema: z.strictObject({}), example: {} },
      success: { status: 200, description: 'The finished round.', name: 'Measurement', schema: measurement },
      async handle(c, { params }: Given<{ measurementId: string }, unknown>) {
        const finishing = await assessments.finish(c.var.actor, params.measurementId)
        if (finishing.status === 'nothing-answered') return problem(c, problemOf('conflict', 409, 'Answer at least one condition first.'))
        return { status: 200, body: presentMeasurement(await assessments.overview(c.var.actor, params.measurementId)) }
      },
    },
    {
      ...ofMeasurement,
      id: 'startNextRound',
      method: 'post',
      path: '/measurements/{measurementId}/rounds',
      summary: 'Start the next round from these answers',
      problems: [409],
      body: { name: 'NewRound', schema: z.strictObject({}), example: {} },
      success: { status: 201, description: 'The next round; the same key opens it.', name: 'Measurement', schema: measurement },
      async handle(c, { params }: Given<{ measurementId: string }, unknown>) {
        const next = await assessments.startNext(c.var.actor, params.measurementId)
        if (next.status === 'not-finished') return problem(c, problemOf('conflict', 409, 'Finish this round first.'))
        return { status: 201, body: presentMeasurement(await assessments.overview(c.var.actor, next.roundId)) }
      },
    },
  ]
}

/** The names that the form and the API do not share. */
const namesInBody: Record<string, string> = { answer: 'level', desiredLevel: 'wish.desiredLevel', owner: 'wish.owner', term: 'wish.term' }

function fieldsFromInput(body: z.output<typeof answerInput>) {
  const answer = body.judgement === 'level' ? String(body.level ?? 'none') : body.judgement === 'open' ? '' : body.judgement
  const { reason, needs, note, evidence, evidenceLink, wish: wanted } = body
  return {
    answer,
    reason,
    needs,
    note,
    evidence,
    evidenceLink,
    arrangedBy: body.arrangedBy ?? '',
    wish: wanted ? 'yes' : '',
    desiredLevel: wanted ? String(wanted.desiredLevel) : '',
    owner: wanted?.owner ?? '',
    term: wanted?.term ?? '',
  }
}
