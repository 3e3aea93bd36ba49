import { z } from 'zod'
import { BadInput, badInput, problemOf } from '#platform/api'
import { problem, type Actor } from '#platform/http'
import { EXAMPLE_ORGANISATION, type ApiOperation } from '#platform/openapi'
import { conditionIdPattern, levels } from '#modules/instruments'
import { actionSchema, COMMENT_LIMIT, COST_LIMIT, EFFORT_LIMIT, origins, OWNER_LIMIT, RESULT_LIMIT, TITLE_LIMIT, WHY_LIMIT, type Action } from './action.ts'
import type { Place, Plans } from './plans.ts'
import { mayFollow, statuses } from './status.ts'

/** Stands for an action of one's own organisation in every example; the tests put a real one in its place. */
export const EXAMPLE_ACTION = 'Vb0rbeeldAct1e-1'

const organisationId = z.uuid('id').describe('An organisation one belongs to.')
const actionId = z
  .string()
  .regex(/^[\w-]{16}$/, 'id')
  .describe('The id in the address of the action.')
const level = z.literal(levels)

const fields = {
  title: z.string().max(TITLE_LIMIT),
  why: z.string().max(WHY_LIMIT).default(''),
  conditionId: z.string().regex(conditionIdPattern, 'id').nullable().default(null).describe('Such as 4.3.'),
  fromLevel: level.nullable().default(null),
  desiredLevel: level.nullable().default(null),
  ownerId: z.uuid('id').nullable().default(null).describe('A person who can see the action; not together with owner.'),
  owner: z.string().max(OWNER_LIMIT).default('').describe('A function or other words.'),
  term: z.iso.date().nullable().default(null).describe('The last day.'),
  effort: z.int().min(0).max(EFFORT_LIMIT).nullable().default(null).describe('In hours.'),
  cost: z.int().min(0).max(COST_LIMIT).nullable().default(null).describe('In whole euros.'),
  schoolIds: z.array(z.uuid('id')).max(1000).default([]).describe('Schools of the organisation; empty means the whole organisation.'),
}
const newAction = z.strictObject(fields)
const changedAction = z.strictObject({
  ...fields,
  version: z.int().min(1).describe('The version you saw. Another version by now gives 409.'),
  status: z.enum(statuses).optional().describe('Left out: it stays as it is.'),
  result: z.string().max(RESULT_LIMIT).optional().describe('What came of it. Left out: it stays as it is.'),
})
const action = z.object({
  id: z.string(),
  organisationId: z.uuid(),
  ...z.object(fields).required().shape,
  status: z.enum(statuses),
  result: z.string(),
  origin: z.enum(origins),
  version: z.int(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})

const present = (one: Action): z.input<typeof action> => ({
  id: one.id,
  organisationId: one.organisationId,
  title: one.title,
  why: one.why,
  conditionId: one.conditionId,
  fromLevel: one.fromLevel,
  desiredLevel: one.desiredLevel,
  ownerId: one.ownerId,
  owner: one.owner,
  term: one.term,
  effort: one.effort,
  cost: one.cost,
  schoolIds: [...one.schoolIds],
  status: one.status,
  result: one.result,
  origin: one.origin,
  version: one.version,
  createdAt: one.createdAt.toISOString(),
  changedAt: one.changedAt.toISOString(),
  finishedAt: one.finishedAt?.toISOString() ?? null,
})

const ofPlan = {
  tag: 'plans',
  secured: 'person',
  params: z.object({ organisationId }),
  example: { params: { organisationId: EXAMPLE_ORGANISATION } },
} as const
const ofAction = { tag: 'plans', secured: 'person', params: z.object({ actionId }), example: { params: { actionId: EXAMPLE_ACTION } } } as const
type OfPlan<B = undefined> = { params: { organisationId: string }; query: undefined; body: B }
type OfAction<B = undefined> = { params: { actionId: string }; query: undefined; body: B }

/** The body as the form would send it, held against the same schema. */
function fieldsFrom(body: z.output<typeof newAction>, place: Place, kept?: Action) {
  const { title, why, owner, schoolIds } = body
  const text = (value: string | number | null) => (value === null ? '' : String(value))
  const parsed = actionSchema({ instrument: place.instrument, schoolIds: place.schools.map((school) => school.id), ...(kept ? { kept } : {}) }).safeParse({
    title,
    why,
    owner,
    schoolIds,
    conditionId: text(body.conditionId),
    fromLevel: text(body.fromLevel),
    desiredLevel: text(body.desiredLevel),
    ownerId: text(body.ownerId),
    term: text(body.term),
    effort: text(body.effort),
    cost: text(body.cost),
  })
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}

const cannotSee = () =>
  new BadInput([{ field: 'ownerId', problem: 'owner-cannot-see', remedy: 'Send a person who can see the action: name their school, or choose someone else.' }])
const conflict = (current: Action) => ({
  ...problemOf('conflict', 409, `The action has version ${current.version} by now; \`current\` holds it. Choose, and send that version.`),
  current: present(current),
})

/** The same verbs as the pages, in English and JSON. */
export function planApi(plans: Plans): ApiOperation[] {
  const stored = async (actor: Actor, id: string) => present((await plans.readable(actor, id)).action)
  return [
    {
      ...ofPlan,
      id: 'listActions',
      method: 'get',
      path: '/organisations/{organisationId}/actions',
      summary: 'Read the actions of a plan',
      description: 'The actions of the organisation, of its schools, and those of its board that name it; the first term first.',
      success: { status: 200, description: 'The actions.', name: 'Actions', schema: z.object({ items: z.array(action) }) },
      async handle(c, { params }: OfPlan) {
        const { actions } = await plans.plan(c.var.actor, params.organisationId)
        return { status: 200, body: { items: actions.map(present) } }
      },
    },
    {
      ...ofPlan,
      id: 'createAction',
      method: 'post',
      path: '/organisations/{organisationId}/actions',
      summary: 'Make an action',
      body: {
        name: 'NewAction',
        schema: newAction,
        example: { title: 'Tweestapsverificatie aanzetten', conditionId: '4.3', fromLevel: 2, desiredLevel: 3, owner: 'ict-coördinator', term: '2027-08-01', effort: 40 },
      },
      success: { status: 201, description: 'The new action.', name: 'Action', schema: action },
      async handle(c, { params, body }: OfPlan<z.output<typeof newAction>>) {
        const place = await plans.place(c.var.actor, params.organisationId)
        const made = await plans.create(c.var.actor, params.organisationId, fieldsFrom(body, place))
        if (made.status !== 'saved') throw cannotSee()
        return { status: 201, body: await stored(c.var.actor, made.id) }
      },
    },
    {
      ...ofAction,
      id: 'readAction',
      method: 'get',
      path: '/actions/{actionId}',
      summary: 'Read one action',
      success: { status: 200, description: 'The action.', name: 'Action', schema: action },
      async handle(c, { params }: OfAction) {
        return { status: 200, body: await stored(c.var.actor, params.actionId) }
      },
    },
    {
      ...ofAction,
      id: 'changeAction',
      method: 'put',
      path: '/actions/{actionId}',
      summary: 'Change an action',
      description: 'All fields as they become; the status may only go where it can go from where it is.',
      problems: [409],
      body: {
        name: 'ChangedAction',
        schema: changedAction,
        example: { version: 1, title: 'Tweestapsverificatie aanzetten voor iedereen', conditionId: '4.3', owner: 'ict-coördinator', term: '2027-08-01', status: 'busy' },
      },
      success: { status: 200, description: 'The action as it is stored.', name: 'Action', schema: action },
      async handle(c, { params, body: { version, status, result, ...body } }: OfAction<z.output<typeof changedAction>>) {
        const { actor } = c.var
        const { action: before } = await plans.readable(actor, params.actionId)
        const place = await plans.placeFor(actor, before)
        const to = status ?? before.status
        if (to !== before.status && !mayFollow(before.status, to))
          throw new BadInput([{ field: 'status', problem: 'not-possible', remedy: `From ${before.status} an action cannot go to ${to}.` }])
        const saved = await plans.change(actor, before.id, version, fieldsFrom(body, place, before))
        if (saved.status === 'owner-cannot-see') throw cannotSee()
        if (saved.status === 'changed-meanwhile') return problem(c, conflict(saved.current))
        if (to !== before.status || (result !== undefined && result !== before.result)) {
          const moved = await plans.move(actor, before.id, saved.version, to, result?.trim())
          if (moved.status !== 'saved') return problem(c, conflict(moved.current))
        }
        return { status: 200, body: await stored(actor, before.id) }
      },
    },
    {
      ...ofAction,
      id: 'commentOnAction',
      method: 'post',
      path: '/actions/{actionId}/comments',
      summary: 'Place a comment, under the name of the owner of the token',
      body: { name: 'NewComment', schema: z.strictObject({ text: z.string().trim().min(1).max(COMMENT_LIMIT) }), example: { text: 'De leverancier komt in mei.' } },
      success: { status: 201, description: 'The id of the comment.', name: 'PlacedComment', schema: z.object({ id: z.string() }) },
      async handle(c, { params, body }: OfAction<{ text: string }>) {
        return { status: 201, body: await plans.comment(c.var.actor, params.actionId, body.text) }
      },
    },
  ]
}
