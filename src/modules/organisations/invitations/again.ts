import { auditEntry } from '#platform/audit'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { pseudonymOf } from '#platform/identity'
import type { Mail } from '#platform/mail'
import type { PersonFunction, Right } from '#platform/rights'
import { hashOf, newId, newKey } from '#platform/secret'
import type { Addressee } from '#modules/people'
import { highestRightFor, mayHold } from '../policy.ts'
import { organisationsById } from '../store.ts'
import { VALID_FOR, type Invitation } from './invitation.ts'
import { invitationLetter } from './letter.ts'
import { insertInvitations } from './store.ts'

export type Wanted = { email: string; placeIds: readonly string[]; functions: readonly PersonFunction[]; right: Right }

/** Invites people who belonged to an organisation elsewhere, in the name of who owns it here; in the caller's transaction. */
export const createInviteAgain =
  ({ clock, mail, publicUrl }: { clock: Clock; mail: Mail; publicUrl: string }) =>
  async (tx: Db, by: Addressee, organisationId: string, wanted: readonly Wanted[]): Promise<void> => {
    const now = clock.now()
    const places = await organisationsById(tx, [...new Set(wanted.flatMap(({ placeIds }) => placeIds))])
    const letters = wanted.map(({ email, placeIds, functions, right }) => {
      const invitation: Invitation = {
        id: newId(),
        organisationId,
        placeIds,
        email,
        functions,
        right: mayHold(functions, right) ? right : highestRightFor(functions),
        invitedBy: by.id,
        sentAt: now,
        expiresAt: new Date(now.getTime() + VALID_FOR),
        acceptedAt: null,
        acceptedBy: null,
        withdrawnAt: null,
      }
      return { invitation, key: newKey() }
    })
    await insertInvitations(
      tx,
      letters.map(({ invitation, key }) => ({ ...invitation, hash: hashOf(key) })),
    )
    for (const { invitation, key } of letters) {
      const to = places.filter(({ id }) => invitation.placeIds.includes(id))
      await mail.queue(tx, invitationLetter({ invitation, places: to, invitedBy: by.name || by.email, link: `${publicUrl}/uitnodiging/${key}` }, by.language))
      await tx.rows(auditEntry({ at: now, actor: pseudonymOf(by.id), verb: 'invitation.sent', subject: invitation.id, organisationId }))
    }
  }
