import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { Lang } from '#platform/i18n'
import type { Mail } from '#platform/mail'
import type { Person } from '#platform/rights'
import { hashOf, looksLikeKey, newId, newKey } from '#platform/secret'
import type { People } from '#modules/people'
import { standingFrom } from '../membership.ts'
import { insertMembership, membersOf, reachOf, waitForTurn } from '../memberships/store.ts'
import type { Organisation } from '../organisation.ts'
import { mayHold, mayInvite, mayWithdraw } from '../policy.ts'
import { childrenOf, organisationById, organisationsById } from '../store.ts'
import { AGAIN_AFTER, hasExpired, OPEN_AT_MOST, VALID_FOR, type Invitation, type InvitationForm } from './invitation.ts'
import { invitationLetter } from './letter.ts'
import * as store from './store.ts'

export type Inviting =
  | { status: 'sent'; sent: number; skipped: number }
  | { status: 'nobody-new' }
  | { status: 'function-cannot-hold' }
  | { status: 'too-many-open' }
  | { status: 'unknown-place' }

/** What a link from a letter leads to. Only `open` can be accepted; the rest says kindly why not. */
export type Looked =
  | { status: 'open' | 'sign-in'; invitation: Invitation; organisation: Organisation; places: Organisation[]; invitedBy: string }
  | { status: 'other-account'; organisation: Organisation; email: string }
  | { status: 'member-already' | 'used-by-you'; organisation: Organisation; place: Organisation }
  | { status: 'used' | 'expired' | 'withdrawn'; organisation: Organisation }
  | { status: 'gone' }

export type Accepting = { status: 'accepted'; place: Organisation } | Exclude<Looked, { status: 'open' | 'sign-in' }>

type Needs = { db: Db; clock: Clock; mail: Mail; people: People; publicUrl: string }

