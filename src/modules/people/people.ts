import { randomUUID } from 'node:crypto'
import { DAY, HOUR, MINUTE, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Actor } from '#platform/http'
import type { Lang } from '#platform/i18n'
import type { Person } from '#platform/rights'
import { hashOf, newId, newKey } from '#platform/secret'
import type { Sql } from '#platform/sql'
import { ownerOf } from './owner.ts'
import { countWithSecondStep } from './second-step-store.ts'
import * as store from './store.ts'

/** A session of a browser ends after two weeks without use, and after ninety days whatever happens. */
export const SESSION_IDLE = 14 * DAY
export const SESSION_ABSOLUTE = 90 * DAY
const SECOND_STEP_WITHIN = 15 * MINUTE
/** Use is noted a few times a day and not at each request: a page costs no write. */
const NOTED_EVERY = 6 * HOUR

export type Account = { id: string; email: string; name: string }
/** With the language they want to be written to in. */
export type Addressee = Account & { language: Lang }

export function createPeople({ db, clock }: { db: Db; clock: Clock }) {
  return {
    /** Who holds this session or token, as part of a larger question; nobody when it is unknown, ended or revoked. */
    holderOf: (credential: string): Sql => store.holderOf(hashOf(credential), clock.now()),

    /** Moves the end of a session that is used. */
    async noteUse(credential: string, seenAt: Date): Promise<void> {
      const now = clock.now()
      if (now.getTime() - seenAt.getTime() < NOTED_EVERY) return
      await store.touchSession(db, hashOf(credential), { now, idleUntil: new Date(now.getTime() + SESSION_IDLE), absolute: SESSION_ABSOLUTE })
    },

    /** The account with this address, made when there is none yet. `mailboxKnown`: they showed that they read its mail. */
    async register(tx: Db, { email, name, mailboxKnown = true }: { email: string; name: string; mailboxKnown?: boolean }): Promise<Account> {
      return store.insertPerson(tx, { id: randomUUID(), email: email.toLowerCase(), name, at: clock.now(), mailboxKnown })
    },

    /**
     * Someone at their own account, and when they signed in there: for what a stolen, open browser must not do.
     * @throws {WayIn} when nobody is signed in; {Refusal} not-found for a token.
     */
    async atOwnAccount(actor: Actor, tx: Db = db): Promise<Person & { signedInAt: Date }> {
      const { inBrowser: _, ...person } = await ownerOf(tx, actor)
      return { ...person, signedInAt: (await store.signedInAt(tx, person.sessionId)) ?? new Date(0) }
    },

    /** The language of all letters to these. */
    setLanguage: (tx: Db, ids: readonly string[], language: Lang) => store.setLanguage(tx, ids, language),

    /** Who runs this installation. */
    administrators: (tx: Db = db): Promise<string[]> => store.administrators(tx),

    /** Of these, each named once, how many set up a second step. */
    countWithSecondStep: (ids: readonly string[], tx: Db = db): Promise<number> => countWithSecondStep(tx, ids),

    byEmail: (email: string, tx: Db = db) => store.personByEmail(tx, email.toLowerCase()),
    byIds: (ids: readonly string[], tx: Db = db): Promise<Map<string, Addressee>> => store.peopleByIds(tx, ids),

    /** Signs someone in. The token is given once and kept as its hash. One that awaits the second step opens nothing, and ends soon. */
    async openSession(
      tx: Db,
      personId: string,
      { label, strong, awaitsSecondStep = false }: { label: string; strong: boolean; awaitsSecondStep?: boolean },
    ): Promise<{ token: string }> {
      const token = newKey()
      const at = clock.now()
      const expiresAt = new Date(at.getTime() + (awaitsSecondStep ? SECOND_STEP_WITHIN : SESSION_IDLE))
      await store.insertSession(tx, { hash: hashOf(token), id: newId(), personId, kind: 'browser', label, strong, awaitsSecondStep, at, expiresAt })
      return { token }
    },
  }
}

export type People = ReturnType<typeof createPeople>
