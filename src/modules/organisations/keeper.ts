import { DAY, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { JobKind } from '#platform/jobs'
import type { Keeper } from '#platform/module'
import type { People } from '#modules/people'
import { claimsOfPerson, eraseClaimsOf, forgetClaims } from './claims/store.ts'
import { eraseInvitationsOf, forgetInvitations, invitationsFor, withdrawInvitationsBy } from './invitations/store.ts'
import { forgetPerson, forgetReasons, revocationsOf } from './revocations/store.ts'
import { endMembershipsOf, membershipsOfPerson } from './memberships/store.ts'

/** What is kept here of one person. After erasure the memberships stay as dated rows of nobody: others' records say who let in whom. */
export const organisationsKeeper = ({ db, clock, people }: { db: Db; clock: Clock; people: Pick<People, 'byIds'> }): Keeper => ({
  async personalData(personId) {
    const account = (await people.byIds([personId])).get(personId)
    const memberships = await membershipsOfPerson(db, personId)
    return {
      memberships: memberships.map(({ name, functions, right, since, endedAt }) => ({ organisation: name, functions, right, since, endedAt })),
      invitations: account ? await invitationsFor(db, account.email) : [],
      requests: await claimsOfPerson(db, personId),
      ended: await revocationsOf(db, personId),
    }
  },
  async erase(tx, personId) {
    await endMembershipsOf(tx, personId, clock.now())
    await withdrawInvitationsBy(tx, personId, null, clock.now())
    // An invitation that still waits holds the address too.
    await eraseInvitationsOf(tx, personId, (await people.byIds([personId], tx)).get(personId)?.email ?? null)
    await eraseClaimsOf(tx, personId)
    await forgetPerson(tx, personId)
  },
})

/** Addresses of people who never came are of no use after a while. */
const INVITATIONS_KEPT = 90 * DAY
const CLAIMS_KEPT = 365 * DAY

export const forgetting: JobKind = {
  name: 'organisations.forget',
  every: DAY,
  async run({ db, at }) {
    await forgetInvitations(db, new Date(at.getTime() - INVITATIONS_KEPT))
    await forgetClaims(db, new Date(at.getTime() - CLAIMS_KEPT))
    await forgetReasons(db, new Date(at.getTime() - CLAIMS_KEPT))
  },
}
