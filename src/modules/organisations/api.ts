import { z } from 'zod'
import { problemOf } from '#platform/api'
import { problem } from '#platform/http'
import { EXAMPLE_INVITATION, EXAMPLE_MEMBER, EXAMPLE_ORGANISATION, type ApiOperation } from '#platform/openapi'
import { personFunctions, rights } from '#platform/rights'
import { ADDRESSES_AT_ONCE, type Invitation } from './invitations/invitation.ts'
import type { Invitations } from './invitations/invitations.ts'
import type { Member, Memberships } from './memberships/memberships.ts'
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

const id = (what: string) =>
  z
    .string()
    .regex(/^[\w-]{16}$/, 'id')
    .describe(what)
const functions = z.array(z.enum(personFunctions)).min(1).max(personFunctions.length).describe('What someone does there.')
const right = z.enum(rights).describe('What someone may, weakest first. An independent function (data-protection-officer, supervisor, adviser) holds contributor at most.')

const member = z.object({
  id: z.string(),
  personId: z.uuid(),
  name: z.string(),
  email: z.string().nullable().describe('null: not yours to see.'),
  functions: z.array(z.enum(personFunctions)),
  right,
  since: z.iso.datetime(),
})
const invitation = z.object({
  id: z.string(),
  email: z.string(),
  functions: z.array(z.enum(personFunctions)),
  right,
  organisationIds: z.array(z.uuid()),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
const invitationInput = z.strictObject({
  emails: z.array(z.email().max(254)).min(1).max(ADDRESSES_AT_ONCE),
  functions,
  right,
  organisationIds: z.array(z.uuid()).max(1000).default([]).describe('Schools of this board that it is for; empty: the organisation itself.'),
})
const change = z.strictObject({ functions, right })

const presentMember = (one: Member): z.input<typeof member> => ({
  id: one.id,
  personId: one.personId,
  name: one.name,
  email: one.email ?? null,
  functions: [...one.functions],
  right: one.right,
  since: one.since.toISOString(),
})
const presentInvitation = (one: Invitation): z.input<typeof invitation> => ({
  id: one.id,
  email: one.email,
  functions: [...one.functions],
  right: one.right,
  organisationIds: [...one.placeIds],
  sentAt: one.sentAt.toISOString(),
  expiresAt: one.expiresAt.toISOString(),
})

const ofOrganisation = { tag: 'people', secured: 'person', params: z.object({ organisationId: z.uuid() }), example: { params: { organisationId: EXAMPLE_ORGANISATION } } } as const
const ofMember = {
  tag: 'people',
  secured: 'person',
  params: z.object({ organisationId: z.uuid(), memberId: id('The id in the list of members.') }),
  example: { params: { organisationId: EXAMPLE_ORGANISATION, memberId: EXAMPLE_MEMBER } },
} as const

type Given<P, B = undefined> = { params: P; query: undefined; body: B }
type OfOrganisation = { organisationId: string }
type OfMember = OfOrganisation & { memberId: string }

const refusals = {
  'last-owner': [409, 'This is the only owner. Make someone else owner first.'],
  'function-cannot-hold': [422, 'An independent function (data-protection-officer, supervisor, adviser) holds contributor at most.'],
  'nobody-new': [422, 'All these people belong here already or have an invitation.'],
  'too-many-open': [422, 'Too many invitations are open here. Withdraw some first.'],
  'unknown-place': [422, 'One of the organisations is not a school of this board.'],
} as const
const refused = (c: Parameters<ApiOperation['handle']>[0], code: keyof typeof refusals) => {
  const [status, detail] = refusals[code]
  return problem(c, problemOf(code, status, detail))
}

type Needs = { organisations: Organisations; memberships: Memberships; invitations: Invitations }

/** The register for everyone; people and invitations with a token of one's account, by the same verbs as the pages. */
export const organisationApi = ({ organisations, memberships, invitations }: Needs): ApiOperation[] => [
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
  {
    id: 'listMyOrganisations',
    method: 'get',
    path: '/my-organisations',
    tag: 'people',
    secured: 'person',
    summary: 'The organisations you belong to',
    description: 'Boards first. A right at a board holds for its schools, which are not listed one by one.',
    success: {
      status: 200,
      description: 'Empty when you belong nowhere yet.',
      name: 'MyOrganisations',
      schema: z.object({
        items: z.array(z.object({ id: z.uuid(), kind: z.enum(kinds), name: z.string(), functions: z.array(z.enum(personFunctions)), right, since: z.iso.datetime() })),
      }),
    },
    async handle(c) {
      const mine = await memberships.mine(c.var.actor)
      return {
        status: 200,
        body: {
          items: mine.map(({ organisation: { id: organisationId, kind, name }, ...held }) => ({
            id: organisationId,
            kind,
            name,
            functions: held.functions,
            right: held.right,
            since: held.since.toISOString(),
          })),
        },
      }
    },
  },
  {
    ...ofOrganisation,
    id: 'listMembers',
    method: 'get',
    path: '/organisations/{organisationId}/members',
    summary: 'The people of an organisation',
    success: { status: 200, description: 'By name; those with a right through the board are not among them.', name: 'Members', schema: z.object({ items: z.array(member) }) },
    async handle(c, { params }: Given<OfOrganisation>) {
      const { members } = await memberships.peopleOf(c.var.actor, params.organisationId)
      return { status: 200, body: { items: members.map(presentMember) } }
    },
  },
  {
    ...ofMember,
    id: 'changeMember',
    method: 'put',
    path: '/organisations/{organisationId}/members/{memberId}',
    summary: 'Change the functions and the right of someone',
    body: { name: 'MemberChange', schema: change, example: { functions: ['ict-coordinator', 'information-manager'], right: 'editor' } },
    success: { status: 204, description: 'Changed; it holds from the next request on.' },
    problems: [409, 422],
    async handle(c, { params, body }: Given<OfMember, z.output<typeof change>>) {
      const { status } = await memberships.change(c.var.actor, params.organisationId, params.memberId, body)
      return status === 'changed' ? { status: 204 } : refused(c, status)
    },
  },
  {
    ...ofMember,
    id: 'removeMember',
    method: 'delete',
    path: '/organisations/{organisationId}/members/{memberId}',
    summary: 'Remove someone, or leave yourself',
    success: { status: 204, description: 'Removed; what the person did stays.' },
    problems: [409],
    async handle(c, { params }: Given<OfMember>) {
      const { status } = await memberships.remove(c.var.actor, params.organisationId, params.memberId)
      return status === 'removed' ? { status: 204 } : refused(c, status)
    },
  },
  {
    ...ofOrganisation,
    id: 'listInvitations',
    method: 'get',
    path: '/organisations/{organisationId}/invitations',
    summary: 'Invitations that were not accepted or withdrawn yet',
    success: { status: 200, description: 'Expired ones are among them.', name: 'Invitations', schema: z.object({ items: z.array(invitation) }) },
    async handle(c, { params }: Given<OfOrganisation>) {
      return { status: 200, body: { items: (await invitations.openInvitations(c.var.actor, params.organisationId)).map(presentInvitation) } }
    },
  },
  {
    ...ofOrganisation,
    id: 'invitePeople',
    method: 'post',
    path: '/organisations/{organisationId}/invitations',
    summary: 'Invite people by e-mail',
    description: 'Each gets a letter in Dutch with a link that works once, within fourteen days, for that address only.',
    body: { name: 'NewInvitations', schema: invitationInput, example: { emails: ['ict@school.example'], functions: ['ict-coordinator'], right: 'editor' } },
    success: {
      status: 201,
      description: 'How many letters were sent, and how many addresses were skipped because they belong or have an invitation.',
      name: 'SentInvitations',
      schema: z.object({ sent: z.number().int(), skipped: z.number().int() }),
    },
    problems: [422],
    async handle(c, { params, body }: Given<OfOrganisation, z.output<typeof invitationInput>>) {
      const addresses = [...new Set(body.emails.map((email) => email.toLowerCase()))]
      const done = await invitations.invite(c.var.actor, params.organisationId, { addresses, functions: body.functions, right: body.right, places: body.organisationIds }, 'nl')
      return done.status === 'sent' ? { status: 201, body: { sent: done.sent, skipped: done.skipped } } : refused(c, done.status)
    },
  },
  {
    tag: 'people',
    secured: 'person',
    params: z.object({ organisationId: z.uuid(), invitationId: id('The id in the list of invitations.') }),
    example: { params: { organisationId: EXAMPLE_ORGANISATION, invitationId: EXAMPLE_INVITATION } },
    id: 'withdrawInvitation',
    method: 'delete',
    path: '/organisations/{organisationId}/invitations/{invitationId}',
    summary: 'Withdraw an invitation',
    success: { status: 204, description: 'The link opens nothing any more.' },
    async handle(c, { params }: Given<OfOrganisation & { invitationId: string }>) {
      await invitations.withdraw(c.var.actor, params.organisationId, params.invitationId)
      return { status: 204 }
    },
  },
]