export function createInvitations({ db, clock, mail, people, publicUrl }: Needs) {
  const audit = (tx: Db, actor: Actor, verb: string, { id, organisationId }: Pick<Invitation, 'id' | 'organisationId'>) =>
    tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject: id, organisationId }))

  /** The organisation, for someone who may invite a reader at least. */
  const opened = async (actor: Actor, id: string): Promise<{ person: Person; organisation: Organisation }> => {
    const organisation = mayInvite(actor.standing.get(id), 'reader') ? await organisationById(db, id) : undefined
    if (!organisation || !actor.person) throw notFound('There is no such organisation, or you may not invite people there.')
    return { person: actor.person, organisation }
  }

  const letterFor = (invitation: Invitation, key: string, places: readonly Organisation[], by: Person, lang: Lang) =>
    invitationLetter({ invitation, places, invitedBy: by.name || by.email, link: `${publicUrl}/uitnodiging/${key}` }, lang)

  async function look(key: string, person: Person | undefined): Promise<Looked> {
    const invitation = looksLikeKey(key) ? await store.invitationByHash(db, hashOf(key)) : undefined
    if (!invitation) throw notFound('There is no such invitation.')
    const asked = await organisationsById(db, [invitation.organisationId, ...invitation.placeIds])
    const organisation = asked.find((one) => one.id === invitation.organisationId)
    const alive = asked.filter((one) => invitation.placeIds.includes(one.id) && one.goneAt === null && one.mergedInto === null)
    const [first] = alive
    if (!organisation || !first) return { status: 'gone' }
    if (invitation.acceptedAt) return invitation.acceptedBy === person?.id ? { status: 'used-by-you', organisation, place: first } : { status: 'used', organisation }
    // An invitation reaches as far as who sent it still reaches: it ends with their right, and with a school that went to another board.
    const reach = standingFrom(await reachOf(db, invitation.invitedBy))
    const places = alive.filter((one) => mayInvite(reach.get(one.id), invitation.right))
    if (invitation.withdrawnAt || places.length === 0) return { status: 'withdrawn', organisation }
    if (hasExpired(invitation, clock.now())) return { status: 'expired', organisation }
    const invitedBy = (await people.byIds([invitation.invitedBy])).get(invitation.invitedBy)?.name ?? ''
    if (!person) return { status: 'sign-in', invitation, organisation, places, invitedBy }
    if (person.email.toLowerCase() !== invitation.email) return { status: 'other-account', organisation, email: person.email }
    const held = new Set((await membersOf(db, invitation.placeIds)).filter((member) => member.personId === person.id).map((member) => member.organisationId))
    if (places.every((place) => held.has(place.id))) return { status: 'member-already', organisation, place: places[0] ?? first }
    return { status: 'open', invitation, organisation, places, invitedBy }
  }

  return {
    /** For a form: the organisation and the schools one may invite for as well. */
    async placesToInvite(actor: Actor, id: string): Promise<{ organisation: Organisation; schools: Organisation[] }> {
      const { organisation } = await opened(actor, id)
      return { organisation, schools: organisation.kind === 'board' ? await childrenOf(db, id) : [] }
    },

    async openInvitations(actor: Actor, id: string): Promise<Invitation[]> {
      await opened(actor, id)
      return store.openInvitations(db, id)
    },

    /** Sends a letter to each address that is new here. Without places it is for the organisation itself. */
    async invite(actor: Actor, id: string, form: InvitationForm, lang: Lang): Promise<Inviting> {
      const { person, organisation } = await opened(actor, id)
      const { addresses, functions, right } = form
      if (!mayInvite(actor.standing.get(id), right)) throw notFound('You may not give this right here.')
      if (!mayHold(functions, right)) return { status: 'function-cannot-hold' }
      const schools = form.places.length === 0 ? [] : await childrenOf(db, id)
      const places = form.places.length === 0 ? [organisation] : [organisation, ...schools].filter((place) => form.places.includes(place.id))
      if (places.length === 0 || places.length < new Set(form.places).size) return { status: 'unknown-place' }
      const placeIds = places.map((place) => place.id)
      const members = await membersOf(db, placeIds)
      const accounts = await people.byIds(members.map((member) => member.personId))
      const held = new Set(members.map((member) => `${accounts.get(member.personId)?.email} ${member.organisationId}`))
      const belongs = (email: string) => places.every((place) => held.has(`${email} ${place.id}`))
      return db.tx(async (tx) => {
        await waitForTurn(tx, id) // pressed twice: the second sees what the first has sent
        const now = clock.now()
        const open = await store.openInvitations(tx, id)
        const waits = (email: string) => open.some((one) => one.email === email && !hasExpired(one, now) && places.every((place) => one.placeIds.includes(place.id)))
        const fresh = addresses.filter((email) => !belongs(email) && !waits(email))
        if (fresh.length === 0) return { status: 'nobody-new' }
        if (open.length + fresh.length > OPEN_AT_MOST) return { status: 'too-many-open' }
        const letters = fresh.map((email) => {
          const key = newKey()
          const invitation: Invitation = {
            id: newId(),
            organisationId: id,
            placeIds,
            email,
            functions,
            right,
            invitedBy: person.id,
            sentAt: now,
            expiresAt: new Date(now.getTime() + VALID_FOR),
            acceptedAt: null,
            acceptedBy: null,
            withdrawnAt: null,
          }
          return { invitation, key }
        })
        await store.insertInvitations(
          tx,
          letters.map(({ invitation, key }) => ({ ...invitation, hash: hashOf(key) })),
        )
        for (const { invitation, key } of letters) {
          await mail.queue(tx, letterFor(invitation, key, places, person, lang))
          await audit(tx, actor, 'invitation.sent', invitation)
        }
        return { status: 'sent', sent: fresh.length, skipped: addresses.length - fresh.length }
      })
    },

    /** A new link and fourteen new days. `just-sent`: it went out less than an hour ago. */
    async sendAgain(actor: Actor, id: string, invitationId: string, lang: Lang): Promise<{ status: 'sent' | 'just-sent' }> {
      const { person } = await opened(actor, id)
      return db.tx(async (tx) => {
        const invitation = await store.invitationById(tx, id, invitationId)
        if (!invitation || !mayWithdraw(actor.standing.get(id), invitation.right)) throw notFound('There is no such invitation.')
        const now = clock.now()
        if (now.getTime() - invitation.sentAt.getTime() < AGAIN_AFTER) return { status: 'just-sent' }
        const key = newKey()
        const renewed = { sentAt: now, expiresAt: new Date(now.getTime() + VALID_FOR), invitedBy: person.id }
        if (!(await store.renewInvitation(tx, invitation, { ...renewed, hash: hashOf(key) }))) throw notFound('This invitation is not open any more.')
        const places = await organisationsById(tx, invitation.placeIds)
        await mail.queue(tx, letterFor({ ...invitation, ...renewed }, key, places, person, lang))
        await audit(tx, actor, 'invitation.sent', invitation)
        return { status: 'sent' }
      })
    },

    /** Harmless when done twice, or when it was accepted just before: then the person is on the list of people. */
    async withdraw(actor: Actor, id: string, invitationId: string): Promise<void> {
      await opened(actor, id)
      await db.tx(async (tx) => {
        const invitation = await store.invitationById(tx, id, invitationId)
        if (!invitation || !mayWithdraw(actor.standing.get(id), invitation.right)) throw notFound('There is no such invitation.')
        if (await store.withdrawInvitation(tx, invitation.id, clock.now())) await audit(tx, actor, 'invitation.withdrawn', invitation)
      })
    },

    look: (key: string, person: Person | undefined) => look(key, person),

    /** Lets the person in whose address it was sent to. @throws {Refusal} not-found for a key that never was. */
    async accept(actor: Actor, person: Person, key: string): Promise<Accepting> {
      const looked = await look(key, person)
      if (!isOpen(looked)) return looked
      const { invitation, organisation, places } = looked
      const taken = await db.tx(async (tx) => {
        if (!(await store.takeInvitation(tx, invitation.id, person.id, clock.now()))) return false
        for (const place of places) {
          const membership = { id: newId(), personId: person.id, organisationId: place.id, functions: invitation.functions, right: invitation.right, since: clock.now() }
          if (await insertMembership(tx, { ...membership, grantedBy: invitation.invitedBy }))
            await tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb: 'membership.began', subject: membership.id, organisationId: place.id }))
        }
        await audit(tx, actor, 'invitation.accepted', invitation)
        return true
      })
      if (taken) return { status: 'accepted', place: places[0] ?? organisation }
      // Withdrawn, or accepted in another window, since we looked.
      const now = await look(key, person)
      return isOpen(now) ? { status: 'expired', organisation } : now
    },
  }
}

const isOpen = (looked: Looked): looked is Extract<Looked, { invitation: Invitation }> => 'invitation' in looked

export type Invitations = ReturnType<typeof createInvitations>
