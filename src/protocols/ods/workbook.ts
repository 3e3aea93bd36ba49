/**
 * How a cell looks. `title`: large and bold · `heading`: bold on grey, for the header rows · `wrap`: plain ·
 * `label`: bold · `note`: grey text · `locked`: grey background · `input`: a bordered field to fill in, which keeps
 * whatever is typed as text (so `1-2` does not become a date) and stays open for typing in a protected sheet.
 * In every style long text wraps and stands at the top of the cell.
 */
export type CellStyle = 'title' | 'heading' | 'wrap' | 'label' | 'note' | 'locked' | 'input'

export type CellOptions = {
  /** Default: `heading` in the header rows, the style of the column below them. */
  style?: CellStyle | undefined
  /** A link on the text. Only absolute https addresses become a link; with anything else the text stands alone. */
  href?: string | undefined
  /** How many columns the cell is wide. The cells it covers must be `null`. */
  span?: number | undefined
}

/** A date is yyyy-mm-dd and must exist; a number is finite. Line breaks in text are `\n`. */
export type Cell = (({ text: string } | { number: number } | { date: string }) & CellOptions) | null

/** The position in the array is the column. */
export type Row = readonly Cell[]

export type Column = {
  /** A length such as `4cm`, `45mm`, `1.5in` or `80pt`. */
  width: string
  hidden?: boolean | undefined
  /** The style of its cells below the header rows that name none; default `wrap`. */
  style?: CellStyle | undefined
}

/** A drop-down in one column. Rows and columns count from 0; both ends of the range belong to it. */
export type Validation = {
  column: number
  fromRow: number
  /** May lie beyond the last row: the rows up to it are then written empty, in the styles of their columns. */
  toRow: number
  list: readonly string[]
  /** What a person reads who enters something that is not in the list. */
  message: string
}

export type Sheet = {
  /** At least one character, unique in the book, without `[ ] * ? : / \`, no apostrophe at either end. */
  name: string
  columns: readonly Column[]
  /** The first so many rows stay in view and are repeated on every printed page. */
  headerRows?: number | undefined
  rows: readonly Row[]
  hidden?: boolean | undefined
  /** Only cells in style `input` can be changed. No password: it prevents slips, not intent. */
  protected?: boolean | undefined
  validations?: readonly Validation[] | undefined
}

export type Workbook = {
  title: string
  /** A language tag (BCP 47) such as `nl-NL`. */
  language: string
  author?: string | undefined
  created: Date
  /** At least one of them not hidden. */
  sheets: readonly Sheet[]
  /** User-defined properties, such as the id and version of a form. */
  meta?: Readonly<Record<string, string>> | undefined
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}
