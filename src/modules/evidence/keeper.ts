import type { Db } from '#platform/db'
import type { Keeper } from '#platform/module'
import * as store from './store.ts'

/** The piece stays, for it is the organisation's; who added, owned or withdrew it is forgotten. */
export const keeper = (db: Db): Keeper => ({
  personalData: async (personId) => ({ evidence: await store.ofPerson(db, personId) }),
  erase: (tx, personId) => store.forgetPerson(tx, personId),
})
