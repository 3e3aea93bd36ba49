export type { Networks } from './networks.ts'
