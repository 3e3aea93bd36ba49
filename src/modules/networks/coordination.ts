import { DAY, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { requireAdministrator } from '#platform/signed-in'
import type { Organisation, Organisations } from '#modules/organisations'
import * as coordinating from './coordination-store.ts'
import type { Member, Network, NetworkFields } from './network.ts'
import { mayCoordinate, mayDecide } from './policy.ts'
import * as store from './store.ts'
import type { Telling } from './telling.ts'

export type Coordinated = { network: Network; members: (Member & { name: string })[] }
export type ChangingNetwork = { status: 'changed' } | { status: 'changed-meanwhile'; current: Network }
/** `no-owner`: nobody in Koers answers for that board, so nobody could coordinate. */
export type Appointing = { status: 'done' } | { status: 'unknown-board' | 'no-owner' }
/** The same whether or not anyone of that board is in Koers. */
export type AskingBoard = { status: 'asked' | 'member-already' }

/** Who said no is not asked again at once. */
const NOT_AGAIN_WITHIN = 90 * DAY

type Needs = {
  db: Db
  clock: Clock
  organisations: Organisations
  telling: Telling
  audit(tx: Db, actor: Actor, verb: string, networkId: string, organisationId: string | null): Promise<unknown>
}

const nothing = () => notFound('There is no such network, or you do not coordinate it.')

/** What the board that coordinates does with a network, and what an administrator of the installation does when it has none. */
export function createCoordination({ db, clock, organisations, telling, audit }: Needs) {
  /** For who coordinates at this moment: in a transaction nobody else changes members or coordinator until its end. */
  async function coordinated(actor: Actor, networkId: string, tx: Db = db): Promise<{ network: Network; members: Member[]; by: Member }> {
    if (tx !== db) await coordinating.lockNetwork(tx, networkId)
    const network = await store.networkById(tx, networkId)
    const members = network ? await store.membersOf(tx, networkId) : []
    const by = members.find((one) => mayCoordinate(actor.standing.get(one.organisationId)?.right, one.coordinator))
    if (!network || !by || !actor.person) throw nothing()
    return { network, members, by }
  }
  const about = (networkId: string) => `/netwerken/${networkId}`
  const named = async (organisationId: string) => (await organisations.nameOf(organisationId)) ?? ''

  /** A board by its number, or by its id when the register does not know it. */
  async function boardWith(code: string): Promise<Organisation | undefined> {
    const [found] = await organisations.search(code, { kinds: ['board'], limit: 1 })
    const board = found?.boardNumber === code ? found : await organisations.byId(code)
    return board?.kind === 'board' && board.goneAt === null && board.mergedInto === null ? board : undefined
  }

  async function tellCoordinator(tx: Db, actor: Actor, network: Pick<Network, 'id' | 'name'>, organisationId: string, organisation: string): Promise<void> {
    await telling.owners(tx, actor, [organisationId], { kind: 'network-coordinates', params: { network: network.name, organisation }, about: about(network.id) })
  }

  /** Lets a board in, that shares nothing by it; into an empty network as its coordinator. The network is locked. */
  async function admit(tx: Db, actor: Actor, network: Network, organisation: { id: string; name: string }): Promise<void> {
    const members = await store.membersOf(tx, network.id)
    await coordinating.endInvitation(tx, network.id, organisation.id)
    if (!(await store.join(tx, network.id, organisation.id, false, clock.now()))) return
    await audit(tx, actor, 'network.joined', network.id, organisation.id)
    if (members.length === 0) return coordinating.setCoordinator(tx, network.id, organisation.id)
    const coordinator = members.filter((one) => one.coordinator).map((one) => one.organisationId)
    await telling.owners(tx, actor, coordinator, { kind: 'network-joined', params: { network: network.name, organisation: organisation.name }, about: about(network.id) })
  }

  return {
    /** By the link that invites; `holds` says whether the link of this network still does. @throws {Refusal} not-found when it does not. */
    async joinByLink(actor: Actor, networkId: string, organisation: { id: string; name: string }, holds: (network: Network) => boolean): Promise<void> {
      await db.tx(async (tx) => {
        await coordinating.lockNetwork(tx, networkId)
        const network = await store.networkById(tx, networkId)
        if (!network || !holds(network)) throw nothing()
        await admit(tx, actor, network, organisation)
      })
    },

    /** What one board shares is gone for the others at once. Who coordinates from then on is told. */
    async leaveNetwork(actor: Actor, networkId: string, organisationId: string): Promise<void> {
      await db.tx(async (tx) => {
        await coordinating.lockNetwork(tx, networkId)
        const network = await store.networkById(tx, networkId)
        const coordinatorOf = async () => (await store.membersOf(tx, networkId)).find((one) => one.coordinator)?.organisationId
        const before = await coordinatorOf()
        if (!network || !(await store.leave(tx, networkId, organisationId, clock.now()))) return
        await audit(tx, actor, 'network.left', networkId, organisationId)
        const after = await coordinatorOf()
        if (after !== undefined && after !== before) await tellCoordinator(tx, actor, network, after, (await organisations.byId(after, tx))?.name ?? '')
      })
    },

    /** For the pages of who coordinates. */
    async coordinated(actor: Actor, networkId: string): Promise<Coordinated> {
      const { network, members } = await coordinated(actor, networkId)
      const names = await organisations.namesOf(members.map(({ organisationId }) => organisationId))
      return { network, members: members.map((one) => ({ ...one, name: names.get(one.organisationId) ?? '' })).toSorted((one, other) => one.name.localeCompare(other.name, 'nl')) }
    },

    /** Name, purpose and contact. `version` is that of the page: of two who change them at once, the second sees what the first made of it. */
    async changeNetwork(actor: Actor, networkId: string, version: number, fields: NetworkFields): Promise<ChangingNetwork> {
      return db.tx(async (tx) => {
        const { network: current, by } = await coordinated(actor, networkId, tx)
        if (!(await coordinating.changeNetwork(tx, { id: networkId, version }, fields))) return { status: 'changed-meanwhile', current }
        await audit(tx, actor, 'network.changed', networkId, by.organisationId)
        return { status: 'changed' }
      })
    },

    /** It sees and shows nothing any more from this moment, and the link it may have kept is worthless. Done twice it is done; oneself one leaves. */
    async removeBoard(actor: Actor, networkId: string, organisationId: string): Promise<void> {
      const organisation = await named(organisationId)
      await db.tx(async (tx) => {
        const { network, by } = await coordinated(actor, networkId, tx)
        if (organisationId === by.organisationId) throw nothing()
        if (!(await store.leave(tx, networkId, organisationId, clock.now()))) return
        await store.renewLink(tx, networkId)
        for (const of of [by.organisationId, organisationId]) await audit(tx, actor, 'network.board-removed', networkId, of)
        await telling.owners(tx, actor, [organisationId], {
          kind: 'network-removed',
          params: { network: network.name, organisation },
          about: `/organisaties/${organisationId}/netwerken`,
        })
      })
    },

    /** To another member; from then on only that board coordinates. */
    async handOver(actor: Actor, networkId: string, organisationId: string): Promise<void> {
      const organisation = await named(organisationId)
      await db.tx(async (tx) => {
        const { network, members, by } = await coordinated(actor, networkId, tx)
        if (organisationId === by.organisationId || !members.some((one) => one.organisationId === organisationId)) throw nothing()
        await coordinating.setCoordinator(tx, networkId, organisationId)
        for (const of of [by.organisationId, organisationId]) await audit(tx, actor, 'network.handed-over', networkId, of)
        await tellCoordinator(tx, actor, network, organisationId, organisation)
      })
    },

    /** Boards to ask, as one types them. */
    async boardsToAsk(
      actor: Actor,
      networkId: string,
      words: string,
    ): Promise<{ network: Network; boards: { id: string; name: string; place: string | null; member: boolean }[] }> {
      const { network, members } = await coordinated(actor, networkId)
      const found = words === '' ? [] : await organisations.search(words, { kinds: ['board'], limit: 20 })
      return { network, boards: found.map(({ id, name, place }) => ({ id, name, place, member: members.some((one) => one.organisationId === id) })) }
    },

    /** Its owners are told, once; who declined lately is left alone. */
    async askBoard(actor: Actor, networkId: string, organisationId: string): Promise<AskingBoard> {
      // Before anything is looked up: who does not coordinate costs as much where there is a network as where there is none.
      await coordinated(actor, networkId)
      const board = await boardWith(organisationId)
      if (!board || board.origin === 'visitor') throw nothing()
      return db.tx(async (tx) => {
        const { network, members, by } = await coordinated(actor, networkId, tx)
        if (members.some((one) => one.organisationId === board.id)) return { status: 'member-already' }
        const at = clock.now()
        if (!(await coordinating.invite(tx, networkId, board.id, { at, since: new Date(at.getTime() - NOT_AGAIN_WITHIN) }))) return { status: 'asked' }
        await audit(tx, actor, 'network.board-asked', networkId, by.organisationId)
        const params = { network: network.name, organisation: board.name }
        await telling.owners(tx, actor, [board.id], { kind: 'network-invited', params, about: `/organisaties/${board.id}/netwerken` })
        return { status: 'asked' }
      })
    },

    /** What an owner of a board answers to a network that asked it. Joining shares nothing by itself. */
    async answerInvitation(actor: Actor, organisationId: string, networkId: string, joins: boolean): Promise<void> {
      if (!mayDecide(actor.standing.get(organisationId)?.right)) throw nothing()
      const organisation = await named(organisationId)
      await db.tx(async (tx) => {
        await coordinating.lockNetwork(tx, networkId)
        const network = await store.networkById(tx, networkId)
        if (!network || !(await coordinating.openInvitation(tx, networkId, organisationId))) throw nothing()
        if (!joins) {
          await coordinating.declineInvitation(tx, networkId, organisationId, clock.now())
          return void (await audit(tx, actor, 'network.declined', networkId, organisationId))
        }
        await admit(tx, actor, network, { id: organisationId, name: organisation })
      })
    },

    /** For administrators: which networks there are, not what is in them. */
    async overseen(actor: Actor): Promise<(coordinating.Overseen & { coordinator: string | null })[]> {
      requireAdministrator(actor)
      const all = await coordinating.allNetworks(db)
      const names = await organisations.namesOf(all.flatMap(({ coordinatorId }) => coordinatorId ?? []))
      return all.map((one) => ({ ...one, coordinator: one.coordinatorId === null ? null : (names.get(one.coordinatorId) ?? null) }))
    },

    /** `id` comes with the form: sent twice it is one network. The board becomes a member that shares nothing, and its owners are told. */
    async begin(actor: Actor, id: string, fields: NetworkFields, code: string): Promise<Appointing> {
      const { id: by } = requireAdministrator(actor)
      const board = await boardWith(code)
      if (!board) return { status: 'unknown-board' }
      if ((await organisations.owners(board.id)).length === 0) return { status: 'no-owner' }
      await db.tx(async (tx) => {
        if (!(await store.insertNetwork(tx, { id, by, at: clock.now() }, fields))) return
        await store.join(tx, id, board.id, true, clock.now())
        await audit(tx, actor, 'network.made', id, board.id)
        await tellCoordinator(tx, actor, { id, name: fields.name }, board.id, board.name)
      })
      return { status: 'done' }
    },

    /** Another coordinator, for a network whose own cannot be reached. */
    async appoint(actor: Actor, networkId: string, code: string): Promise<Appointing> {
      requireAdministrator(actor)
      const board = await boardWith(code)
      if (!board) return { status: 'unknown-board' }
      if ((await organisations.owners(board.id)).length === 0) return { status: 'no-owner' }
      await db.tx(async (tx) => {
        await coordinating.lockNetwork(tx, networkId)
        const network = await store.networkById(tx, networkId)
        if (!network) throw nothing()
        if ((await store.membersOf(tx, networkId)).some((one) => one.organisationId === board.id && one.coordinator)) return
        await store.join(tx, networkId, board.id, false, clock.now())
        await coordinating.endInvitation(tx, networkId, board.id)
        await coordinating.setCoordinator(tx, networkId, board.id)
        await audit(tx, actor, 'network.coordinator-appointed', networkId, board.id)
        await tellCoordinator(tx, actor, network, board.id, board.name)
      })
      return { status: 'done' }
    },
  }
}
