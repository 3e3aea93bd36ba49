import { DAY, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { hashOf, newId, newKey } from '#platform/secret'
import type { Owner } from './owner.ts'
import { mayChangeWaysIn } from './policy.ts'
import type { OnSecurity } from './security.ts'
import { heldBy } from './second-step-store.ts'
import * as store from './store.ts'
import * as tokenStore from './token-store.ts'

/** For how many days a token may work. */
export const TOKEN_DAYS = [30, 90, 180, 365] as const
export type TokenDays = (typeof TOKEN_DAYS)[number]
/** More programs than this nobody keeps an eye on. */
const TOKENS_AT_MOST = 20

export type Making = { status: 'made'; token: string } | { status: 'second-step-first' } | { status: 'too-many'; most: number }

/** Tokens for a program of one's own: it may what its person may, on the API. */
export function createTokens({ db, clock, tell }: { db: Db; clock: Clock; tell: OnSecurity }) {
  return {
    /** The token itself is given back here and never again. */
    async make(owner: Owner, { name, days }: { name: string; days: TokenDays }): Promise<Making> {
      const now = clock.now()
      return db.tx(async (tx) => {
        if (!mayChangeWaysIn(owner, await heldBy(tx, owner.id))) return { status: 'second-step-first' }
        await store.lockPerson(tx, owner.id) // two made at once must not pass the limit together
        if ((await tokenStore.tokensOf(tx, owner.id, now)).length >= TOKENS_AT_MOST) return { status: 'too-many', most: TOKENS_AT_MOST }
        const token = `koers_${newKey()}`
        const id = newId()
        const expiresAt = new Date(now.getTime() + days * DAY)
        await store.insertSession(tx, {
          hash: hashOf(token),
          id,
          personId: owner.id,
          kind: 'token',
          label: name,
          strong: owner.strong,
          awaitsSecondStep: false,
          at: now,
          expiresAt,
        })
        await store.audit(tx, owner.id, 'token.made', now, id)
        await tell(tx, owner.id, { kind: 'token-made', params: { label: name } })
        return { status: 'made', token }
      })
    },

    async withdraw(owner: Owner, id: string): Promise<void> {
      await db.tx(async (tx) => {
        if (await tokenStore.deleteToken(tx, owner.id, id)) await store.audit(tx, owner.id, 'token.withdrawn', clock.now(), id)
      })
    },
  }
}

export type Tokens = ReturnType<typeof createTokens>
