import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Person, PersonFunction, Right } from '#platform/rights'
import { newId } from '#platform/secret'
import type { Notifications } from '#modules/notifications'
import type { Account, People } from '#modules/people'
import { insertMembership, ownersOf, waitForTurn } from '../memberships/store.ts'
import { isId, type Organisation } from '../organisation.ts'
import { mayDecide, mayHold, mayManage } from '../policy.ts'
import { wasRevokedAround } from '../revocations/store.ts'
import { organisationById, organisationsById } from '../store.ts'
import { NOT_AGAIN_WITHIN, OPEN_CLAIMS_AT_MOST, type Claim } from './claim.ts'
import { domainOfAddress, provesBelonging } from './mail-domain.ts'
import * as store from './store.ts'

export type JoinView = { organisation: Organisation; board: Organisation | undefined; state: 'first' | 'later' | 'already' | 'asked-owner' | 'asked-administrator' }
export type Claiming = { status: 'confirmed' | 'already' | 'asked-owner' | 'asked-administrator' | 'first-owner' | 'refused-recently' | 'too-many-claims' }
export type ClaimView = Claim & { organisation: Organisation; person: Account }
export type Deciding = { status: 'granted' | 'refused' | 'function-cannot-hold' }

type Needs = { db: Db; clock: Clock; people: People; notifications: Notifications }

