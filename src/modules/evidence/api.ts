import { z } from 'zod'
import { badInput, BadInput, problemOf } from '#platform/api'
import { problem, type Ctx } from '#platform/http'
import { EXAMPLE_ORGANISATION, type ApiOperation } from '#platform/openapi'
import { personFunctions } from '#platform/rights'
import { newId } from '#platform/secret'
import { conditionIdPattern } from '#modules/instruments'
import type { Evidence, PieceView } from './evidence.ts'
import { DESCRIPTION_LIMIT, detailsSchema, evidenceLink, LINK_LIMIT, OWNER_LIMIT, REMIND_AT_MOST, states, TITLE_LIMIT, type Details } from './piece.ts'

/** Stands for a piece of evidence in every example; the tests put a real one in its place. */
export const EXAMPLE_EVIDENCE = 'Vb0rbeeldBew1js-'

const organisationId = z.uuid().describe('A board, school or location that you belong to; asked with a token of your account.')
const evidenceId = z
  .string()
  .regex(/^[\w-]{16}$/, 'id')
  .describe('The id in the address of the piece of evidence.')
const link = z.string().min(1).max(LINK_LIMIT).describe('An http(s) address without a name and password; it is never fetched.')
const version = z.number().int().min(1).max(2_000_000_000).describe('The version you saw. Another version by now gives 409.')

const evidenceInput = z.strictObject({
  title: z.string().min(1).max(TITLE_LIMIT),
  link,
  description: z.string().max(DESCRIPTION_LIMIT).default(''),
  conditions: z.array(z.string()).min(1).max(100).describe('Ids such as 4.3.'),
  ownerFunction: z.enum(personFunctions).nullable().default(null),
  ownerName: z.string().max(OWNER_LIMIT).default('').describe('Someone else, where no function is sent.'),
  validUntil: z.iso.date().nullable().default(null).describe('The last day that it is valid, in the Netherlands.'),
  remindBefore: z.number().int().min(0).max(REMIND_AT_MOST).default(30).describe('Days.'),
})
const listed = z.object({
  id: z.string(),
  organisationId: z.string(),
  title: z.string(),
  kind: z.enum(['link', 'file']),
  state: z.enum(states),
  conditions: z.array(z.string()),
  validUntil: z.iso.date().nullable(),
})
const whole = listed.extend({
  version: z.number().int(),
  description: z.string(),
  owner: z.object({ kind: z.enum(['none', 'function', 'person', 'other']), function: z.enum(personFunctions).nullable(), name: z.string().nullable() }),
  remindBefore: z.number().int(),
  revisions: z.array(z.object({ number: z.number().int(), link: z.string().nullable(), file: z.string().nullable(), sha256: z.string(), addedAt: z.iso.datetime() })),
})

const presentListed = ({ id, organisationId: of, title, kind, state, conditions, validUntil }: z.input<typeof listed>) => ({
  id,
  organisationId: of,
  title,
  kind,
  state,
  conditions,
  validUntil,
})
const presentWhole = ({ piece, revisions, ownerName }: PieceView): z.input<typeof whole> => ({
  ...presentListed(piece),
  version: piece.version,
  description: piece.description,
  owner: {
    kind: piece.owner.kind,
    function: piece.owner.kind === 'function' ? piece.owner.function : null,
    name: piece.owner.kind === 'other' ? piece.owner.name : (ownerName ?? null),
  },
  remindBefore: piece.remindBefore,
  revisions: revisions.map((one) => ({ number: one.number, link: one.link, file: one.file?.name ?? null, sha256: one.sha256, addedAt: one.addedAt.toISOString() })),
})

const ofOrganisation = {
  tag: 'evidence',
  secured: 'person',
  params: z.object({ organisationId }),
  example: { params: { organisationId: EXAMPLE_ORGANISATION } },
} as const
const ofPiece = {
  tag: 'evidence',
  secured: 'person',
  params: z.object({ organisationId, evidenceId }),
  example: { params: { organisationId: EXAMPLE_ORGANISATION, evidenceId: EXAMPLE_EVIDENCE } },
} as const

