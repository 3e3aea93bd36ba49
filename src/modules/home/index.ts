export type { Home } from './home.ts'
