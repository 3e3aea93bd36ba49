import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Right } from '#platform/rights'
import { derivedKey } from '#platform/secret'
import type { Assessments, Wishes } from '#modules/assessments'
import type { Instruments, Level } from '#modules/instruments'
import type { Notifications } from '#modules/notifications'
import type { Organisation, Organisations } from '#modules/organisations'
import type { Plans } from '#modules/plans'
import type { Practices } from '#modules/practices'
import { commonLevels, commonWishes, type CommonLevels, type CommonWish, type Said } from './common.ts'
import { invitationsOf, type Invited } from './coordination-store.ts'
import { createCoordination } from './coordination.ts'
import { createExchange } from './exchange.ts'
import type { JointAction, Kind, Member, Message, Network, NetworkFields, Part } from './network.ts'
import { mayCoordinate, mayDecide, maySee, maySpeak } from './policy.ts'
import { sharedWishes } from './shared-wish.ts'
import * as store from './store.ts'
import { createTelling } from './telling.ts'

export type Place = { id: string; name: string; kind: Organisation['kind']; right: Right }
type SharedPlan = Awaited<ReturnType<Plans['sharedPlan']>>
/** What one board shows to the others. */
export type Shown = { said: Said[]; plan: SharedPlan }
export type NetworkView = {
  network: Network
  members: (Member & { name: string })[]
  names: ReadonlyMap<string, string>
  wishes: CommonWish[]
  levels: CommonLevels[]
  messages: Message[]
  jointActions: (JointAction & { parts: Part[] })[]
  /** The member boards that this person speaks for, and of those where they coordinate. */
  speaksFor: string[]
  belongsTo: string[]
  coordinates: boolean
}
export type OwnView = { place: Place; network: Network; member: Member; shown: Shown; mayDecide: boolean }

export type Needs = {
  db: Db
  clock: Clock
  secret: string
  instruments: Instruments
  organisations: Organisations
  assessments: Assessments & Wishes
  plans: Plans
  practices: Practices
  notifications: Notifications
}

const nothing = () => notFound('There is no such network, or your board is not a member of it.')

