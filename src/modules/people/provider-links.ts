import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { hashOf } from '#platform/secret'
import type { Oidc } from './oidc.ts'
import type { Owner } from './owner.ts'
import type { Account } from './people.ts'
import { hasWayIn, mayChangeWaysIn } from './policy.ts'
import * as visits from './provider-store.ts'
import type { Going, Leave } from './providers.ts'
import type { TellChange } from './security.ts'
import { heldBy } from './second-step-store.ts'
import * as store from './store.ts'

/** `id` stands for issuer and subject in a form. `name` undefined: this installation knows that provider no longer. */
export type ProviderLink = { id: string; name: string | undefined; issuer: string; linkedAt: Date; usedAt: Date }
export type Linking = { status: 'linked' | 'taken' | 'stale' | 'second-step-first' }
export type Unlinking = { status: 'unlinked' | 'last-way-in' | 'second-step-first' }

type Needs = { db: Db; clock: Clock; oidc: Oidc; leave: Leave; tell: TellChange }
type Identity = Pick<visits.Identity, 'issuer' | 'subject'>

const idOf = ({ issuer, subject }: Identity) => hashOf(`${issuer} ${subject}`)
const bare = (issuer: string) => issuer.replace(/\/$/, '')

/** At a sign-in by mail or at a provider: linked only where such a sign-in alone may change the ways in. Else its owner links it from their account. */
export async function linkAtSignIn(tx: Db, account: Account, identity: Identity, { at, isNew, tell }: { at: Date; isNew: boolean; tell: TellChange }): Promise<void> {
  const administrator = await store.isAdministrator(tx, account.id)
  if (!mayChangeWaysIn({ strong: false, administrator }, await heldBy(tx, account.id))) return
  if (!(await visits.linkIdentity(tx, account.id, identity, at))) return
  await store.audit(tx, account.id, 'provider.linked', at, identity.issuer)
  if (!isNew) await tell(tx, account, 'provider-linked')
}

/** Linking a provider to the account one is signed in to, and letting go of it. */
export function createProviderLinks({ db, clock, oidc, leave, tell }: Needs) {
  const nameOf = (issuer: string) => oidc.providers.find((one) => bare(one.issuer) === bare(issuer))?.name
  const mayChange = async (tx: Db, owner: Owner) => mayChangeWaysIn(owner, await heldBy(tx, owner.id))

  /** A provider that this installation knows no longer lets nobody in. */
  const providersLeft = async (tx: Db, owner: Owner, without: Identity) =>
    (await visits.identitiesOf(tx, owner.id)).filter((one) => nameOf(one.issuer) !== undefined && idOf(one) !== idOf(without)).length

  return {
    providers: oidc.providers,
    nameOf: oidc.nameOf,

    list: async (owner: Owner): Promise<ProviderLink[]> =>
      (await visits.identitiesOf(db, owner.id)).map(({ issuer, subject, linkedAt, usedAt }) => ({ id: idOf({ issuer, subject }), name: nameOf(issuer), issuer, linkedAt, usedAt })),

    async leave(owner: Owner, provider: string, { address }: { address: string }): Promise<Going | { status: 'second-step-first' }> {
      return (await mayChange(db, owner)) ? leave(provider, { goTo: '/', address, personId: owner.id }) : { status: 'second-step-first' }
    },

    /** As whom they came back, to look at before it is linked: a browser may be signed in at the provider as someone else. */
    async toConfirm(owner: Owner, browserKey: string): Promise<{ name: string; email: string | null } | undefined> {
      const visit = await visits.linkingVisit(db, hashOf(browserKey), owner.id, clock.now())
      return visit && { name: oidc.nameOf(visit.provider) ?? visit.provider, email: visit.email }
    },

    async confirm(owner: Owner, browserKey: string): Promise<Linking> {
      const at = clock.now()
      return db.tx(async (tx) => {
        if (!(await mayChange(tx, owner))) return { status: 'second-step-first' }
        const visit = await visits.linkingVisit(tx, hashOf(browserKey), owner.id, at)
        const identity = visit && (await visits.spendVisit(tx, visit.id))
        if (!identity) return { status: 'stale' }
        if (!(await visits.linkIdentity(tx, owner.id, identity, at))) return { status: (await visits.holderOfIdentity(tx, identity))?.personId === owner.id ? 'linked' : 'taken' }
        await store.audit(tx, owner.id, 'provider.linked', at, identity.issuer)
        await tell(tx, owner, 'provider-linked')
        return { status: 'linked' }
      })
    },

    async unlink(owner: Owner, id: string): Promise<Unlinking> {
      return db.tx(async (tx) => {
        await store.lockPerson(tx, owner.id)
        const held = await heldBy(tx, owner.id)
        if (!mayChangeWaysIn(owner, held)) return { status: 'second-step-first' }
        const identity = (await visits.identitiesOf(tx, owner.id)).find((one) => idOf(one) === id)
        if (!identity) return { status: 'unlinked' }
        const left = { mailboxKnown: await store.isMailboxKnown(tx, owner.id), passkeys: held.passkeys, providers: await providersLeft(tx, owner, identity) }
        if (!hasWayIn(left)) return { status: 'last-way-in' }
        await visits.unlinkIdentity(tx, owner.id, identity)
        await store.audit(tx, owner.id, 'provider.unlinked', clock.now(), identity.issuer)
        await tell(tx, owner, 'provider-unlinked')
        return { status: 'unlinked' }
      })
    },

    /** How many of the providers of this installation let this person in. */
    letIn: async (tx: Db, personId: string) => (await visits.identitiesOf(tx, personId)).filter((one) => nameOf(one.issuer) !== undefined).length,
  }
}

export type ProviderLinks = ReturnType<typeof createProviderLinks>
