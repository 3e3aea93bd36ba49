import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { PersonFunction, Right, Standing } from '#platform/rights'
import type { Notifications } from '#modules/notifications'
import type { People } from '#modules/people'
import { withdrawInvitationsBy } from '../invitations/store.ts'
import type { Membership } from '../membership.ts'
import type { Organisation } from '../organisation.ts'
import { mayChange, mayHold, mayRemove, maySeeAddresses, maySeePeople, staysOwned } from '../policy.ts'
import { organisationById, organisationsById } from '../store.ts'
import * as store from './store.ts'

/** `email` only for who may see it. `via`: through the board, where it is changed. */
export type Member = Membership & { name: string; email: string | undefined; self: boolean }
export type PeopleView = { organisation: Organisation; at: Standing; members: Member[]; board: Organisation | undefined; viaBoard: Member[] }
export type Changing = { status: 'changed' | 'last-owner' | 'function-cannot-hold' }

/** In the same words where there is nobody, so that the words do not tell. */
const nobody = () => notFound('There is no such person here, or they are not yours to change.')

export function createMemberships({ db, clock, people, notifications }: { db: Db; clock: Clock; people: People; notifications: Notifications }) {
  const opened = async (actor: Actor, id: string): Promise<{ organisation: Organisation; at: Standing }> => {
    const at = actor.standing.get(id)
    const organisation = maySeePeople(at) ? await organisationById(db, id) : undefined
    if (!organisation || !at) throw notFound('There is no such organisation, or you do not belong there.')
    return { organisation, at }
  }
  const withNames = async (actor: Actor, at: Standing, memberships: readonly Membership[]): Promise<Member[]> => {
    const accounts = await people.byIds(memberships.map((one) => one.personId))
    return memberships.flatMap((one) => {
      const account = accounts.get(one.personId)
      const self = one.personId === actor.person?.id
      return account ? [{ ...one, name: account.name || (maySeeAddresses(at) ? account.email : ''), email: maySeeAddresses(at) || self ? account.email : undefined, self }] : []
    })
  }
  const found = async (actor: Actor, id: string, membershipId: string): Promise<{ organisation: Organisation; at: Standing; member: Member }> => {
    const { organisation, at } = await opened(actor, id)
    const membership = await store.membershipById(db, id, membershipId)
    const [member] = membership ? await withNames(actor, at, [membership]) : []
    if (!member) throw nobody()
    return { organisation, at, member }
  }
  const audit = (tx: Db, actor: Actor, verb: string, { id, organisationId }: Membership) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject: id, organisationId }))

  return {
    /** The organisations one belongs to, boards first. */
    async mine(actor: Actor): Promise<{ organisation: Organisation; right: Right; functions: readonly PersonFunction[]; membershipId: string; since: Date }[]> {
      if (!actor.person) return []
      const own = (await store.membershipsOfPerson(db, actor.person.id)).filter((one) => one.endedAt === null)
      const organisations = await organisationsById(
        db,
        own.map((one) => one.organisationId),
      )
      return organisations.flatMap((organisation) =>
        own
          .filter((one) => one.organisationId === organisation.id)
          .map((one) => ({ organisation, right: actor.standing.get(organisation.id)?.right ?? one.right, functions: one.functions, membershipId: one.id, since: one.since })),
      )
    },

    /** The people of an organisation, and those who have a right there through its board. */
    async peopleOf(actor: Actor, id: string): Promise<PeopleView> {
      const { organisation, at } = await opened(actor, id)
      const all = await withNames(actor, at, await store.membersOf(db, [id, ...(organisation.parentId ? [organisation.parentId] : [])]))
      const byName = (one: Member, other: Member) => one.name.localeCompare(other.name, 'nl')
      return {
        organisation,
        at,
        members: all.filter((one) => one.organisationId === id).toSorted(byName),
        board: organisation.parentId ? await organisationById(db, organisation.parentId) : undefined,
        viaBoard: all.filter((one) => one.organisationId !== id).toSorted(byName),
      }
    },

    /** One person, for whoever may change or remove them: an owner, or the person themselves. */
    async member(actor: Actor, id: string, membershipId: string): Promise<{ organisation: Organisation; at: Standing; member: Member }> {
      const view = await found(actor, id, membershipId)
      if (!mayRemove(view.at, view.member.self)) throw nobody()
      return view
    },

    async change(actor: Actor, id: string, membershipId: string, to: { functions: readonly PersonFunction[]; right: Right }): Promise<Changing> {
      const { organisation, at, member } = await found(actor, id, membershipId)
      if (!mayChange(at)) throw nobody()
      if (!mayHold(to.functions, to.right)) return { status: 'function-cannot-hold' }
      return db.tx(async (tx) => {
        await store.waitForTurn(tx, id)
        if (to.right !== 'owner' && !(await staysOwnedWithout(tx, member))) return { status: 'last-owner' }
        await store.changeMembership(tx, membershipId, to)
        if (!member.self && to.right !== member.right)
          await notifications.notify(tx, {
            kind: 'access-changed',
            params: { organisation: organisation.name, by: actor.person?.name || (actor.person?.email ?? '') },
            about: `/organisaties/${id}/mensen`,
            personIds: [member.personId],
          })
        await audit(tx, actor, 'membership.changed', member)
        return { status: 'changed' }
      })
    },

    /** Ends it at once, in every process: standing is read with each request. What the person did stays; what they sent and nobody accepted is withdrawn. */
    async remove(actor: Actor, id: string, membershipId: string): Promise<{ status: 'removed' | 'last-owner'; self: boolean }> {
      const { organisation, at, member } = await found(actor, id, membershipId)
      const { self } = member
      if (!mayRemove(at, self)) throw nobody()
      return db.tx(async (tx) => {
        await store.waitForTurn(tx, id)
        if (!(await staysOwnedWithout(tx, member))) return { status: 'last-owner', self }
        if (!(await store.endMembership(tx, membershipId, clock.now()))) return { status: 'removed', self }
        if (!self) await notifications.notify(tx, { kind: 'access-ended', params: { organisation: organisation.name }, about: '/organisaties', personIds: [member.personId] })
        await withdrawInvitationsBy(tx, member.personId, id, clock.now())
        await audit(tx, actor, self ? 'membership.left' : 'membership.removed', member)
        return { status: 'removed', self }
      })
    },
  }

  /** Read after `waitForTurn`, so that what is said here stays true until the end of the transaction. */
  async function staysOwnedWithout(tx: Db, { id, organisationId }: Membership): Promise<boolean> {
    const owners = await store.ownersOf(tx, organisationId)
    const isOwner = owners.some((owner) => owner.membershipId === id)
    return !isOwner || staysOwned(owners, id)
  }
}

export type Memberships = ReturnType<typeof createMemberships>
