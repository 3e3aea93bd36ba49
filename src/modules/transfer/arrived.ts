import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { rowSchema, TransferRefused, type Portable, type PortableTable, type Row } from '#platform/portable'
import { FILE_AT_MOST } from '#platform/storage'
import { openZip, type ZipArchive, type ZipSource } from '#protocols/zip'
import { sha256Of } from './collected.ts'
import {
  contentsPath,
  editionSchema,
  ENTRIES_AT_MOST,
  fileSchema,
  headSchema,
  logSchema,
  manifestPath,
  manifestSchema,
  neighbourSchema,
  paths,
  personSchema,
  ROWS_BYTES_AT_MOST,
  rowsPath,
  VERSION,
  type Manifest,
} from './format.ts'

/** A file that was read to its end and is what it says it is; nothing in it points outside it. */
export type Arrived = {
  manifest: Manifest
  /** SHA-256 of the whole file. */
  hash: string
  rows: ReadonlyMap<string, readonly Row[]>
  people: z.output<typeof personSchema>[]
  neighbours: z.output<typeof neighbourSchema>[]
  editions: z.output<typeof editionSchema>[]
  files: z.output<typeof fileSchema>[]
  contents(file: { id: string; name: string }): Uint8Array<ArrayBuffer>
}

const refused = (what: string) => new TransferRefused(`This file cannot be brought in: ${what}.`)

const problems = {
  'not-a-zip': 'it is not a zip',
  'broken-zip': 'it is damaged or was not copied to its end',
  encrypted: 'it is locked with a password',
  'too-large': 'it is larger than a file of Koers can be',
} as const

/** Reads a file of an unknown hand to its end before anything is done with it. @throws {TransferRefused} saying what is wrong. */
export function readArrived(source: ZipSource, portables: readonly Portable[]): Arrived {
  const tables = portables.flatMap((portable) => portable.tables)
  const archive = openZip(source, { entries: ENTRIES_AT_MOST, bytes: ROWS_BYTES_AT_MOST }, (problem, where) => {
    throw refused(problems[problem] + (where === undefined ? '' : ` (${where})`))
  })
  const manifest = manifestIn(archive)
  refuseOtherNames(archive, manifest, tables)
  const lines = <S extends z.ZodType>(path: string, schema: S) => linesIn(archive, manifest, path, schema)
  const files = lines(paths.files, fileSchema)
  refuseOtherFiles(manifest, files)
  for (const path of [paths.schema, paths.readme]) bytesOf(archive, manifest, path)
  for (const file of files) if (sha256Of(bytesOf(archive, manifest, contentsPath(file))) !== file.sha256) throw refused(`${file.name} is not what was taken out`)
  lines(paths.log, logSchema)
  const arrived: Arrived = {
    manifest,
    hash: hashOf(source),
    rows: new Map(tables.map((table) => [table.name, lines(rowsPath(table), rowSchema(table))])),
    people: lines(paths.people, personSchema),
    neighbours: lines(paths.neighbours, neighbourSchema),
    editions: lines(paths.editions, editionSchema),
    files,
    contents: (file) => new Uint8Array(bytesOf(archive, manifest, contentsPath(file))),
  }
  refuseLoose(arrived, tables)
  return arrived
}

function manifestIn(archive: ZipArchive): Manifest {
  const bytes = archive.read(manifestPath)
  const json = bytes && jsonIn(new TextDecoder().decode(bytes))
  const head = headSchema.safeParse(json)
  if (!head.success) throw refused('it was not made by Koers')
  if (head.data.version !== VERSION) throw refused(`it has version ${head.data.version}, and this Koers knows version ${VERSION}. Use the Koers that made it, or a newer one`)
  const manifest = manifestSchema.safeParse(json)
  if (!manifest.success) throw refused('its manifest is not in order')
  return manifest.data
}

