/**
 * OpenDocument spreadsheets (ODF 1.3): write a workbook that opens in LibreOffice, Excel and Google Sheets, and read
 * back what people filled in. Pure: bytes in, bytes out. Text stays text in both directions; a formula is never
 * written, and a file that holds one is refused.
 */
export { readOds } from './ods/read.ts'
export type { ReadWorkbook } from './ods/read.ts'
export type { OdsLimits, OdsProblem } from './ods/refusal.ts'
export type { Cell, CellOptions, CellStyle, Column, Row, Sheet, Validation, Workbook } from './ods/workbook.ts'
export { writeOds } from './ods/write.ts'
