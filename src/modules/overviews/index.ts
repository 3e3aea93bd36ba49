export type { Overviews } from './overviews.ts'
