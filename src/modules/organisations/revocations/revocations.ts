import { z } from 'zod'
import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { requireAdministrator } from '#platform/signed-in'
import { shortText } from '#platform/text-input'
import type { Notifications } from '#modules/notifications'
import type { Account, People } from '#modules/people'
import { withdrawInvitationsBy } from '../invitations/store.ts'
import { endMembership, waitForTurn } from '../memberships/store.ts'
import { isId } from '../organisation.ts'
import { organisationByCode } from '../store.ts'
import * as store from './store.ts'

const REASON_LIMIT = 300
/** `whole`: also whoever they let in. */
export const revocationForm = z.object({ reason: shortText(REASON_LIMIT).refine((typed) => typed !== '', 'reason'), whole: z.literal('yes').optional() })

export type OwnerView = store.Owner & { person: Account; letInBy: string | undefined }
export type RevocationView = OwnerView & { letIn: { name: string; organisation: string }[] }

/**
 * What an administrator does when someone turns out to be owner who should not be: an address may be that of a shared domain, or of someone
 * who left. The rule that an organisation keeps an owner does not hold here; who comes next is looked at by an administrator.
 */
export function createRevocations({ db, clock, people, notifications }: { db: Db; clock: Clock; people: People; notifications: Notifications }) {
  const nameOf = (account: Account | undefined) => account && (account.name || account.email)
  const named = async (owners: readonly store.Owner[]): Promise<OwnerView[]> => {
    const accounts = await people.byIds(owners.flatMap(({ personId, grantedBy }) => (grantedBy === null ? [personId] : [personId, grantedBy])))
    return owners.flatMap((one) => {
      const person = accounts.get(one.personId)
      return person ? [{ ...one, person, letInBy: one.grantedBy === null ? undefined : nameOf(accounts.get(one.grantedBy)) }] : []
    })
  }

  return {
    /** Those whom an address made owner lately, and what was ended lately. */
    async latest(actor: Actor) {
      requireAdministrator(actor)
      return { confirmed: await named(await store.confirmedByAddress(db)), ended: await store.latestRevocations(db) }
    },

    /** The owners of an organisation of the register, by its number or id. */
    async ownersWith(actor: Actor, code: string): Promise<OwnerView[]> {
      requireAdministrator(actor)
      const id = isId(code) ? code : (await organisationByCode(db, code.replaceAll(' ', '').toUpperCase()))?.id
      return id === undefined ? [] : named(await store.ownersAt(db, id))
    },

    async view(actor: Actor, membershipId: string): Promise<RevocationView> {
      requireAdministrator(actor)
      const owner = await store.ownerWith(db, membershipId)
      const [view] = owner ? await named([owner]) : []
      if (!view) throw notFound('There is no such owner.')
      const letIn = await store.letInBy(db, view)
      const accounts = await people.byIds(letIn.map(({ personId }) => personId))
      return { ...view, letIn: letIn.map(({ personId, organisation }) => ({ name: nameOf(accounts.get(personId)) ?? '', organisation })) }
    },

    /** Ends it at once, with a line in the log of the organisation; who is meant is told why. Done twice, the second finds nothing. */
    async revoke(actor: Actor, membershipId: string, { reason, whole }: { reason: string; whole: boolean }): Promise<void> {
      const { id: by } = requireAdministrator(actor)
      await db.tx(async (tx) => {
        const before = await store.ownerWith(tx, membershipId)
        if (before) await waitForTurn(tx, before.organisationId)
        // Whose turn came later may find that it was done.
        const owner = before && (await store.ownerWith(tx, membershipId))
        if (!owner) throw notFound('There is no such owner.')
        const at = clock.now()
        for (const one of [owner, ...(whole ? await store.letInBy(tx, owner) : [])]) {
          if (!(await endMembership(tx, one.membershipId, at))) continue
          await store.insertRevocation(tx, { membershipId: one.membershipId, organisationId: one.organisationId, personId: one.personId, reason, by, at })
          await withdrawInvitationsBy(tx, one.personId, one.organisationId, at)
          await tx.rows(auditEntry({ at, actor: actor.pseudonym, verb: 'membership.revoked', subject: one.membershipId, organisationId: one.organisationId }))
          const params = { organisation: one.organisation, reason }
          await notifications.notify(tx, { kind: 'access-revoked', params, about: '/organisaties', personIds: one.personId === by ? [] : [one.personId] })
        }
      })
    },
  }
}

export type Revocations = ReturnType<typeof createRevocations>
