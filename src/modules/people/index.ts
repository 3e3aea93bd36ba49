export type { OnSignedIn } from './entrance.ts'
export type { Account, People } from './people.ts'
