import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { hashOf } from '#platform/secret'
import type { Account, People } from './people.ts'
import { needsSecondStep } from './policy.ts'
import type { OnSecurity } from './security.ts'
import { heldBy } from './second-step-store.ts'
import * as store from './store.ts'

/** What the browser brings along: what it is, the session it had, and the keys of its own measurements. */
export type Visit = { device: string; session: string | undefined; ownKeys: readonly string[] }

/** Someone is in, or half in: the second step comes next. `spent` are the keys that moved into the account: the browser may let go of them. */
export type Entered = { status: 'entered' | 'awaits-second-step'; token: string; account: Account; goTo: string; spent: readonly string[] }

/**
 * Called in the transaction of a sign-in, with the hashes of the keys of measurements that the browser holds.
 * Gives back the hashes of the keys that the account takes the place of.
 */
export type OnSignedIn = (tx: Db, personId: string, keyHashes: readonly string[]) => Promise<readonly string[]>

type Needs = { clock: Clock; people: People; onSignedIn: readonly OnSignedIn[]; tell: OnSecurity }

/** The last step of every way in. The session is always new: one that was planted in a browser before never becomes somebody's. */
export function createEntrance({ clock, people, onSignedIn, tell }: Needs) {
  return async function enter(tx: Db, account: Account, { visit, how, strong, goTo }: { visit: Visit; how: string; strong: boolean; goTo: string }): Promise<Entered> {
    if (visit.session !== undefined) await store.deleteSession(tx, hashOf(visit.session))
    if (needsSecondStep(await heldBy(tx, account.id), strong)) {
      const half = await people.openSession(tx, account.id, { label: visit.device, strong, awaitsSecondStep: true })
      return { status: 'awaits-second-step', token: half.token, account, goTo, spent: [] }
    }
    const { token } = await people.openSession(tx, account.id, { label: visit.device, strong })
    await store.audit(tx, account.id, 'signed-in', clock.now(), how)
    if (await store.isNewDevice(tx, account.id, visit.device, clock.now())) await tell(tx, account.id, { kind: 'signed-in', params: { device: visit.device } })
    const keys = new Map(visit.ownKeys.map((key) => [hashOf(key), key]))
    const spent: string[] = []
    if (keys.size > 0) for (const move of onSignedIn) spent.push(...(await move(tx, account.id, [...keys.keys()])))
    return { status: 'entered', token, account, goTo, spent: spent.flatMap((hash) => keys.get(hash) ?? []) }
  }
}

export type Enter = ReturnType<typeof createEntrance>