/** The verbs of networks. Each asks the policy; what the actor may not know of does not exist (404). */
export function createNetworks(needs: Needs) {
  const { db, clock, secret, instruments, organisations, assessments, plans, practices } = needs
  const audit = (tx: Db, actor: Actor, verb: string, networkId: string, organisationId: string | null) =>
    store.log(tx, { at: clock.now(), actor: actor.pseudonym, verb, subject: networkId, organisationId })
  const rightAt = (actor: Actor, organisationId: string) => actor.standing.get(organisationId)?.right
  const order = () => instruments.current.conditions.map(({ id }) => id)
  const keyOf = ({ id, linkNumber }: Network) => derivedKey(secret, `network/${id}/${linkNumber}`)

  const telling = createTelling(needs)
  const coordination = createCoordination({ db, clock, organisations, telling, audit })

  async function placeOf(actor: Actor, organisationId: string, allows: (right: Right | undefined) => boolean = maySee): Promise<Place> {
    const right = rightAt(actor, organisationId)
    const organisation = right && allows(right) ? await organisations.byId(organisationId) : undefined
    if (!organisation || !right) throw nothing()
    return { id: organisation.id, name: organisation.name, kind: organisation.kind, right }
  }

  /** A network with its members, for who belongs to one of them. */
  async function opened(actor: Actor, networkId: string, tx: Db = db): Promise<{ network: Network; members: Member[]; mine: Member[] }> {
    const network = await store.networkById(tx, networkId)
    const members = network ? await store.membersOf(tx, networkId) : []
    const mine = members.filter(({ organisationId }) => maySee(rightAt(actor, organisationId)))
    if (!network || mine.length === 0) throw nothing()
    return { network, members, mine }
  }
  async function membership(actor: Actor, organisationId: string, networkId: string, allows: (right: Right | undefined) => boolean = maySee) {
    const place = await placeOf(actor, organisationId, allows)
    const { network, members } = await opened(actor, networkId)
    const member = members.find((one) => one.organisationId === organisationId)
    if (!member) throw nothing()
    return { place, network, member }
  }

  const sharing = (members: readonly Member[], kind: Kind) => new Set(members.filter(({ shared }) => shared[kind] !== null).map(({ organisationId }) => organisationId))

  /** What these boards say in their newest finished rounds, as far as each shares it. */
  async function saidBy(members: readonly Member[], tx: Db = db): Promise<Said[]> {
    const [levels, wishes] = [sharing(members, 'levels'), sharing(members, 'wishes')]
    const ids = [...new Set([...levels, ...wishes])]
    if (ids.length === 0) return []
    return (await assessments.latestFinished(ids, tx)).map((said) => ({
      ...said,
      level: levels.has(said.organisationId) ? said.level : null,
      wish: said.wish && wishes.has(said.organisationId),
    }))
  }

  const shownBy = async (member: Member): Promise<Shown> => {
    const [said, plan] = await Promise.all([saidBy([member]), member.shared.plan ? plans.sharedPlan(member.organisationId) : []])
    return { said, plan }
  }

  async function setShared(actor: Actor, organisationId: string, networkId: string, chosen: readonly Kind[]): Promise<void> {
    await membership(actor, organisationId, networkId, mayDecide)
    await db.tx(async (tx) => {
      await store.share(tx, networkId, organisationId, chosen, clock.now())
      await audit(tx, actor, chosen.length === 0 ? 'network.stopped-sharing' : 'network.shared', networkId, organisationId)
    })
  }

  const verbs = {
    ...createExchange({ ...needs, opened, audit, telling }),
    ...coordination,
    isCondition: (id: string) => instruments.current.condition(id) !== undefined,
    conditions: () => instruments.current.conditions.map(({ id, title }) => ({ id, title })),
    titleOf: (conditionId: string) => instruments.current.condition(conditionId)?.title,
    levelName: (level: Level) => instruments.current.levelName(level),

    /** The networks of one organisation, for who belongs to it. */
    async list(actor: Actor, organisationId: string): Promise<{ place: Place; networks: { network: Network; member: Member }[]; invited: Invited[]; mayDecide: boolean }> {
      const place = await placeOf(actor, organisationId)
      const decides = place.kind === 'board' && mayDecide(place.right)
      return { place, networks: await store.networksOf(db, organisationId), invited: decides ? await invitationsOf(db, organisationId) : [], mayDecide: decides }
    },

    /** For the form of a new network: an owner of a board. */
    async newNetwork(actor: Actor, organisationId: string): Promise<Place> {
      const place = await placeOf(actor, organisationId, mayDecide)
      if (place.kind !== 'board') throw nothing()
      return place
    },

    /** `id` comes with the form, so that the same form sent twice makes one network. The board that makes it coordinates. */
    async create(actor: Actor, organisationId: string, id: string, fields: NetworkFields): Promise<{ id: string }> {
      const place = await placeOf(actor, organisationId, mayDecide)
      const { person } = actor
      if (place.kind !== 'board' || !person) throw nothing()
      await db.tx(async (tx) => {
        if (!(await store.insertNetwork(tx, { id, by: person.id, at: clock.now() }, fields))) return
        await store.join(tx, id, organisationId, true, clock.now())
        await audit(tx, actor, 'network.made', id, organisationId)
      })
      await opened(actor, id)
      return { id }
    },

    /** What a link leads to, with the boards this person may let join; undefined for a link that is worthless. */
    async invited(actor: Actor, networkId: string, key: string): Promise<{ network: Network; boards: { id: string; name: string; member: boolean }[] } | undefined> {
      const network = await store.networkById(db, networkId)
      if (!network || keyOf(network) !== key) return undefined
      const members = await store.membersOf(db, networkId)
      const owned = [...actor.standing].filter(([, { right }]) => mayDecide(right)).map(([id]) => id)
      const found = await Promise.all(owned.slice(0, 200).map((id) => organisations.byId(id)))
      const boards = found.flatMap((one) => (one?.kind === 'board' ? [{ id: one.id, name: one.name, member: members.some((member) => member.organisationId === one.id) }] : []))
      return { network, boards }
    },

    /** Shares nothing by itself. */
    async join(actor: Actor, networkId: string, key: string, organisationId: string): Promise<void> {
      const place = await placeOf(actor, organisationId, mayDecide)
      await coordination.joinByLink(actor, networkId, place, (network) => keyOf(network) === key && place.kind === 'board')
    },

    async leave(actor: Actor, organisationId: string, networkId: string): Promise<void> {
      await membership(actor, organisationId, networkId, mayDecide)
      await coordination.leaveNetwork(actor, networkId, organisationId)
    },

    /** How one board takes part, with exactly what the others see of it. */
    async own(actor: Actor, organisationId: string, networkId: string): Promise<OwnView> {
      const { place, network, member } = await membership(actor, organisationId, networkId)
      return { place, network, member, shown: await shownBy(member), mayDecide: mayDecide(place.right) }
    },

    /** What one member shows to the others; for who belongs to a member. */
    async memberOf(actor: Actor, networkId: string, organisationId: string): Promise<{ network: Network; member: Member; name: string; shown: Shown }> {
      const { network, members } = await opened(actor, networkId)
      const member = members.find((one) => one.organisationId === organisationId)
      if (!member) throw nothing()
      return { network, member, name: (await organisations.nameOf(organisationId)) ?? '', shown: await shownBy(member) }
    },

    share: setShared,
    stop: (actor: Actor, organisationId: string, networkId: string) => setShared(actor, organisationId, networkId, []),

    /** Makes the link before worthless. */
    async renewLink(actor: Actor, networkId: string): Promise<void> {
      const { mine } = await opened(actor, networkId)
      const coordinator = mine.find((one) => mayCoordinate(rightAt(actor, one.organisationId), one.coordinator))
      if (!coordinator) throw nothing()
      await db.tx(async (tx) => {
        await store.renewLink(tx, networkId)
        await audit(tx, actor, 'network.link-renewed', networkId, coordinator.organisationId)
      })
    },
    /** The path of the link that invites, for who coordinates. */
    async linkOf(actor: Actor, networkId: string): Promise<string | undefined> {
      const { network, mine } = await opened(actor, networkId)
      return mine.some((one) => mayCoordinate(rightAt(actor, one.organisationId), one.coordinator)) ? `/netwerken/${network.id}/meedoen/${keyOf(network)}` : undefined
    },

    /** The published practices of the boards this person speaks for here: what an offer may point to. */
    async practicesOf(actor: Actor, networkId: string): Promise<{ id: string; title: string }[]> {
      const { mine } = await opened(actor, networkId)
      return practices.publishedBy(mine.filter(({ organisationId }) => maySpeak(rightAt(actor, organisationId))).map(({ organisationId }) => organisationId))
    },

    /** What the network sees; for who belongs to a member. */
    async view(actor: Actor, networkId: string): Promise<NetworkView> {
      const { network, members, mine } = await opened(actor, networkId)
      const [said, messages, jointActions, parts] = await Promise.all([
        saidBy(members),
        store.messagesOf(db, networkId),
        store.jointActionsOf(db, networkId),
        store.partsOf(db, networkId),
      ])
      const names = await organisations.namesOf([...new Set([...members, ...jointActions].map(({ organisationId }) => organisationId))])
      return {
        network,
        members: members.map((one) => ({ ...one, name: names.get(one.organisationId) ?? '' })).toSorted((one, other) => one.name.localeCompare(other.name, 'nl')),
        names,
        wishes: commonWishes(said, sharing(members, 'wishes'), order()),
        levels: commonLevels(said, sharing(members, 'levels'), order()),
        messages,
        jointActions: jointActions.map((action) => ({ ...action, parts: parts.filter(({ jointActionId }) => jointActionId === action.id) })),
        speaksFor: mine.filter(({ organisationId }) => maySpeak(rightAt(actor, organisationId))).map(({ organisationId }) => organisationId),
        belongsTo: mine.map(({ organisationId }) => organisationId),
        coordinates: mine.some((one) => mayCoordinate(rightAt(actor, one.organisationId), one.coordinator)),
      }
    },
  }

  return { verbs, jobs: [sharedWishes({ instruments, saidBy, telling })] }
}

export type Networks = ReturnType<typeof createNetworks>['verbs']
