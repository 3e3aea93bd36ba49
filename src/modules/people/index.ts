export type { OnSignedIn } from './entrance.ts'
export type { OnSecurity } from './security.ts'
export type { Account, Addressee, People } from './people.ts'
export { surelyThemselves } from './policy.ts'
