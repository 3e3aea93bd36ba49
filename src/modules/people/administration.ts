import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { deletePasskeys } from './passkey-store.ts'
import type { TellChange } from './security.ts'
import { removeAuthenticator } from './second-step-store.ts'
import * as store from './store.ts'

/** What an administrator of the machine does, from the command line: who can do that holds the database anyway. Undefined when there is no such account. */
export function createAdministration({ db, clock, tell }: { db: Db; clock: Clock; tell: TellChange }) {
  return {
    async setAdministrator(email: string, administrator: boolean): Promise<string | undefined> {
      return db.tx(async (tx) => {
        const person = await store.personByEmail(tx, email)
        if (!person) return undefined
        if (await store.setAdministrator(tx, person.id, administrator))
          await store.audit(tx, person.id, administrator ? 'administrator.made' : 'administrator.removed', clock.now())
        return administrator
          ? `${email} is an administrator. The pages for administration open after a second step at /mijn/account/tweede-stap.`
          : `${email} is not an administrator any more.`
      })
    },

    /** Who lost their telephone lost its passkeys too, and who stole it has them. */
    async resetSecondStep(email: string): Promise<string | undefined> {
      return db.tx(async (tx) => {
        const person = await store.personByEmail(tx, email)
        if (!person) return undefined
        const app = await removeAuthenticator(tx, person.id)
        const passkeys = await deletePasskeys(tx, person.id)
        await store.deleteBrowserSessions(tx, person.id)
        await store.weakenSessions(tx, person.id)
        await store.audit(tx, person.id, 'second-step.reset', clock.now())
        await tell(tx, person, 'second-step-reset')
        const removed = [...(app ? ['the authenticator app with its recovery codes'] : []), ...(passkeys > 0 ? [passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`] : [])]
        return [
          removed.length > 0 ? `Removed from ${email}: ${removed.join(' and ')}.` : `${email} had no authenticator app and no passkeys.`,
          'They are signed out everywhere, sign in without a second step from now on, and are told so by mail.',
          'Providers that are linked and tokens for programs stay, the tokens as if made without a second step; they themselves take those away, at /mijn/account.',
        ].join('\n')
      })
    },
  }
}

export type Administration = ReturnType<typeof createAdministration>
