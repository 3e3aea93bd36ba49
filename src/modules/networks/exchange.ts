import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import type { Practices } from '#modules/practices'
import type { JointActionFields, Member, MessageFields, Network } from './network.ts'
import { maySpeak } from './policy.ts'
import * as store from './store.ts'
import type { Telling } from './telling.ts'

type Needs = {
  db: Db
  clock: Clock
  organisations: Organisations
  telling: Telling
  plans: Plans
  practices: Practices
  opened(actor: Actor, networkId: string, tx?: Db): Promise<{ network: Network; members: Member[]; mine: Member[] }>
  audit(tx: Db, actor: Actor, verb: string, networkId: string, organisationId: string | null): Promise<unknown>
}

/** What boards of a network say to one another, and what they do together. */
export function createExchange({ db, clock, organisations, plans, practices, opened, audit, telling }: Needs) {
  const nameOf = async (organisationId: string) => (await organisations.nameOf(organisationId)) ?? ''

  /** The network, for who may speak there in the name of this board. */
  async function speaking(actor: Actor, networkId: string, organisationId: string, tx: Db = db): Promise<{ network: Network; members: Member[]; by: string }> {
    const { network, members, mine } = await opened(actor, networkId, tx)
    const speaks = mine.some((one) => one.organisationId === organisationId && maySpeak(actor.standing.get(organisationId)?.right))
    if (!speaks || !actor.person) throw notFound('Your board is not a member of this network, or you do not speak for it.')
    return { network, members, by: actor.person.id }
  }

  return {
    /** `id` comes with the form: sent twice, it is said once. */
    async say(actor: Actor, networkId: string, id: string, fields: MessageFields): Promise<{ status: 'said' | 'unknown-practice' }> {
      const { network, members, by } = await speaking(actor, networkId, fields.organisationId)
      const organisation = await nameOf(fields.organisationId)
      const own = fields.practiceId === null ? [] : await practices.publishedBy([fields.organisationId])
      if (fields.practiceId !== null && !own.some((practice) => practice.id === fields.practiceId)) return { status: 'unknown-practice' }
      await db.tx(async (tx) => {
        if (!(await store.insertMessage(tx, { id, networkId, by, at: clock.now() }, fields))) return
        await audit(tx, actor, fields.kind === 'ask' ? 'network.asked' : 'network.offered', networkId, fields.organisationId)
        const params = { network: network.name, organisation }
        await telling.others(tx, actor, members, fields.organisationId, {
          kind: fields.kind === 'ask' ? 'network-asked' : 'network-offered',
          params,
          about: `/netwerken/${networkId}`,
        })
      })
      return { status: 'said' }
    },

    /** An ask that is answered, an offer that holds no longer: by the board that said it. */
    async close(actor: Actor, networkId: string, id: string): Promise<void> {
      await db.tx(async (tx) => {
        await opened(actor, networkId, tx)
        const message = await store.messageById(tx, networkId, id)
        // Closed already, by a colleague or a double click.
        if (!message) return
        await speaking(actor, networkId, message.organisationId, tx)
        await store.closeMessage(tx, id, clock.now())
        await audit(tx, actor, 'network.closed', networkId, message.organisationId)
      })
    },

    async propose(actor: Actor, networkId: string, id: string, fields: JointActionFields): Promise<void> {
      const { network, members, by } = await speaking(actor, networkId, fields.organisationId)
      const organisation = await nameOf(fields.organisationId)
      await db.tx(async (tx) => {
        if (!(await store.insertJointAction(tx, { id, networkId, by, at: clock.now() }, fields))) return
        await audit(tx, actor, 'network.proposed', networkId, fields.organisationId)
        const params = { network: network.name, organisation, action: fields.title }
        await telling.others(tx, actor, members, fields.organisationId, { kind: 'network-action', params, about: `/netwerken/${networkId}` })
      })
    },

    /** Takes a joint action into the plan of one's own board. Asked twice, it is the same action. */
    async takePart(actor: Actor, networkId: string, jointActionId: string, organisationId: string): Promise<{ actionId: string }> {
      return db.tx(async (tx) => {
        const { network } = await speaking(actor, networkId, organisationId, tx)
        const joint = await store.lockJointAction(tx, networkId, jointActionId)
        if (!joint) throw notFound('There is no such joint action.')
        const known = await store.partOf(tx, jointActionId, organisationId)
        if (known) return known
        const why = [joint.why, network.name].filter((text) => text !== '').join('\n\n')
        const { id: actionId } = await plans.createFrom(tx, actor, { ...joint, organisationId, why, origin: { kind: 'network', jointActionId } })
        await store.insertPart(tx, { jointActionId, organisationId, actionId }, clock.now())
        await audit(tx, actor, 'network.took-part', networkId, organisationId)
        return { actionId }
      })
    },
  }
}
