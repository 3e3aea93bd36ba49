import { reportCsv } from './csv.ts'
import { reportOds } from './ods.ts'
import { reportPdf } from './pdf.ts'
import type { Report } from './report.ts'

/** The formats of the whole report: for pages and the command line alike. */
export const formats = {
  pdf: { type: 'application/pdf', make: async (report: Report) => (await reportPdf(report)).pdf },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', make: reportOds },
  csv: { type: 'text/csv; charset=utf-8', make: reportCsv },
  json: { type: 'application/json', make: (report: Report) => JSON.stringify(report, null, 2) },
} as const satisfies Record<string, { type: string; make: (report: Report) => Made | Promise<Made> }>

type Made = Uint8Array<ArrayBuffer> | string

export type Format = keyof typeof formats