type Params = { organisationId: string; evidenceId: string }
type Given<P, B = undefined> = { params: P; query: undefined; body: B }
const listQuery = z.object({
  condition: z.string().regex(conditionIdPattern, 'id').optional(),
  state: z.enum(states).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

/** The same verbs as the pages, with a token of one's own. A file comes in by the page. */
export function evidenceApi(evidence: Evidence): ApiOperation[] {
  const whole200 = async (c: Ctx, of: string, id: string) => ({ status: 200 as const, body: presentWhole(await evidence.view(c.var.actor, of, id)) })
  const conflict = (c: Ctx, detail: string) => problem(c, problemOf('conflict', 409, detail))
  return [
    {
      ...ofOrganisation,
      id: 'listEvidence',
      method: 'get',
      path: '/organisations/{organisationId}/evidence',
      summary: 'List the evidence of an organisation, that of the board above it included',
      query: listQuery,
      example: { ...ofOrganisation.example, query: { page: '1' } },
      success: {
        status: 200,
        description: 'One page.',
        name: 'EvidencePage',
        schema: z.object({ items: z.array(listed), total: z.number().int(), page: z.number().int(), pages: z.number().int() }),
      },
      async handle(c, { params, query }: { params: Params; query: z.output<typeof listQuery>; body: undefined }) {
        const { items, total, page, pages } = await evidence.list(c.var.actor, params.organisationId, { condition: query.condition, state: query.state }, query.page)
        return { status: 200, body: { items: items.map(presentListed), total, page, pages } }
      },
    },
    {
      ...ofOrganisation,
      id: 'addEvidence',
      method: 'post',
      path: '/organisations/{organisationId}/evidence',
      summary: 'Add a link as evidence',
      body: {
        name: 'NewEvidence',
        schema: evidenceInput,
        example: {
          title: 'Beleid informatiebeveiliging',
          link: 'https://intranet.example/beleid',
          conditions: ['4.1', '4.3'],
          ownerFunction: 'privacy-security',
          validUntil: '2027-08-01',
        },
      },
      success: { status: 201, description: 'The piece of evidence.', name: 'Evidence', schema: whole },
      async handle(c, { params, body }: Given<Params, z.output<typeof evidenceInput>>) {
        const details = detailsFrom(evidence, body)
        const added = await evidence.add(c.var.actor, params.organisationId, newId(), details, { link: linkFrom(body.link) })
        if (added.status !== 'added') throw new Error(`a link was refused as ${added.status}`)
        return { status: 201, body: presentWhole(await evidence.view(c.var.actor, params.organisationId, added.id)) }
      },
    },
    {
      ...ofPiece,
      id: 'readEvidence',
      method: 'get',
      path: '/organisations/{organisationId}/evidence/{evidenceId}',
      summary: 'Read one piece of evidence with its revisions',
      success: { status: 200, description: 'The piece of evidence.', name: 'Evidence', schema: whole },
      handle: (c, { params }: Given<Params>) => whole200(c, params.organisationId, params.evidenceId),
    },
    {
      ...ofPiece,
      id: 'reviseEvidence',
      method: 'post',
      path: '/organisations/{organisationId}/evidence/{evidenceId}/revisions',
      summary: 'Add a link as the newest revision',
      body: { name: 'NewRevision', schema: z.strictObject({ version, link }), example: { version: 1, link: 'https://intranet.example/beleid-2' } },
      problems: [409],
      success: { status: 200, description: 'The piece as it is now.', name: 'Evidence', schema: whole },
      async handle(c, { params, body }: Given<Params, { version: number; link: string }>) {
        const revised = await evidence.revise(c.var.actor, params.organisationId, params.evidenceId, body.version, { link: linkFrom(body.link) })
        if (revised.status === 'changed-meanwhile') return conflict(c, `It has version ${revised.version} by now.`)
        if (revised.status === 'withdrawn') return conflict(c, 'It was withdrawn and does not change any more.')
        return whole200(c, params.organisationId, params.evidenceId)
      },
    },
    {
      ...ofPiece,
      id: 'withdrawEvidence',
      method: 'put',
      path: '/organisations/{organisationId}/evidence/{evidenceId}/withdrawal',
      summary: 'Withdraw a piece of evidence: it stays, but counts no longer',
      body: { name: 'Withdrawal', schema: z.strictObject({}), example: {} },
      success: { status: 200, description: 'The piece as it is now.', name: 'Evidence', schema: whole },
      async handle(c, { params }: Given<Params>) {
        await evidence.withdraw(c.var.actor, params.organisationId, params.evidenceId)
        return whole200(c, params.organisationId, params.evidenceId)
      },
    },
    {
      ...ofPiece,
      id: 'restoreEvidence',
      method: 'delete',
      path: '/organisations/{organisationId}/evidence/{evidenceId}/withdrawal',
      summary: 'Undo the withdrawal of a piece of evidence: it counts again',
      success: { status: 200, description: 'The piece as it is now.', name: 'Evidence', schema: whole },
      async handle(c, { params }: Given<Params>) {
        await evidence.restore(c.var.actor, params.organisationId, params.evidenceId)
        return whole200(c, params.organisationId, params.evidenceId)
      },
    },
  ]
}

function detailsFrom(evidence: Evidence, { ownerFunction, validUntil, ...body }: z.output<typeof evidenceInput>): Details {
  const parsed = detailsSchema(evidence.isCondition).safeParse({ ...body, validUntil: validUntil ?? '', owner: ownerFunction ? `function:${ownerFunction}` : '' })
  if (parsed.success) return parsed.data
  throw badInput(parsed.error)
}

function linkFrom(given: string): string {
  const parsed = evidenceLink.safeParse(given)
  if (parsed.success && parsed.data !== '') return parsed.data
  throw new BadInput([{ field: 'link', problem: 'web-link', remedy: 'Send an address that starts with https:// or http://, without a name and password.' }])
}
