import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Actor } from '#platform/http'
import type { Lang } from '#platform/i18n'
import type { Mail } from '#platform/mail'
import { networkOf } from '#platform/network-address'
import { hashOf, newId } from '#platform/secret'
import { addressChangedLetter, newAddressLetter } from './letters.ts'
import { attempt } from './limits.ts'
import { codeHash, isSame, newCode, PROOF_LASTS, PROOF_TRIES } from './mail-proof.ts'
import { ownerOf, type Owner } from './owner.ts'
import { mayChangeWaysIn, type Held } from './policy.ts'
import type { OnSecurity } from './security.ts'
import { heldBy, recoveryCodesLeft } from './second-step-store.ts'
import * as store from './store.ts'
import { tokensOf, type Token } from './token-store.ts'

/** A browser in which someone is signed in. */
export type Session = { id: string; device: string; createdAt: Date; seenAt: Date; strong: boolean; isThis: boolean }
export type AccountView = {
  owner: Owner
  language: Lang
  sessions: Session[]
  tokens: Token[]
  held: Held
  recoveryCodesLeft: number
  mayChangeWaysIn: boolean
  mailboxKnown: boolean
}

export type AskingAddress = { status: 'sent' } | { status: 'same' } | { status: 'second-step-first' } | { status: 'too-often'; minutes: number }
export type ChangingAddress = { status: 'changed' } | { status: 'wrong-code'; left: number } | { status: 'ended' } | { status: 'taken' }

type Needs = { db: Db; clock: Clock; mail: Mail; secret: string; tell: OnSecurity }

/** Someone's own account. */
export function createAccount({ db, clock, mail, secret, tell }: Needs) {
  const holderOf = (personId: string) => hashOf(`person ${personId}`)

  return {
    own: (actor: Actor) => ownerOf(db, actor),

    async view(actor: Actor): Promise<AccountView> {
      const owner = await ownerOf(db, actor)
      const held = await heldBy(db, owner.id)
      const sessions = await store.sessionsOf(db, owner.id, clock.now())
      return {
        owner,
        language: await store.languageOf(db, owner.id),
        sessions: sessions.map((session) => ({ ...session, isThis: session.id === owner.sessionId })),
        tokens: await tokensOf(db, owner.id, clock.now()),
        held,
        recoveryCodesLeft: held.authenticator ? await recoveryCodesLeft(db, owner.id) : 0,
        mayChangeWaysIn: mayChangeWaysIn(owner, held),
        mailboxKnown: await store.isMailboxKnown(db, owner.id),
      }
    },

    async describe(owner: Owner, { name, language }: { name: string; language: Lang }): Promise<void> {
      await store.describePerson(db, owner.id, { name, language })
    },

    /** Ends being signed in somewhere; at once, for each request asks the database. */
    async endSession(owner: Owner, sessionId: string): Promise<void> {
      await db.tx(async (tx) => {
        if (await store.deleteSessionById(tx, owner.id, sessionId)) await store.audit(tx, owner.id, 'session.ended', clock.now(), sessionId)
      })
    },

    async signOutEverywhere(owner: Owner): Promise<void> {
      await db.tx(async (tx) => {
        const ended = await store.deleteBrowserSessions(tx, owner.id)
        if (ended.length > 0) await store.audit(tx, owner.id, 'signed-out-everywhere', clock.now())
      })
    },

    /** Sends a code to the new address: who cannot read it does not get it. To the address of now, it shows that they read that one. */
    async askAddress(owner: Owner, { email, lang, address }: { email: string; lang: Lang; address: string }): Promise<AskingAddress> {
      const now = clock.now()
      return db.tx(async (tx) => {
        if (email === owner.email && (await store.isMailboxKnown(tx, owner.id))) return { status: 'same' }
        if (!mayChangeWaysIn(owner, await heldBy(tx, owner.id))) return { status: 'second-step-first' }
        const minutes = await attempt(tx, secret, now, { lettersPerNetwork: networkOf(address), lettersPerMailbox: email, lettersPerMailboxPerDay: email })
        if (minutes > 0) return { status: 'too-often', minutes }
        const [id, code] = [newId(), newCode()]
        const expiresAt = new Date(now.getTime() + PROOF_LASTS)
        await store.insertProof(tx, {
          id,
          purpose: 'new-address',
          holder: holderOf(owner.id),
          email,
          codeHash: codeHash(secret, id, code),
          linkHash: null,
          goTo: '/',
          at: now,
          expiresAt,
        })
        await mail.queue(tx, { to: email, about: 'new-address', ...newAddressLetter(lang, code) })
        return { status: 'sent' }
      })
    },

    async askedAddress(owner: Owner): Promise<string | undefined> {
      const proof = await store.proofOfHolder(db, 'new-address', holderOf(owner.id))
      return proof && proof.usedAt === null && proof.expiresAt > clock.now() && proof.tries < PROOF_TRIES ? proof.email : undefined
    },

    /** Only now it may be said that someone else has the address: who asks reads its mail. */
    async confirmAddress(owner: Owner, code: string): Promise<ChangingAddress> {
      const now = clock.now()
      return db.tx(async (tx) => {
        const proof = await store.tryProof(tx, 'new-address', holderOf(owner.id), { now, most: PROOF_TRIES })
        if (!proof) return { status: 'ended' }
        if (!isSame(proof.codeHash, codeHash(secret, proof.id, code)))
          return proof.tries < PROOF_TRIES ? { status: 'wrong-code', left: PROOF_TRIES - proof.tries } : { status: 'ended' }
        if (!(await store.useProof(tx, proof.id, now))) return { status: 'ended' }
        if (!(await store.changeAddress(tx, owner.id, proof.email))) return { status: 'taken' }
        if (proof.email === owner.email) return { status: 'changed' }
        await store.audit(tx, owner.id, 'address.changed', now)
        await tell(tx, owner.id, { kind: 'email-changed', params: { address: proof.email } })
        await mail.queue(tx, { to: owner.email, about: 'address-changed', ...addressChangedLetter(await store.languageOf(tx, owner.id), proof.email) })
        return { status: 'changed' }
      })
    },
  }
}

export type AccountVerbs = ReturnType<typeof createAccount>
