import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { removeAuthenticator } from './second-step-store.ts'
import * as store from './store.ts'

/** What an administrator of the machine does, from the command line: who can do that holds the database anyway. Undefined when there is no such account. */
export function createAdministration({ db, clock }: { db: Db; clock: Clock }) {
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

    async resetSecondStep(email: string): Promise<string | undefined> {
      return db.tx(async (tx) => {
        const person = await store.personByEmail(tx, email)
        if (!person) return undefined
        await removeAuthenticator(tx, person.id)
        await store.deleteBrowserSessions(tx, person.id)
        await store.audit(tx, person.id, 'second-step.reset', clock.now())
        return `${email} signs in without a second step from now on, and is signed out everywhere.`
      })
    },
  }
}

export type Administration = ReturnType<typeof createAdministration>
