import type { Db } from '#platform/db'
import type { Keeper } from '#platform/module'
import * as store from './store.ts'

/** Boards share, not persons: what was said stays the board's, without who typed it. */
export const keeper = (db: Db): Keeper => ({
  personalData: async (personId) => ({ networks: await store.ofPerson(db, personId) }),
  erase: (tx, personId) => store.forgetPerson(tx, personId),
})