/** What the manifest does not name is not looked at, and so not let in. */
function refuseOtherNames(archive: ZipArchive, manifest: Manifest, tables: readonly PortableTable[]): void {
  const named = manifest.parts.map(({ path }) => path)
  const [inZip, inManifest] = [new Set(archive.names), new Set([manifestPath, ...named])]
  if (inManifest.size !== named.length + 1) throw refused('its manifest names something twice')
  const extra = archive.names.find((name) => !inManifest.has(name)) ?? named.find((name) => !inZip.has(name))
  if (extra !== undefined) throw refused(`its manifest does not fit its contents (${extra.slice(0, 80)})`)
  const missing = [...Object.values(paths), ...tables.map(rowsPath)].find((path) => !inManifest.has(path))
  if (missing !== undefined) throw refused(`${missing} is missing`)
  const rows = manifest.parts.filter(({ path }) => !path.startsWith('files/')).reduce((sum, { path }) => sum + (archive.sizeOf(path) ?? 0), 0)
  if (rows > ROWS_BYTES_AT_MOST || manifest.parts.some(({ path, bytes }) => path.startsWith('files/') && (bytes > FILE_AT_MOST || archive.sizeOf(path) !== bytes)))
    throw refused(problems['too-large'])
}

function refuseOtherFiles(manifest: Manifest, files: readonly { id: string; name: string; size: number }[]): void {
  const named = new Set(files.map(contentsPath))
  const extra = manifest.parts.map(({ path }) => path).find((path) => path.startsWith('files/') && !named.has(path))
  if (extra !== undefined) throw refused(`nobody attached ${extra.slice(0, 80)}`)
}

function bytesOf(archive: ZipArchive, manifest: Manifest, path: string): Uint8Array {
  const part = manifest.parts.find((one) => one.path === path)
  const bytes = part && archive.read(path)
  if (!bytes || bytes.length !== part.bytes || sha256Of(bytes) !== part.sha256) throw refused(`${path.slice(0, 80)} is not what was taken out`)
  return bytes
}

function linesIn<S extends z.ZodType>(archive: ZipArchive, manifest: Manifest, path: string, schema: S): z.output<S>[] {
  const text = new TextDecoder().decode(bytesOf(archive, manifest, path))
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
  if (lines.length !== manifest.parts.find((one) => one.path === path)?.rows) throw refused(`${path} does not have as many lines as its manifest says`)
  return lines.map((line, at) => {
    const parsed = schema.safeParse(jsonIn(line))
    if (!parsed.success) throw refused(`line ${at + 1} of ${path} is not in order (${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''})`)
    return parsed.data
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const CHUNK = 4 * 1024 * 1024
function hashOf(source: ZipSource): string {
  const hash = createHash('sha256')
  for (let at = 0; at < source.size; at += CHUNK) hash.update(source.at(at, Math.min(CHUNK, source.size - at)))
  return hash.digest('hex')
}

/**
 * Every number that points at something points at something in this file. Without this a file could hang an answer on a round, or an
 * action on a board, that is somebody else's here.
 */
function refuseLoose({ rows, neighbours, editions, files, people }: Arrived, tables: readonly PortableTable[]): void {
  const keys = new Map(tables.flatMap(({ name, key }) => (key === undefined ? [] : [[name, new Set((rows.get(name) ?? []).map((row) => row[key]))] as const])))
  for (const { name, key } of tables) if (key !== undefined && keys.get(name)?.size !== rows.get(name)?.length) throw refused(`${name} has a number twice`)
  const places = keys.get('organisations.organisation') ?? new Set()
  const known = {
    place: places,
    neighbour: new Set([...places, ...neighbours.map(({ id }) => id)]),
    file: new Set<unknown>(files.map(({ id }) => id)),
    edition: new Set<unknown>(editions.map(({ hash }) => hash)),
  }
  const fits = (holds: NonNullable<PortableTable['columns'][string]['holds']>, value: unknown): boolean => {
    if (value === null || holds === 'person') return true
    if (holds === 'places') return Array.isArray(value) && value.every((one) => places.has(one))
    return (typeof holds === 'object' ? keys.get(holds.row) : known[holds])?.has(value) === true
  }
  for (const { name, columns } of tables)
    for (const [column, { holds }] of Object.entries(columns))
      if (holds !== undefined && rows.get(name)?.some((row) => !fits(holds, row[column]))) throw refused(`${name} points at something that is not in the file (${column})`)
  if (people.some(({ memberships }) => memberships.some(({ organisation }) => !places.has(organisation)))) throw refused('people belong to something that is not in the file')
}
