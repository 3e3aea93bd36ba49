import type { Instrument } from '#modules/instruments'
import { boardPrint } from './print/board-print.ts'
import { formPrint, type FormAbout } from './print/form-print.ts'
import { oversightPrint } from './print/oversight-print.ts'
import { reportPrint } from './print/report-print.ts'
import { typeset, type Pdf } from './print/typesetter.ts'
import type { Report } from './report.ts'

/** The documents, each a tagged PDF/UA. They are in Dutch, as the content is. */
export const reportPdf = (report: Report): Promise<Pdf> => typeset('report', reportPrint(report))
/** One A4, whatever the data. */
export const boardPdf = (report: Report): Promise<Pdf> => typeset('board', boardPrint(report))
/** One A4, whatever the data. */
export const oversightPdf = (report: Report): Promise<Pdf> => typeset('oversight', oversightPrint(report))
export const formPdf = (instrument: Instrument, about: FormAbout): Promise<Pdf> => typeset('form', formPrint(instrument, about))
