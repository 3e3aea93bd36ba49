/**
 * Why a file is not read.
 * - `not-a-zip`: no zip archive at all, such as a csv, a pdf, a flat .fods or an old .xls
 * - `broken-zip`: a damaged or contradictory archive: cut off, wrong checksum, an entry twice, a path that leaves the archive
 * - `not-ods`: a zip, but no OpenDocument spreadsheet, such as .xlsx, .docx or .odt
 * - `encrypted`: saved with a password
 * - `too-large`: more entries, sheets, elements, text or uncompressed bytes than the limits allow
 * - `broken-xml`: not well-formed, not UTF-8, nested too deeply, or with a DOCTYPE
 * - `too-many-cells`: content beyond the limits of rows, columns or cells
 * - `has-formula`: `where` names the first cell with one, such as `Antwoorden.C5`
 */
export type OdsProblem = 'not-a-zip' | 'broken-zip' | 'not-ods' | 'encrypted' | 'too-large' | 'broken-xml' | 'too-many-cells' | 'has-formula'

export type OdsLimits = {
  /** Entries in the archive. */
  entries: number
  /** Bytes of any one XML part after decompression; also the characters of all cells together, repeats included. */
  bytes: number
  /** XML elements in any one part: a cell with a line of text takes two. Reading takes about 2 ms of CPU per thousand. */
  elements: number
  /** How deep XML elements are nested; in a form that LibreOffice 7.4 saved, eight. */
  depth: number
  sheets: number
  /** Rows of a sheet, up to the last with content. */
  rows: number
  /** Columns of a sheet, up to the last with content. */
  columns: number
  /** Cells of the whole book, repeats included. */
  cells: number
}

export const defaultLimits: OdsLimits = {
  entries: 200,
  bytes: 20_000_000,
  elements: 1_000_000,
  depth: 60,
  sheets: 200,
  rows: 20_000,
  columns: 200,
  cells: 20_000 * 200,
}

/** Thrown inside the reader only; `readOds` turns it into a value. */
export class Refusal extends Error {
  readonly problem: OdsProblem
  readonly where: string | undefined

  constructor(problem: OdsProblem, where?: string) {
    super(where === undefined ? problem : `${problem}: ${where}`)
    this.problem = problem
    this.where = where
  }
}

export function refuse(problem: OdsProblem, where?: string): never {
  throw new Refusal(problem, where)
}
