import type { Db } from '#platform/db'
import type { Keeper } from '#platform/module'
import * as store from './store.ts'

/** A practice is its organisation's and stays; who wrote or reviewed it, and the contact they gave, are forgotten. */
export const keeper = (db: Db): Keeper => ({
  personalData: async (personId) => ({ practices: await store.ofPerson(db, personId) }),
  erase: (tx, personId) => store.forgetPerson(tx, personId),
})
