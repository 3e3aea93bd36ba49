export type { Evidence, Named } from './evidence.ts'
export type { State } from './piece.ts'
