export type { Comparisons } from './comparisons.ts'
