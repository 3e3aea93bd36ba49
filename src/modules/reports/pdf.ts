import { reportPrint } from './print/report-print.ts'
import { typeset } from './print/typesetter.ts'
import type { Report } from './report.ts'

export const reportPdf = (report: Report) => typeset('report', reportPrint(report))
