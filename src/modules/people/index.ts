export type { Account, People } from './people.ts'
