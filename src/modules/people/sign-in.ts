import { MINUTE, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Lang } from '#platform/i18n'
import type { Mail } from '#platform/mail'
import { networkOf } from '#platform/network-address'
import { hashOf, newId, newKey } from '#platform/secret'
import type { Enter, Entered, Visit } from './entrance.ts'
import { linkingLetter, signInLetter } from './letters.ts'
import { attempt } from './limits.ts'
import { codeHash, isSame, newCode, PROOF_LASTS, PROOF_TRIES, type MailProof } from './mail-proof.ts'
import type { People } from './people.ts'
import { linkAtSignIn } from './provider-links.ts'
import { spendVisit } from './provider-store.ts'
import type { TellChange } from './security.ts'
import * as store from './store.ts'

export type Asking = { status: 'sent'; browserKey: string } | { status: 'too-often'; minutes: number }
export type Confirming = Entered | { status: 'wrong-code'; left: number } | { status: 'ended' } | { status: 'too-often'; minutes: number }

type Needs = { db: Db; clock: Clock; mail: Mail; secret: string; publicUrl: string; people: People; enter: Enter; tell: TellChange }

/**
 * Signing in by e-mail. Who has an account and who has none gets the same answer, the same letter and costs the same work:
 * the account is made when the letter is answered, not when it is asked.
 */
export function createSignIn({ db, clock, mail, secret, publicUrl, people, enter, tell }: Needs) {
  const isLive = (proof: MailProof | undefined): proof is MailProof => proof !== undefined && proof.usedAt === null && proof.expiresAt > clock.now()
  const goIn = async (tx: Db, { id, email, goTo, providerVisitId }: MailProof, visit: Visit): Promise<Entered | { status: 'ended' }> => {
    if (!(await store.useProof(tx, id, clock.now()))) return { status: 'ended' }
    const isNew = providerVisitId !== null && !(await people.byEmail(email, tx))
    const account = await people.register(tx, { email, name: '' })
    const identity = providerVisitId === null ? undefined : await spendVisit(tx, providerVisitId)
    if (identity) await linkAtSignIn(tx, account, identity, { at: clock.now(), isNew, tell })
    return enter(tx, account, { visit, how: 'e-mail', strong: false, goTo })
  }

  return {
    /** Sends a letter with a code and a link. The code works only together with `browserKey`, which the browser keeps. `linking` also links a provider, and has no link. */
    async ask({ email, goTo, lang, address, linking }: { email: string; goTo: string; lang: Lang; address: string; linking?: { visitId: string; name: string } }): Promise<Asking> {
      const now = clock.now()
      return db.tx(async (tx) => {
        const wait = await attempt(tx, secret, now, { lettersPerNetwork: networkOf(address), lettersPerMailbox: email, lettersPerMailboxPerDay: email })
        if (wait > 0) return { status: 'too-often', minutes: wait }
        const [id, browserKey, linkKey, code] = [newId(), newKey(), newKey(), newCode()]
        await store.insertProof(tx, {
          id,
          purpose: 'sign-in',
          holder: hashOf(browserKey),
          email,
          codeHash: codeHash(secret, id, code),
          linkHash: linking ? null : hashOf(linkKey),
          goTo,
          providerVisitId: linking?.visitId ?? null,
          at: now,
          expiresAt: new Date(now.getTime() + PROOF_LASTS),
        })
        const minutes = PROOF_LASTS / MINUTE
        const letter = linking ? linkingLetter(lang, { code, name: linking.name, minutes }) : signInLetter(lang, { code, link: `${publicUrl}/aanmelden/link/${linkKey}`, minutes })
        await mail.queue(tx, { to: email, about: 'sign-in', ...letter })
        return { status: 'sent', browserKey }
      })
    },

    /** What this browser asked for, as long as a code may be entered; the last try is part of that. */
    async asked(browserKey: string): Promise<{ email: string; goTo: string; isUsed: boolean } | undefined> {
      const proof = await store.proofOfHolder(db, 'sign-in', hashOf(browserKey))
      return proof && proof.expiresAt > clock.now() ? { email: proof.email, goTo: proof.goTo, isUsed: proof.usedAt !== null || proof.tries >= PROOF_TRIES } : undefined
    },

    async confirmCode(browserKey: string, code: string, { visit, address }: { visit: Visit; address: string }): Promise<Confirming> {
      const now = clock.now()
      return db.tx(async (tx) => {
        const minutes = await attempt(tx, secret, now, { codesPerNetwork: networkOf(address) })
        if (minutes > 0) return { status: 'too-often', minutes }
        const proof = await store.tryProof(tx, 'sign-in', hashOf(browserKey), { now, most: PROOF_TRIES })
        if (!proof) return { status: 'ended' }
        if (!isSame(proof.codeHash, codeHash(secret, proof.id, code)))
          return proof.tries < PROOF_TRIES ? { status: 'wrong-code', left: PROOF_TRIES - proof.tries } : { status: 'ended' }
        return goIn(tx, proof, visit)
      })
    },

    /** Whom the link of a letter would sign in. Looking uses nothing up: a mail program follows links too. */
    async behindLink(linkKey: string): Promise<{ email: string } | undefined> {
      const proof = await store.proofOfLink(db, hashOf(linkKey))
      return isLive(proof) ? { email: proof.email } : undefined
    },

    async confirmLink(linkKey: string, visit: Visit): Promise<Entered | { status: 'ended' }> {
      return db.tx(async (tx) => {
        const proof = await store.proofOfLink(tx, hashOf(linkKey))
        return isLive(proof) ? goIn(tx, proof, visit) : { status: 'ended' }
      })
    },

    async signOut(session: string): Promise<void> {
      await db.tx(async (tx) => {
        const ended = await store.deleteSession(tx, hashOf(session))
        if (ended) await store.audit(tx, ended.personId, 'signed-out', clock.now())
      })
    },

    /** A name to call someone by; the first thing asked of a new account. */
    async name(personId: string, name: string): Promise<void> {
      await store.renamePerson(db, personId, name)
    },
  }
}

export type SignIn = ReturnType<typeof createSignIn>
