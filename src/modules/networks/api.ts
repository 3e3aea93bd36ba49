import { z } from 'zod'
import type { Ctx } from '#platform/http'
import { EXAMPLE_ORGANISATION, type ApiOperation } from '#platform/openapi'
import { kinds, type Member, type Network } from './network.ts'
import type { Networks } from './networks.ts'

/** Stands for a network in every example; the tests put a real one in its place. */
export const EXAMPLE_NETWORK = 'Vb0rbeeldNetw3rk'

const organisationId = z.uuid().describe('A board that is a member and that you belong to.')
const networkId = z.string().regex(/^[\w-]{16}$/, 'id')
const since = z.iso.datetime().nullable().describe('Since when it is shared; null: it is not.')
const membership = z.object({
  id: z.string(),
  name: z.string(),
  coordinator: z.boolean(),
  joinedAt: z.iso.datetime(),
  shares: z.object({ levels: since, wishes: since, plan: since }),
})
const common = z.object({
  members: z.number().int(),
  wishes: z.array(z.object({ conditionId: z.string(), boards: z.array(z.string()).describe('Names of boards, of those that share their wishes.') })),
  levels: z.array(z.object({ conditionId: z.string(), boards: z.record(z.string(), z.number().int()).describe('By level, the number of boards.') })),
})

const present = ({ network, member: { shared, coordinator, joinedAt } }: { network: Network; member: Member }): z.input<typeof membership> => ({
  id: network.id,
  name: network.name,
  coordinator,
  joinedAt: joinedAt.toISOString(),
  shares: { levels: shared.levels?.toISOString() ?? null, wishes: shared.wishes?.toISOString() ?? null, plan: shared.plan?.toISOString() ?? null },
})

const ofNetwork = {
  tag: 'networks',
  secured: 'person',
  params: z.object({ organisationId, networkId }),
  example: { params: { organisationId: EXAMPLE_ORGANISATION, networkId: EXAMPLE_NETWORK } },
} as const
type Params = { organisationId: string; networkId: string }
type Given<B = undefined> = { params: Params; query: undefined; body: B }
const choice = z.strictObject({ kinds: z.array(z.enum(kinds)).max(kinds.length).describe('All that is shared from now on; what is left out is no longer.') })

/** What one board shares in its networks, and what they have in common. */
export function networksApi(networks: Networks): ApiOperation[] {
  const now = async (c: Ctx, params: Params) => ({ status: 200 as const, body: present(await networks.own(c.var.actor, params.organisationId, params.networkId)) })
  return [
    {
      ...ofNetwork,
      id: 'listNetworks',
      method: 'get',
      path: '/organisations/{organisationId}/networks',
      summary: 'List the networks of a board, with what it shares in each',
      params: z.object({ organisationId }),
      example: { params: { organisationId: EXAMPLE_ORGANISATION } },
      success: { status: 200, description: 'By name.', name: 'Networks', schema: z.object({ items: z.array(membership) }) },
      async handle(c, { params }: { params: Pick<Params, 'organisationId'>; query: undefined; body: undefined }) {
        const { networks: found } = await networks.list(c.var.actor, params.organisationId)
        return { status: 200, body: { items: found.map(present) } }
      },
    },
    {
      ...ofNetwork,
      id: 'readNetwork',
      method: 'get',
      path: '/organisations/{organisationId}/networks/{networkId}',
      summary: 'Read what the boards of a network have in common',
      success: { status: 200, description: 'Common wishes and levels.', name: 'CommonOfNetwork', schema: common },
      async handle(c, { params }: Given) {
        await networks.own(c.var.actor, params.organisationId, params.networkId)
        const { members, wishes, levels, names } = await networks.view(c.var.actor, params.networkId)
        const body: z.input<typeof common> = {
          members: members.length,
          wishes: wishes.map(({ conditionId, boards }) => ({ conditionId, boards: boards.map((id) => names.get(id) ?? '') })),
          levels: levels.map(({ conditionId, counts }) => ({ conditionId, boards: counts })),
        }
        return { status: 200, body }
      },
    },
    {
      ...ofNetwork,
      id: 'shareWithNetwork',
      method: 'put',
      path: '/organisations/{organisationId}/networks/{networkId}/sharing',
      summary: 'Choose what a board shares with a network',
      body: { name: 'Sharing', schema: choice, example: { kinds: ['levels', 'wishes'] } },
      success: { status: 200, description: 'How the board takes part now.', name: 'Membership', schema: membership },
      async handle(c, { params, body }: Given<z.output<typeof choice>>) {
        await networks.share(c.var.actor, params.organisationId, params.networkId, body.kinds)
        return now(c, params)
      },
    },
    {
      ...ofNetwork,
      id: 'stopSharingWithNetwork',
      method: 'delete',
      path: '/organisations/{organisationId}/networks/{networkId}/sharing',
      summary: 'Stop sharing everything with a network, at once',
      success: { status: 200, description: 'How the board takes part now.', name: 'Membership', schema: membership },
      async handle(c, { params }: Given) {
        await networks.stop(c.var.actor, params.organisationId, params.networkId)
        return now(c, params)
      },
    },
  ]
}
