import { z } from 'zod'
import { rowSchema, type PortableTable } from '#platform/portable'
import { personFunctions, rights } from '#platform/rights'

/**
 * The file of one organisation: a zip of JSON Lines, one JSON object on each line, and the files that people attached. It can be read
 * with any program; `docs/transfer.md` describes it. The version counts up when a table or column comes or goes: a version of
 * Koers brings in the versions it knows.
 */
export const FORMAT = 'koers-organisation'
export const VERSION = 1

export const manifestPath = 'manifest.json'
export const paths = {
  readme: 'README.txt',
  schema: 'schema.json',
  people: 'people.jsonl',
  neighbours: 'neighbours.jsonl',
  editions: 'editions.jsonl',
  files: 'files.jsonl',
  log: 'log.jsonl',
} as const
export const rowsPath = (table: Pick<PortableTable, 'name'>) => `rows/${table.name}.jsonl`
export const contentsPath = ({ id, name }: { id: string; name: string }) => `files/${id}/${name}`

/** All rows together, unpacked: 80 schools with ten rounds are about 70 MB. They are in memory while a file is brought in. */
export const ROWS_BYTES_AT_MOST = 512 * 1024 * 1024
/** A zip that every program reads holds no more. */
export const ENTRIES_AT_MOST = 65_535

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const id = z.string().regex(/^[\w-]{16}$/)
const part = z.strictObject({ path: z.string().min(1).max(300), bytes: z.int().min(0), sha256, rows: z.int().min(0).optional() })

/** Enough to tell what it is; the rest is read by the schema of its version. */
export const headSchema = z.object({ format: z.literal(FORMAT), version: z.int().min(1) })
export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  id,
  koers: z.string().max(40),
  made: z.iso.datetime(),
  organisation: z.strictObject({ id: z.uuid(), name: z.string().max(300) }),
  parts: z.array(part).max(ENTRIES_AT_MOST),
})
export type Manifest = z.output<typeof manifestSchema>
export type Part = z.output<typeof part>

export const personSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().max(200),
  email: z.email().max(254).toLowerCase(),
  memberships: z.array(z.strictObject({ organisation: z.uuid(), functions: z.array(z.enum(personFunctions)).max(20), right: z.enum(rights), since: z.iso.datetime() })).max(1000),
})
export const neighbourSchema = z.strictObject({ id: z.uuid(), kind: z.enum(['board', 'school', 'location']), code: z.string().max(20), name: z.string().max(300) })
export const editionSchema = z.looseObject({ hash: id })
export const fileSchema = z.strictObject({
  id,
  name: z.string().min(1).max(200),
  type: z.string().max(200),
  size: z.int().min(1),
  sha256,
  storedAt: z.iso.datetime(),
  path: z.string().max(300),
})
export const logSchema = z.strictObject({ at: z.iso.datetime(), who: z.string().max(60), verb: z.string().max(60), subject: z.string().max(300), organisation: z.uuid() })

export type Person = z.output<typeof personSchema>

/** JSON Schema (2020-12) of each part, by its path: what is in the file, for who has no Koers. */
export function jsonSchema(tables: readonly PortableTable[]): Record<string, unknown> {
  const schemas = {
    [manifestPath]: manifestSchema,
    [paths.people]: personSchema,
    [paths.neighbours]: neighbourSchema,
    [paths.editions]: editionSchema,
    [paths.files]: fileSchema,
    [paths.log]: logSchema,
    ...Object.fromEntries(tables.map((table) => [rowsPath(table), rowSchema(table).describe(table.about)])),
  }
  return Object.fromEntries(Object.entries(schemas).map(([path, schema]) => [path, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })]))
}

export const readme = (name: string, made: string) => `${name}
${made}

Dit is alles wat Koers van deze organisatie bewaart. Elk bestand in rows/ is een tabel:
elke regel is een rij, als JSON. In files/ staan de bestanden die mensen toevoegden.
schema.json zegt wat elke kolom mag zijn, manifest.json welke bestanden erbij horen, met
hun SHA-256. log.jsonl is het logboek: om te lezen, het komt in geen ander logboek.
Mensen hebben een nummer dat alleen in dit bestand geldt; wie nu bij de organisatie hoort
staat met naam en e-mailadres in people.jsonl.

This is all that Koers keeps of this organisation. Each file in rows/ is a table: each line
is a row, as JSON. files/ holds what people attached. schema.json says what each column may
be, manifest.json which files belong to it, with their SHA-256. log.jsonl is the audit log:
to read, it goes into no other log. People have a number that holds in this file only; who
belongs to the organisation now stands in people.jsonl with name and e-mail address.
`
