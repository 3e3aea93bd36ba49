import { z } from 'zod'
import type { Db } from './db.ts'
import { sql, written, type Sql } from './sql.ts'
import { isPlainText, webLink } from './text-input.ts'

/**
 * What a service holds of an organisation, described so that all of it can be taken out to a file and brought in elsewhere: which
 * rows, and of each column what it holds. One description for both ways, for checking a file of an unknown hand, and for the
 * schema in the file. What is not described stays behind, and a test wants the reason.
 */
export type Portable = {
  /** Each after those that it points at. */
  tables: readonly PortableTable[]
  /** Tables and columns that do not go along (`plans.feed`, `assessments.round.example`), and why not. */
  staysBehind: Readonly<Record<string, string>>
  /** The last step of bringing in, when all rows are there. @throws {TransferRefused} when what came is not what was taken out. */
  settle?(tx: Db, rowsOf: (table: string) => readonly Row[]): Promise<void>
}

export type PortableTable = {
  /** With its schema, such as `plans.action`. */
  name: string
  /** One sentence for the reader of the file. */
  about: string
  /** The column that other rows point at; made up where it began, and kept. */
  key?: string
  columns: Readonly<Record<string, Column>>
  /** Which rows `t` belong to these organisations. */
  belongs(places: readonly string[]): Sql
  order: string
  /** Who carries it: a person here, words elsewhere. */
  carrier?: { person: string; words: string; atMost: number }
  /** What becomes another row on the way in, such as what someone here must look at first. */
  onTheWayIn?(row: Row): Row
  /** Another way in than one insert. Returns how many rows came in. */
  bringIn?(tx: Db, rows: readonly Row[]): Promise<number>
}

export type Row = Readonly<Record<string, unknown>>

/** What a column points at. A neighbour is an organisation that may be outside the file; `leaves-out`: without what it points at there is no such row. */
export type Holds = 'place' | 'places' | 'neighbour' | 'person' | 'file' | 'edition' | { row: string; outside: 'empty' | 'leaves-out' }
export type Column = { schema: z.ZodType; holds?: Holds; /** How it is read, when not as it is. */ read?: string }

const uuid = z.uuid()
const id = z.string().regex(/^[\w-]{16}$/)
const plain = (max: number) => z.string().max(max).refine(isPlainText, 'control-characters')

export const column = {
  id: { schema: id } satisfies Column,
  uuid: { schema: uuid } satisfies Column,
  /** An organisation of the file. */
  place: { schema: uuid, holds: 'place' } satisfies Column,
  places: { schema: z.array(uuid).max(1000), holds: 'places' } satisfies Column,
  neighbour: { schema: uuid, holds: 'neighbour' } satisfies Column,
  /** Someone under a number of this file only; empty when there is nobody. */
  person: { schema: uuid.nullable(), holds: 'person' } satisfies Column,
  file: { schema: id, holds: 'file' } satisfies Column,
  edition: { schema: z.string().regex(/^[\w-]{16}$/), holds: 'edition' } satisfies Column,
  row: (table: string, outside: 'empty' | 'leaves-out'): Column => ({ schema: outside === 'empty' ? id.nullable() : id, holds: { row: table, outside } }),
  text: (max: number): Column => ({ schema: plain(max) }),
  link: (max: number): Column => ({ schema: webLink(max) }),
  number: (min: number, max: number): Column => ({ schema: z.int().min(min).max(max) }),
  yes: { schema: z.boolean() } satisfies Column,
  moment: { schema: z.iso.datetime({ offset: true }) } satisfies Column,
  day: { schema: z.iso.date() } satisfies Column,
  oneOf: (values: readonly string[]): Column => ({ schema: z.enum(values) }),
  list: (item: Column, max: number): Column => ({ schema: z.array(item.schema).max(max) }),
  hash: { schema: z.string().regex(/^[0-9a-f]{64}$/) } satisfies Column,
  condition: { schema: z.string().regex(/^([1-9]|10)\.[1-9]\d?$/) } satisfies Column,
}

export const orNone = (of: Column): Column => ({ ...of, schema: of.schema.nullable() })
export const readAs = (of: Column, read: string): Column => ({ ...of, read })

export const rowSchema = ({ columns }: PortableTable) => z.strictObject(Object.fromEntries(Object.entries(columns).map(([name, { schema }]) => [name, schema])))

const BATCH = 1000

/** The rows of these organisations, some at a time. Names come from the description, which our code wrote, never from a person. */
export async function* rowBatches(tx: Db, { name, columns, belongs, order }: PortableTable, places: readonly string[]): AsyncGenerator<Row[]> {
  const read = Object.entries(columns).map(([column, { read: how }]) => `'${column}', ${how ?? `t.${column}`}`)
  await tx.rows(
    sql`${written(`declare portable no scroll cursor for select json_build_object(${read.join(', ')}) as row from ${name} t where`)} ${belongs(places)} ${written(`order by ${order}`)}`,
  )
  for (;;) {
    const rows = await tx.rows<{ row: Row }>(written(`fetch ${BATCH} from portable`))
    if (rows.length > 0) yield rows.map(({ row }) => row)
    if (rows.length < BATCH) break
  }
  await tx.rows(written('close portable'))
}

export async function keysOf(tx: Db, { name, key, belongs }: PortableTable, places: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ key: string }>(sql`${written(`select t.${key}::text as key from ${name} t where`)} ${belongs(places)} limit 100000`)
  return rows.map((row) => row.key)
}

/** `together`: in one statement, for rows that point at one another. */
export async function insertRows(tx: Db, { name, columns }: Pick<PortableTable, 'name' | 'columns'>, rows: readonly Row[], { together = false } = {}): Promise<number> {
  const names = Object.keys(columns).join(', ')
  const insert = written(`insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, `)
  const batch = together ? Math.max(rows.length, 1) : BATCH
  for (let at = 0; at < rows.length; at += batch) await tx.rows(sql`${insert}${JSON.stringify(rows.slice(at, at + batch))}::jsonb)`)
  return rows.length
}

/** The keys among these that are taken already. */
export async function takenKeys(tx: Db, { name, key }: PortableTable, keys: readonly unknown[]): Promise<string[]> {
  if (key === undefined || keys.length === 0) return []
  const rows = await tx.rows<{ key: string }>(sql`${written(`select ${key}::text as key from ${name} where ${key}::text =`)} any(${keys}::text[]) limit 10`)
  return rows.map((row) => row.key)
}

export const hasRowsOf = async (tx: Db, { name, belongs }: PortableTable, places: readonly string[]): Promise<boolean> =>
  (await tx.one(sql`${written(`select 1 from ${name} t where`)} ${belongs(places)} limit 1`)) !== undefined

/** A file that cannot be taken out or brought in; the message says what someone can do. Nothing was changed or left behind. */
export class TransferRefused extends Error {
  readonly code = 'transfer-refused'
  constructor(message: string) {
    super(message)
    this.name = 'TransferRefused'
  }
}
