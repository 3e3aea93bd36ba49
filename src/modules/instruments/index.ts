export { conditionIdPattern, levels } from './instrument.ts'
export type { Condition, Edition, Law, Level, Norm, Practice, Responsibility, RoleKey, Source } from './instrument.ts'
export { Instrument } from './instruments.ts'
export type { Instruments } from './instruments.ts'
