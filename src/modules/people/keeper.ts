import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Keeper } from '#platform/module'
import * as keeping from './keeper-store.ts'

/** What an account holds about its person, and taking it out. Audit lines stay, with an id that leads to nobody. */
export const createKeeper = ({ db, clock }: { db: Db; clock: Clock }): Keeper => ({
  personalData: (personId) => keeping.personalData(db, personId),
  erase: (tx, personId) => keeping.erase(tx, personId, clock.now()),
})
