export { labelOf } from './organisation.ts'
export type { Kind, Organisation, Sector } from './organisation.ts'
export type { DemoBoard, Organisations, TrialOrganisation } from './organisations.ts'
export type { ImportReport } from './duo/report.ts'
