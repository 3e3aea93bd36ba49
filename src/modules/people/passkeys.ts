import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import { newId, newKey } from '#platform/secret'
import type { Enter, Entered, Visit } from './entrance.ts'
import type { Owner } from './owner.ts'
import { challengeIn, CHALLENGE_LASTS, PASSKEYS_AT_MOST, type GivenCredential, type NewCredential, type Passkey } from './passkey.ts'
import * as keys from './passkey-store.ts'
import { hasWayIn, mayChangeWaysIn } from './policy.ts'
import type { TellChange } from './security.ts'
import { heldBy } from './second-step-store.ts'
import * as store from './store.ts'

export type Adding = { status: 'added' } | { status: 'refused' } | { status: 'too-many' } | { status: 'second-step-first' }
type Needs = { db: Db; clock: Clock; publicUrl: string; enter: Enter; tell: TellChange; providersOf: (tx: Db, personId: string) => Promise<number> }

/** EdDSA, ES256 and RS256 of COSE (RFC 9053): every device has one of them. */
const algorithms = [-8, -7, -257]

/** Passkeys (WebAuthn 3), always with user verification, so that a sign-in with one needs no other second step. */
export function createPasskeys({ db, clock, publicUrl, enter, tell, providersOf }: Needs) {
  const { origin: expectedOrigin, hostname: rpID } = new URL(publicUrl)
  // Loaded where it is used: most people sign in by mail.
  const webAuthn = () => import('@simplewebauthn/server')
  const expected = { expectedOrigin, expectedRPID: rpID, requireUserVerification: true }
  const newChallenge = async (personId: string | null): Promise<string> => {
    const challenge = newKey()
    await keys.insertChallenge(db, Buffer.from(challenge).toString('base64url'), personId, new Date(clock.now().getTime() + CHALLENGE_LASTS))
    return challenge
  }

  return {
    list: (owner: Owner): Promise<Passkey[]> => keys.passkeysOf(db, owner.id),

    /** What the browser hands to the device to make a passkey. */
    async toAdd(owner: Owner) {
      const known = await keys.passkeysOf(db, owner.id)
      return (await webAuthn()).generateRegistrationOptions({
        rpName: 'Koers',
        rpID,
        userName: owner.email,
        userDisplayName: owner.name || owner.email,
        userID: new Uint8Array(Buffer.from(owner.id)),
        challenge: await newChallenge(owner.id),
        excludeCredentials: known.map(({ credential, transports }) => ({ id: credential, transports })),
        supportedAlgorithmIDs: algorithms,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
    },

    async add(owner: Owner, { response, name }: { response: NewCredential; name: string }): Promise<Adding> {
      const now = clock.now()
      return db.tx(async (tx) => {
        if (!mayChangeWaysIn(owner, await heldBy(tx, owner.id))) return { status: 'second-step-first' }
        if ((await keys.passkeysOf(tx, owner.id)).length >= PASSKEYS_AT_MOST) return { status: 'too-many' }
        const challenge = challengeIn(response.response.clientDataJSON)
        if (!(await keys.spendChallenge(tx, challenge, owner.id, now))) return { status: 'refused' }
        const { transports, ...given } = response.response
        // The library throws for whatever does not fit; for a person all of it is one answer.
        const checked = await (
          await webAuthn()
        )
          .verifyRegistrationResponse({
            response: { ...response, response: { ...given, ...(transports ? { transports } : {}) }, clientExtensionResults: {} },
            expectedChallenge: challenge,
            ...expected,
            supportedAlgorithmIDs: algorithms,
          })
          .catch(() => undefined)
        if (!checked?.verified) return { status: 'refused' }
        const { id: credential, publicKey, counter } = checked.registrationInfo.credential
        const key = {
          id: newId(),
          credential,
          personId: owner.id,
          name,
          publicKey: Buffer.from(publicKey).toString('base64url'),
          counter,
          transports: transports ?? [],
          at: now,
        }
        if (!(await keys.insertPasskey(tx, key))) return { status: 'refused' }
        await store.audit(tx, owner.id, 'passkey.added', now, key.id)
        await tell(tx, owner, 'passkey-added')
        return { status: 'added' }
      })
    },

    /** Undefined: no such passkey of this person. */
    one: async (owner: Owner, id: string): Promise<Passkey | undefined> => (await keys.passkeysOf(db, owner.id)).find((key) => key.id === id),

    async rename(owner: Owner, id: string, name: string): Promise<void> {
      await db.tx(async (tx) => {
        if (!(await keys.renamePasskey(tx, owner.id, id, name))) throw notFound('There is no such passkey.')
        await store.audit(tx, owner.id, 'passkey.renamed', clock.now(), id)
      })
    },

    async remove(owner: Owner, id: string): Promise<{ status: 'removed' | 'last-way-in' | 'second-step-first' }> {
      return db.tx(async (tx) => {
        await store.lockPerson(tx, owner.id)
        const held = await heldBy(tx, owner.id)
        if (!mayChangeWaysIn(owner, held)) return { status: 'second-step-first' }
        const left = { mailboxKnown: await store.isMailboxKnown(tx, owner.id), passkeys: held.passkeys - 1, providers: await providersOf(tx, owner.id) }
        if (!hasWayIn(left)) return { status: 'last-way-in' }
        if (await keys.deletePasskey(tx, owner.id, id)) {
          if (!held.authenticator && held.passkeys === 1) await store.weakenSessions(tx, owner.id)
          await store.audit(tx, owner.id, 'passkey.removed', clock.now(), id)
          await tell(tx, owner, 'passkey-removed')
        }
        return { status: 'removed' }
      })
    },

    /** What the browser asks of a device; it says nothing of who has a passkey, the device knows. */
    async toSignIn() {
      return (await webAuthn()).generateAuthenticationOptions({ rpID, challenge: await newChallenge(null), userVerification: 'required' })
    },

    async signIn(response: GivenCredential, { visit, goTo }: { visit: Visit; goTo: string }): Promise<Entered | { status: 'refused' }> {
      const now = clock.now()
      return db.tx(async (tx) => {
        const challenge = challengeIn(response.response.clientDataJSON)
        const isOurs = await keys.spendChallenge(tx, challenge, null, now)
        const kept = await keys.passkeyWithCredential(tx, response.id)
        if (!isOurs || !kept) return { status: 'refused' }
        const { userHandle, ...rest } = response.response
        const checked = await (
          await webAuthn()
        )
          .verifyAuthenticationResponse({
            response: { ...response, response: { ...rest, ...(userHandle === undefined ? {} : { userHandle }) }, clientExtensionResults: {} },
            expectedChallenge: challenge,
            ...expected,
            credential: { id: kept.credential, publicKey: new Uint8Array(Buffer.from(kept.publicKey, 'base64url')), counter: kept.counter, transports: kept.transports },
          })
          .catch(() => undefined)
        if (!checked?.verified) return { status: 'refused' }
        await keys.usePasskey(tx, kept.credential, checked.authenticationInfo.newCounter, now)
        return enter(tx, { id: kept.personId, email: kept.email, name: kept.name }, { visit, how: 'passkey', strong: true, goTo })
      })
    },
  }
}

export type Passkeys = ReturnType<typeof createPasskeys>
