export type { Listed, PracticeLevel } from './practice.ts'
export type { Offered, Practices } from './practices.ts'
