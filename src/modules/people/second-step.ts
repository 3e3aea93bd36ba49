import { randomBytes } from 'node:crypto'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import { seal, unseal } from '#platform/seal'
import { hashOf } from '#platform/secret'
import { base32, keyUri, matchingStep, SECRET_BYTES } from '#protocols/totp'
import type { Enter, Entered, Visit } from './entrance.ts'
import { attempt } from './limits.ts'
import type { Owner } from './owner.ts'
import type { Account } from './people.ts'
import { mayChangeWaysIn } from './policy.ts'
import { newRecoveryCode, readRecoveryCode, RECOVERY_CODES, recoveryHash } from './recovery-code.ts'
import type { TellChange } from './security.ts'
import * as steps from './second-step-store.ts'
import * as store from './store.ts'

export type Proving = Entered | { status: 'wrong-code' } | { status: 'nobody' } | { status: 'too-often'; minutes: number }
export type Confirming =
  | { status: 'confirmed'; entered: Entered; codes: readonly string[] }
  | { status: 'wrong-code' }
  | { status: 'not-started' }
  | { status: 'too-often'; minutes: number }
export type Changing<T> = T | { status: 'second-step-first' }

type Needs = { db: Db; clock: Clock; secret: string; enter: Enter; tell: TellChange }

const context = (personId: string) => `authenticator ${personId}`

/** The second step: an authenticator app, and codes for who lost it. Without it an administrator administers nothing. */
export function createSecondStep({ db, clock, secret, enter, tell }: Needs) {
  const keyOf = (personId: string, sealed: string): Buffer => {
    const key = unseal(secret, context(personId), sealed)
    if (!key) throw new Error('The key of an authenticator app does not open: was the key of the installation renewed?')
    return key
  }
  const limited = (tx: Db, personId: string) => attempt(tx, secret, clock.now(), { secondStepPerPerson: personId, secondStepPerPersonPerDay: personId })
  const newCodes = async (tx: Db, personId: string): Promise<string[]> => {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
    await steps.replaceRecoveryCodes(
      tx,
      personId,
      codes.map((code) => recoveryHash(secret, personId, code)),
    )
    return codes
  }
  /** The code of the app, or one of the ten: each is used up by this. */
  const accepts = async (tx: Db, personId: string, typed: string): Promise<'app' | 'recovery-code' | undefined> => {
    const app = await steps.authenticatorOf(tx, personId)
    if (!app?.confirmedAt) return undefined
    const recovery = readRecoveryCode(typed)
    if (recovery) return (await steps.spendRecoveryCode(tx, recoveryHash(secret, personId, recovery), clock.now())) ? 'recovery-code' : undefined
    const step = matchingStep(keyOf(personId, app.secret), typed.replaceAll(/\s/g, ''), { now: clock.now(), last: app.lastStep })
    return step !== undefined && (await steps.useStep(tx, personId, step)) ? 'app' : undefined
  }
  const may = async (tx: Db, person: Owner) => mayChangeWaysIn(person, await steps.heldBy(tx, person.id))

  return {
    heldBy: (personId: string) => steps.heldBy(db, personId),

    /** Who stands before the second step: signed in half, or signed in without it. */
    async before(session: string | undefined): Promise<(Account & { awaits: boolean }) | undefined> {
      return session === undefined ? undefined : store.personBeforeSecondStep(db, hashOf(session), clock.now())
    },

    /** Gives the second step: the session becomes a new, strong one. */
    async prove(typed: string, { visit, goTo }: { visit: Visit; goTo: string }): Promise<Proving> {
      return db.tx(async (tx) => {
        const person = visit.session === undefined ? undefined : await store.personBeforeSecondStep(tx, hashOf(visit.session), clock.now())
        if (!person) return { status: 'nobody' }
        const minutes = await limited(tx, person.id)
        if (minutes > 0) return { status: 'too-often', minutes }
        const how = await accepts(tx, person.id, typed)
        if (!how) return { status: 'wrong-code' }
        return enter(tx, person, { visit, how: `second step: ${how}`, strong: true, goTo })
      })
    },

    /** Makes a key for an app; it counts once a code of it was given. */
    async start(person: Owner): Promise<Changing<{ status: 'started' }>> {
      return db.tx(async (tx) => {
        if (!(await may(tx, person))) return { status: 'second-step-first' }
        await steps.startAuthenticator(tx, person.id, seal(secret, context(person.id), randomBytes(SECRET_BYTES)), clock.now())
        return { status: 'started' }
      })
    },

    /** The key that waits for its first code, as text to type and as what a QR code holds. */
    async started(person: Owner): Promise<{ typed: string; uri: string } | undefined> {
      const app = await steps.authenticatorOf(db, person.id)
      if (!app || app.confirmedAt) return undefined
      const key = keyOf(person.id, app.secret)
      return { typed: (base32(key).match(/.{4}/g) ?? []).join(' '), uri: keyUri({ issuer: 'Koers', account: person.email, secret: key }) }
    },

    async confirm(person: Owner, typed: string, visit: Visit): Promise<Changing<Confirming>> {
      return db.tx(async (tx) => {
        if (!(await may(tx, person))) return { status: 'second-step-first' }
        const app = await steps.authenticatorOf(tx, person.id)
        if (!app || app.confirmedAt) return { status: 'not-started' }
        const minutes = await limited(tx, person.id)
        if (minutes > 0) return { status: 'too-often', minutes }
        const step = matchingStep(keyOf(person.id, app.secret), typed.replaceAll(/\s/g, ''), { now: clock.now(), last: app.lastStep })
        if (step === undefined) return { status: 'wrong-code' }
        await steps.confirmAuthenticator(tx, person.id, step, clock.now())
        await store.deleteWeakSessions(tx, person.id)
        await store.audit(tx, person.id, 'second-step.added', clock.now())
        await tell(tx, person, 'second-step-added')
        return { status: 'confirmed', codes: await newCodes(tx, person.id), entered: await enter(tx, person, { visit, how: 'second step: app', strong: true, goTo: '/' }) }
      })
    },

    /** Ten new codes; the old ones stop working. */
    async renewCodes(person: Owner): Promise<Changing<{ status: 'renewed'; codes: readonly string[] }>> {
      return db.tx(async (tx) => {
        if (!(await may(tx, person))) return { status: 'second-step-first' }
        if (!(await steps.heldBy(tx, person.id)).authenticator) throw notFound('There is no authenticator app.')
        await store.audit(tx, person.id, 'second-step.codes-renewed', clock.now())
        return { status: 'renewed', codes: await newCodes(tx, person.id) }
      })
    },

    async remove(person: Owner): Promise<Changing<{ status: 'removed' }>> {
      return db.tx(async (tx) => {
        if (!(await may(tx, person))) return { status: 'second-step-first' }
        if (await steps.removeAuthenticator(tx, person.id)) {
          if ((await steps.heldBy(tx, person.id)).passkeys === 0) await store.weakenSessions(tx, person.id)
          await store.audit(tx, person.id, 'second-step.removed', clock.now())
          await tell(tx, person, 'second-step-removed')
        }
        return { status: 'removed' }
      })
    },
  }
}

export type SecondStep = ReturnType<typeof createSecondStep>
