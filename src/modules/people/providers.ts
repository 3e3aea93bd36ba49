import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { networkOf } from '#platform/network-address'
import { hashOf, newId, newKey } from '#platform/secret'
import type { Enter, Entered, Visit } from './entrance.ts'
import { attempt } from './limits.ts'
import { VISIT_LASTS, type Oidc } from './oidc.ts'
import type { People } from './people.ts'
import { linkAtSignIn } from './provider-links.ts'
import * as visits from './provider-store.ts'
import type { TellChange } from './security.ts'

export type Going = { status: 'go'; url: string; browserKey: string } | { status: 'away' } | { status: 'too-often'; minutes: number }
/** Sends someone to a provider: to sign in, or (`personId`) to link it to their account. */
export type Leave = (provider: string, going: { goTo: string; address: string; personId: string | null }) => Promise<Going>
export type Coming = Entered | { status: 'confirm-mailbox' } | { status: 'confirm-link' } | { status: 'refused' } | { status: 'stale' } | { status: 'away' }

type Needs = { db: Db; clock: Clock; secret: string; oidc: Oidc; people: People; enter: Enter; tell: TellChange }

/** Signing in through a provider. Who someone is there is issuer and subject; their address only finds an account where the provider is trusted for it. */
export function createProviders({ db, clock, secret, oidc, people, enter, tell }: Needs) {
  const leave: Leave = async (provider, { goTo, address, personId }) => {
    const now = clock.now()
    const minutes = await db.tx(async (tx) => attempt(tx, secret, now, { providersPerNetwork: networkOf(address) }))
    if (minutes > 0) return { status: 'too-often', minutes }
    const leaving = await oidc.leave(provider)
    if (leaving.status === 'away') return leaving
    const { state, nonce, verifier } = leaving.secrets
    const browserKey = newKey()
    const expiresAt = new Date(now.getTime() + VISIT_LASTS)
    await visits.insertVisit(db, { id: newId(), holder: hashOf(browserKey), provider, stateHash: hashOf(state), nonce, verifier, goTo, personId, expiresAt })
    return { status: 'go', url: leaving.url, browserKey }
  }

  return {
    list: oidc.providers,
    nameOf: oidc.nameOf,
    leave,

    /** `query` is what the provider sent the browser back with. */
    async comeBack(provider: string, { query, state, browserKey, visit }: { query: string; state: string; browserKey: string; visit: Visit }): Promise<Coming> {
      const now = clock.now()
      const left = await visits.spendState(db, { stateHash: hashOf(state), holder: hashOf(browserKey), provider, now })
      if (!left) return { status: 'stale' }
      const back = await oidc.comeBack(provider, query, { state, nonce: left.nonce, verifier: left.verifier })
      if (back.status !== 'known') return back
      const { identity } = back
      const how = `provider ${provider}`
      if (left.personId !== null) {
        await visits.rememberIdentity(db, left.id, identity)
        return { status: 'confirm-link' }
      }
      return db.tx(async (tx) => {
        const known = await visits.personWithIdentity(tx, identity, now)
        if (known) return enter(tx, known, { visit, how, strong: false, goTo: left.goTo })
        if (!identity.isEmailTrusted || identity.email === undefined) {
          await visits.rememberIdentity(tx, left.id, identity)
          return { status: 'confirm-mailbox' }
        }
        const isNew = !(await people.byEmail(identity.email, tx))
        const account = await people.register(tx, { email: identity.email, name: '', mailboxKnown: false })
        await linkAtSignIn(tx, account, identity, { at: now, isNew, tell })
        return enter(tx, account, { visit, how, strong: false, goTo: left.goTo })
      })
    },

    /** Who came back in this browser and must still show their mailbox. */
    async unconfirmed(browserKey: string): Promise<{ id: string; provider: string; email: string; goTo: string } | undefined> {
      const found = await visits.unconfirmedVisit(db, hashOf(browserKey), clock.now())
      return found && { ...found, email: found.email ?? '', provider: oidc.nameOf(found.provider) ?? found.provider }
    },
  }
}

export type Providers = ReturnType<typeof createProviders>
