import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { createReadStream } from 'node:fs'
import type { Encoding } from './encoding.ts'

type Line = { number: number; text: string }
/** One record with the number of its (first) line; `broken` says why it could not be read. */
type CsvRecord = { line: number; fields: string[] } | { line: number; broken: string }

const longestLine = 64 * 1024 // characters; the longest of the registers has 300

/** The lines of a file that hold anything, in groups as they come in; never more than a piece of the file in memory. */
export async function* linesOf(path: string, encoding: Encoding): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let number = 0
  const cut = (text: string, isLast: boolean) => {
    const holdsBack = !isLast && text.endsWith('\r') // its \n may be in the next piece
    const parts = (holdsBack ? text.slice(0, -1) : text).split(/\r\n|\n|\r/)
    rest = isLast ? '' : `${(parts.pop() ?? '').slice(0, longestLine + 1)}${holdsBack ? '\r' : ''}`
    return parts.map((line) => ({ number: (number += 1), text: line })).filter((line) => line.text.trim() !== '')
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield cut(rest + decoder.decode(chunk, { stream: true }), false)
  yield cut(rest + decoder.decode(), true)
}

/**
 * The records of a file after its header. A quote that is opened and never closed costs its own line and nothing else:
 * a record normally is a line, so a group of lines that does not give as many records is read again line by line.
 */
export async function* recordsOf(path: string, encoding: Encoding, delimiter: string, columns: number): AsyncGenerator<CsvRecord[]> {
  let waiting: Line[] = []
  let isHeader = true
  for await (const lines of linesOf(path, encoding)) {
    const body = isHeader ? lines.slice(1) : lines
    isHeader &&= lines.length === 0
    const read = recordsIn([...waiting, ...body], delimiter, columns, false)
    waiting = read.waiting
    yield read.records
  }
  yield recordsIn(waiting, delimiter, columns, true).records
}

function recordsIn(lines: readonly Line[], delimiter: string, columns: number, isEnd: boolean): { records: CsvRecord[]; waiting: Line[] } {
  const all = parsed(textOf(lines), delimiter)
  if (Array.isArray(all) && all.length === lines.length) {
    return { records: lines.map((line, index) => checked(line, all[index] ?? [], columns)), waiting: [] }
  }
  const records: CsvRecord[] = []
  for (let index = 0; index < lines.length;) {
    const next = lines.slice(index, index + mostLines)
    const { record, took } = firstRecord(next as [Line, ...Line[]], delimiter, columns)
    if (record === undefined && next.length < mostLines && !isEnd) return { records, waiting: lines.slice(index) }
    records.push(record ?? { line: lines[index]?.number ?? 0, broken: badQuote })
    index += took
  }
  return { records, waiting: [] }
}

const mostLines = 6 // of one record: an address of a few lines inside quotes
const badQuote = 'a quote is not closed, or stands where none can be'

/** No record: these lines end inside quotes, and more of them may tell. */
function firstRecord(lines: readonly [Line, ...Line[]], delimiter: string, columns: number): { record?: CsvRecord; took: number } {
  const [line] = lines
  const strict = parsed(line.text, delimiter)
  const one = strict === 'quote-inside' ? parsed(line.text, delimiter, true) : strict
  if (Array.isArray(one)) return { record: checked(line, one[0] ?? [], columns), took: 1 }
  const broken = { record: { line: line.number, broken: badQuote }, took: 1 }
  if (one !== 'open' || line.text.length > longestLine) return broken
  for (let took = 2; took <= lines.length; took += 1) {
    const several = parsed(textOf(lines.slice(0, took)), delimiter)
    const fields = Array.isArray(several) && several.length === 1 ? several[0] : undefined
    if (fields?.length === columns) return { record: { line: line.number, fields }, took }
    if (several !== 'open') return broken
  }
  return { took: 1 }
}

const textOf = (lines: readonly Line[]) => lines.map((line) => line.text).join('\n')

/**
 * The fields of each record, or why there are none: `open` ends inside quotes, `quote-inside` has a quote within plain text
 * (`BS "De Maasparel"`, which `relaxed` reads as it stands), `wrong` goes on after a closing quote.
 */
export function parsed(text: string, delimiter: string, relaxed = false): string[][] | 'open' | 'quote-inside' | 'wrong' {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, relax_quotes: relaxed, max_record_size: mostLines * longestLine })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : error.code === 'INVALID_OPENING_QUOTE' ? 'quote-inside' : 'wrong'
  }
}

function checked(line: Line, fields: string[], columns: number): CsvRecord {
  if (line.text.length > longestLine) return { line: line.number, broken: `a line has more than ${longestLine} characters` }
  const extra = fields.slice(columns)
  if (fields.length < columns || extra.some((field) => field.trim() !== '')) return { line: line.number, broken: `${fields.length} columns where the header has ${columns}` }
  return { line: line.number, fields }
}
