import type { Db } from '#platform/db'
import type { Keeper } from '#platform/module'
import { forgetPerson, participationsOf } from './store.ts'

/** What campaigns hold of one person: where they took part, and what they answered while that can still be told. */
export const createKeeper = (db: Db): Keeper => ({
  async personalData(personId) {
    return { participations: await participationsOf(db, personId) }
  },
  erase: (tx, personId) => forgetPerson(tx, personId),
})
