import type { Module } from '#platform/module'
import { createPeople, type People } from './people.ts'

export const module: Module<'people', Record<never, never>, People> = {
  name: 'people',
  about: 'Accounts: who someone is, how they sign in, and where they are signed in',
  needs: [],
  migrations: true,
  create({ db, clock }) {
    return { verbs: createPeople({ db, clock }) }
  },
}
