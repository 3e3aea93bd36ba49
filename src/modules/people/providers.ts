import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { networkOf } from '#platform/network-address'
import { hashOf, newId, newKey } from '#platform/secret'
import type { Enter, Entered, Visit } from './entrance.ts'
import { attempt } from './limits.ts'
import { VISIT_LASTS, type Oidc } from './oidc.ts'
import type { People } from './people.ts'
import * as visits from './provider-store.ts'
import * as store from './store.ts'

export type Going = { status: 'go'; url: string; browserKey: string } | { status: 'away' } | { status: 'too-often'; minutes: number }
export type Coming = Entered | { status: 'confirm-mailbox' } | { status: 'refused' } | { status: 'stale' } | { status: 'away' }

type Needs = { db: Db; clock: Clock; secret: string; oidc: Oidc; people: People; enter: Enter }

/** Signing in through a provider. Who someone is there is issuer and subject; their address only finds an account where the provider is trusted for it. */
export function createProviders({ db, clock, secret, oidc, people, enter }: Needs) {
  return {
    list: oidc.providers,
    nameOf: oidc.nameOf,

    async leave(provider: string, { goTo, address }: { goTo: string; address: string }): Promise<Going> {
      const now = clock.now()
      const minutes = await db.tx(async (tx) => attempt(tx, secret, now, { providersPerNetwork: networkOf(address) }))
      if (minutes > 0) return { status: 'too-often', minutes }
      const leaving = await oidc.leave(provider)
      if (leaving.status === 'away') return leaving
      const { state, nonce, verifier } = leaving.secrets
      const browserKey = newKey()
      await visits.insertVisit(db, {
        id: newId(),
        holder: hashOf(browserKey),
        provider,
        stateHash: hashOf(state),
        nonce,
        verifier,
        goTo,
        expiresAt: new Date(now.getTime() + VISIT_LASTS),
      })
      return { status: 'go', url: leaving.url, browserKey }
    },

    /** `query` is what the provider sent the browser back with. */
    async comeBack(provider: string, { query, state, browserKey, visit }: { query: string; state: string; browserKey: string; visit: Visit }): Promise<Coming> {
      const now = clock.now()
      const left = await visits.spendState(db, { stateHash: hashOf(state), holder: hashOf(browserKey), provider, now })
      if (!left) return { status: 'stale' }
      const back = await oidc.comeBack(provider, query, { state, nonce: left.nonce, verifier: left.verifier })
      if (back.status !== 'known') return back
      const { identity } = back
      const how = `provider ${provider}`
      return db.tx(async (tx) => {
        const known = await visits.personWithIdentity(tx, identity, now)
        if (known) return enter(tx, known, { visit, how, strong: false, goTo: left.goTo })
        if (!identity.isEmailTrusted || identity.email === undefined) {
          await visits.rememberIdentity(tx, left.id, identity)
          return { status: 'confirm-mailbox' }
        }
        const account = await people.register(tx, { email: identity.email, name: '' })
        await visits.linkIdentity(tx, account.id, identity, now)
        await store.audit(tx, account.id, 'provider.linked', now, provider)
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