export function createClaims({ db, clock, people, notifications }: Needs) {
  const audit = (tx: Db, actor: Actor, verb: string, subject: string, organisationId: string) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject, organisationId }))

  /** Boards and schools of the register can be joined; whoever made one by hand invites the others. */
  const joinable = async (id: string): Promise<Organisation> => {
    const organisation = isId(id) ? await organisationById(db, id) : undefined
    if (!organisation || organisation.origin !== 'register' || organisation.kind === 'location' || organisation.goneAt || organisation.mergedInto)
      throw notFound('There is no such organisation.')
    return organisation
  }

  const proves = async (email: string, organisation: Organisation): Promise<boolean> => {
    const domain = domainOfAddress(email)
    return domain !== undefined && provesBelonging(domain, organisation, await store.websitesWith(db, domain))
  }

  const manager = ({ person }: Actor): Person => {
    if (!person || !mayManage(person)) throw notFound('There is nothing here.')
    return person
  }
  const withNames = async (claims: readonly Claim[]): Promise<ClaimView[]> => {
    const organisations = new Map(
      (
        await organisationsById(
          db,
          claims.map((claim) => claim.organisationId),
        )
      ).map((one) => [one.id, one]),
    )
    const accounts = await people.byIds(claims.map((claim) => claim.personId))
    return claims.flatMap((claim) => {
      const organisation = organisations.get(claim.organisationId)
      const person = accounts.get(claim.personId)
      return organisation && person ? [{ ...claim, organisation, person }] : []
    })
  }

  const letIn = async (tx: Db, actor: Actor, claim: Pick<Claim, 'personId' | 'organisationId' | 'functions'>, right: Right, grantedBy: string | null): Promise<void> => {
    const membership = { ...claim, id: newId(), right, since: clock.now(), grantedBy }
    if (await insertMembership(tx, membership)) await audit(tx, actor, 'membership.began', membership.id, claim.organisationId)
  }

  /** `right` undefined: refused. */
  const decide = async (actor: Actor, by: Person, claim: ClaimView, right: Right | undefined): Promise<Deciding> => {
    if (right !== undefined && !mayHold(claim.functions, right)) return { status: 'function-cannot-hold' }
    return db.tx(async (tx) => {
      if (!(await store.decideClaim(tx, claim.id, { by: by.id, at: clock.now(), granted: right !== undefined }))) throw notFound('This request was decided already.')
      if (right !== undefined) await letIn(tx, actor, claim, right, by.id)
      const told = { personIds: claim.personId === by.id ? [] : [claim.personId] }
      const { name: organisation, id } = claim.organisation
      if (right === undefined) await notifications.notify(tx, { ...told, kind: 'access-refused', params: { organisation }, about: `/organisaties/${id}/aansluiten` })
      else await notifications.notify(tx, { ...told, kind: 'access-given', params: { organisation, by: by.name || by.email }, about: `/organisaties/${id}/mensen` })
      await audit(tx, actor, right === undefined ? 'claim.refused' : 'claim.granted', claim.id, claim.organisationId)
      return { status: right === undefined ? 'refused' : 'granted' }
    })
  }

  return {
    /** What joining this organisation would mean for this person. */
    async viewJoin(actor: Actor, id: string): Promise<JoinView> {
      const organisation = await joinable(id)
      const board = organisation.parentId ? await organisationById(db, organisation.parentId) : undefined
      if (actor.standing.has(id)) return { organisation, board, state: 'already' }
      const isOwned = (await ownersOf(db, id)).length > 0
      const asked = actor.person && (await store.openClaimOf(db, id, actor.person.id))
      return { organisation, board, state: asked ? (isOwned ? 'asked-owner' : 'asked-administrator') : isOwned ? 'later' : 'first' }
    },

    /**
     * The first person is let in as owner when their address belongs to the organisation's website, else an administrator looks. Where
     * someone is owner already, that owner decides, whatever the address.
     */
    async claim(actor: Actor, person: Person, id: string, functions: readonly PersonFunction[]): Promise<Claiming> {
      const organisation = await joinable(id)
      if (actor.standing.has(id)) return { status: 'already' }
      const proven = await proves(person.email, organisation)
      return db.tx(async (tx): Promise<Claiming> => {
        await waitForTurn(tx, id) // two first persons at one moment: the second meets the owner that the first has become
        const owners = await ownersOf(tx, id)
        if (owners.length === 0 && !mayHold(functions, 'owner')) return { status: 'first-owner' }
        // Where an owner turned out to be the wrong one, an address proves nothing by itself any more.
        if (owners.length === 0 && proven && !(await wasRevokedAround(tx, organisation))) {
          await letIn(tx, actor, { personId: person.id, organisationId: id, functions }, 'owner', null)
          await audit(tx, actor, 'claim.confirmed', person.id, id)
          return { status: 'confirmed' }
        }
        const before = await store.claimsBefore(tx, id, person.id, new Date(clock.now().getTime() - NOT_AGAIN_WITHIN))
        if (before.refused) return { status: 'refused-recently' }
        if (before.open >= OPEN_CLAIMS_AT_MOST) return { status: 'too-many-claims' }
        const claim: Claim = { id: newId(), organisationId: id, personId: person.id, functions, askedAt: clock.now() }
        if (await store.insertClaim(tx, claim)) {
          await audit(tx, actor, 'claim.asked', claim.id, id)
          const params = { organisation: organisation.name, by: person.name || person.email }
          await notifications.notify(tx, { kind: 'access-asked', params, about: `/organisaties/${id}/mensen`, personIds: owners.map((owner) => owner.personId) })
        }
        return { status: owners.length > 0 ? 'asked-owner' : 'asked-administrator' }
      })
    },

    /** Requests that this owner decides: of the organisation and of its schools. */
    async openClaims(actor: Actor, id: string): Promise<ClaimView[]> {
      return mayDecide(actor.standing.get(id)) ? withNames(await store.openClaimsAt(db, id)) : []
    },

    async decide(actor: Actor, claimId: string, right: Right | undefined): Promise<Deciding & { organisationId: string }> {
      const claim = await store.claimById(db, claimId)
      const [view] = claim && mayDecide(actor.standing.get(claim.organisationId)) ? await withNames([claim]) : []
      if (!view || !actor.person) throw notFound('There is no such request, or it is not yours to decide.')
      return { ...(await decide(actor, actor.person, view, right)), organisationId: view.organisationId }
    },

    /** Requests where nobody owns the organisation yet, each with what the register says of its website. */
    async claimsForAdministrator(actor: Actor): Promise<ClaimView[]> {
      manager(actor)
      return withNames(await store.openClaimsWithoutOwner(db))
    },

    async countForAdministrator(actor: Actor): Promise<number> {
      manager(actor)
      return (await store.openClaimsWithoutOwner(db)).length
    },

    /** The first person becomes owner, or is refused. */
    async decideFirst(actor: Actor, claimId: string, granted: boolean): Promise<Deciding> {
      const administrator = manager(actor)
      const [view] = await withNames((await store.openClaimsWithoutOwner(db)).filter((claim) => claim.id === claimId))
      if (!view) throw notFound('There is no such request, or an owner decides it by now.')
      return decide(actor, administrator, view, granted ? 'owner' : undefined)
    },
  }
}

export type Claims = ReturnType<typeof createClaims>
