export type { Privacy } from './my-data.ts'
