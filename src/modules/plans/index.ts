export type { Action, ActionFields } from './action.ts'
export type { AskedAnswer, Plans } from './plans.ts'
export type { Status } from './status.ts'
