import { createHash } from 'node:crypto'
import type { Encoding } from './encoding.ts'
import { recordsOf } from './csv.ts'
import type { DuoFile } from './register.ts'
import { rowOf, type RejectedRow, type Row } from './row.ts'

export type Source = DuoFile & { encoding: Encoding }
type SurveyedRow =
  | { line: number; verdict: 'store'; row: Row }
  | { line: number; verdict: 'repeated'; row: Row }
  | { line: number; verdict: 'reject'; rejection: RejectedRow & { earlier?: string } }

type First = { at: string; address: string; rest: string; types: Set<string>; pupils: number | null; pupilsAtLeast: boolean }

/**
 * What the files of one register hold, read once from end to end before anything is stored: only then is it known which rows speak
 * of the same organisation. Remembers a line number and two hashes per organisation, not the rows.
 */
export class Survey {
  readonly rowsIn = new Map<string, number>()
  readonly #first = new Map<string, First>()
  readonly #later = new Map<string, 'repeated' | { reason: string; earlier: string }>()
  readonly #rejected = new Set<string>()
  readonly #boardNamedAt = new Map<string, string>()

  async read(source: Source): Promise<void> {
    let rows = 0
    for await (const found of rowsOf(source)) {
      for (const { line, row } of found) this.#take(`${source.file}:${line}`, row)
      rows += found.length
    }
    this.rowsIn.set(source.file, rows)
  }

  /** The same rows again, each with what is to be done with it. */
  async *verdicts(source: Source): AsyncGenerator<SurveyedRow[]> {
    for await (const found of rowsOf(source)) yield found.map(({ line, row }) => this.#verdict(`${source.file}:${line}`, line, row))
  }

  /** Is it in the register still? A rejected row of a known organisation does not make it gone. */
  lists(code: string): boolean {
    return this.#first.has(code) || this.#rejected.has(code) || this.#boardNamedAt.has(code)
  }

  get organisations(): number {
    return this.#first.size
  }

  #take(at: string, row: Row | RejectedRow): void {
    if ('reason' in row) {
      if (row.key) this.#rejected.add(row.key)
      return
    }
    if (row.board && !this.#boardNamedAt.has(row.board.code)) this.#boardNamedAt.set(row.board.code, at)
    const { street, houseNumber, pupils, pupilsAtLeast, ...rest } = row.facts
    const own = { at, address: hash([street, houseNumber]), rest: hash(Object.values(rest)), types: new Set([row.type]), pupils, pupilsAtLeast }
    const first = this.#first.get(row.code)
    if (first) this.#later.set(at, together(first, own))
    else this.#first.set(row.code, own)
  }

  #verdict(at: string, line: number, row: Row | RejectedRow): SurveyedRow {
    if ('reason' in row) return { line, verdict: 'reject', rejection: row }
    const later = this.#later.get(at)
    if (later === 'repeated') return { line, verdict: 'repeated', row }
    if (later) return { line, verdict: 'reject', rejection: { ...later, key: row.code } }
    const { pupils, pupilsAtLeast } = this.#first.get(row.code) ?? row.facts
    const { board, ...own } = row
    return { line, verdict: 'store', row: { ...own, facts: { ...row.facts, pupils, pupilsAtLeast }, ...(board && this.#boardNamedAt.get(board.code) === at ? { board } : {}) } }
  }
}

/**
 * A second row of one organisation. So and vso at one location are two rows that differ in type and pupils: their pupils are added up.
 * A second address cannot be kept, and any other difference leaves nobody knowing which row is right: those are rejected.
 */
function together(first: First, own: First): 'repeated' | { reason: string; earlier: string } {
  const [type] = own.types
  if (first.rest !== own.rest) return { reason: 'contradicts an earlier row of the same organisation', earlier: first.at }
  if (first.address !== own.address) return { reason: 'another address of a location that has one: the first is kept', earlier: first.at }
  if (type && type !== '' && !first.types.has(type)) {
    first.types.add(type)
    first.pupilsAtLeast = first.pupilsAtLeast || own.pupilsAtLeast || (first.pupils === null) !== (own.pupils === null)
    first.pupils = first.pupils === null && own.pupils === null ? null : (first.pupils ?? 0) + (own.pupils ?? 0)
    return 'repeated'
  }
  return first.pupils === own.pupils || first.types.size > 1 ? 'repeated' : { reason: 'contradicts an earlier row of the same organisation', earlier: first.at }
}

async function* rowsOf(source: Source): AsyncGenerator<{ line: number; row: Row | RejectedRow }[]> {
  for await (const records of recordsOf(source.path, source.encoding, source.delimiter, source.width)) {
    yield records.map((record) => ({ line: record.line, row: 'broken' in record ? { reason: record.broken } : rowOf(source, record.fields) }))
  }
}

const hash = (values: readonly unknown[]) => createHash('sha1').update(JSON.stringify(values)).digest('base64')
