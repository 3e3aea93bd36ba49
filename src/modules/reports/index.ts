export { buildReport, reportSchema } from './report.ts'
export type { Report } from './report.ts'
