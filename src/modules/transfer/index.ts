export type { Transfer } from './take-out.ts'
