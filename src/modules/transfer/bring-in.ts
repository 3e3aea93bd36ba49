import { auditEntry, wasWritten } from '#platform/audit'
import type { Db } from '#platform/db'
import { hasRowsOf, insertRows, takenKeys, TransferRefused, type Column, type PortableTable, type Row } from '#platform/portable'
import { sql } from '#platform/sql'
import type { ZipSource } from '#protocols/zip'
import { readArrived, type Arrived } from './arrived.ts'
import type { TransferNeeds } from './take-out.ts'

export type BroughtIn = { organisation: { id: string; name: string }; rows: Record<string, number>; files: number; invited: number; hash: string }

const ORGANISATIONS = 'organisations.organisation'

export function createBringIn({ db, clock, storage, portables, organisations, people, instruments }: TransferNeeds) {
  const tables = portables.flatMap((portable) => portable.tables).filter(({ name }) => name !== ORGANISATIONS)

  return {
    /** Reads the file to its end and says what is in it. @throws {TransferRefused} */
    check: (source: ZipSource): Arrived => readArrived(source, portables),

    /**
     * Puts all of the file in, or nothing. `owner`: the address of who owns the organisation here; the others are invited in their name.
     * @throws {TransferRefused} saying what is in the way.
     */
    async bringIn(source: ZipSource, { owner: address, lang }: { owner: string; lang: 'nl' | 'en' }): Promise<BroughtIn> {
      const arrived = readArrived(source, portables)
      return db
        .tx((tx) => put(tx, arrived, address.toLowerCase(), lang))
        .catch((error: unknown) => {
          throw isRefusedByDatabase(error) ? new TransferRefused(`This file cannot be brought in: the database refuses what is in it (${error.message}).`) : error
        })
    },
  }

  async function put(tx: Db, arrived: Arrived, address: string, language: 'nl' | 'en'): Promise<BroughtIn> {
    await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('transfer', 0))`)
    const places = await organisations.moving.placeIn(tx, arrived.rows.get(ORGANISATIONS) ?? [], usedPlaces(arrived, tables))
    const root = places.get(arrived.manifest.organisation.id)
    if (root === undefined) throw new TransferRefused('This file cannot be brought in: the organisation it is about is not in it.')
    if (await wasWritten(tx, { organisationId: root, verb: 'organisation.imported', subject: arrived.hash }))
      throw new TransferRefused('This file was brought in already. Nothing was changed.')
    await refuseUsed(tx, [...places.values()], address)
    for (const document of arrived.editions)
      if (!(await instruments.keepArrived(tx, document)))
        throw new TransferRefused('This file holds a version of the questions that this Koers cannot check. Bring it up to date first.')

    const neighbours = new Map([...(await organisations.moving.findNeighbours(tx, arrived.neighbours)), ...places])
    const files = await storeFiles(tx, arrived)
    const rows = new Map(
      tables.map((table) => [table.name, (arrived.rows.get(table.name) ?? []).map((row) => rowHere(table, row, { places, neighbours, files })).filter((row) => row !== undefined)]),
    )
    const counts: Record<string, number> = {}
    for (const table of tables) {
      const here = rows.get(table.name) ?? []
      const [taken] = await takenKeys(tx, table, table.key === undefined ? [] : here.map((row) => row[table.key ?? '']))
      if (taken !== undefined) throw new TransferRefused(`This Koers has a row with the number ${taken} in ${table.name} already. Was this organisation taken out of this Koers?`)
      counts[table.name] = table.bringIn ? await table.bringIn(tx, here) : await insertRows(tx, table, here)
    }
    for (const { settle } of portables) await settle?.(tx, (table) => rows.get(table) ?? [])

    const owner = await people.register(tx, { email: address, name: arrived.people.find(({ email }) => email === address)?.name ?? '' })
    await organisations.grant(tx, { personId: owner.id, organisationId: root, functions: functionsOf(arrived, address), right: 'owner', grantedBy: null })
    const wanted = wantedFrom(arrived, places).filter(({ email }) => email !== address)
    await organisations.moving.inviteAgain(tx, { ...owner, language }, root, wanted)
    await tx.rows(auditEntry({ at: clock.now(), actor: 'koers', verb: 'organisation.imported', subject: arrived.hash, organisationId: root }))
    return { organisation: { id: root, name: arrived.manifest.organisation.name }, rows: counts, files: files.size, invited: wanted.length, hash: arrived.hash }
  }

  /** What is here would get mixed with what comes, and who is here would see it. */
  async function refuseUsed(tx: Db, places: readonly string[], address: string): Promise<void> {
    for (const table of tables.filter(({ name }) => !name.startsWith('organisations.')))
      if (await hasRowsOf(tx, table, places)) throw new TransferRefused(`This Koers holds something of this organisation already (${table.name}). Nothing was changed.`)
    const members = await organisations.membersOf(places, tx)
    const accounts = await people.byIds(members.map(({ personId }) => personId).slice(0, 1000), tx)
    const others = members.filter(({ personId }) => accounts.get(personId)?.email !== address)
    if (others.length > 0)
      throw new TransferRefused(`${others.length} others belong to this organisation here already. They would see all of it: they leave first, and are invited again.`)
  }

  async function storeFiles(tx: Db, arrived: Arrived): Promise<Map<string, string>> {
    const here = new Map<string, string>()
    for (const file of arrived.files) {
      const put = await storage.put(tx, { name: file.name, bytes: arrived.contents(file) })
      if (put.status !== 'stored') throw new TransferRefused(`The file ${file.name} cannot be kept here (${put.status}).`)
      here.set(file.id, put.file.id)
    }
    return here
  }
}

type Here = { places: ReadonlyMap<string, string>; neighbours: ReadonlyMap<string, string>; files: ReadonlyMap<string, string> }

/** A row as it is here; undefined for one about an organisation that is not known here. */
function rowHere(table: PortableTable, given: Row, here: Here): Row | undefined {
  const row: Record<string, unknown> = {}
  for (const [name, column] of Object.entries(table.columns)) {
    const value = valueHere(column, given[name], here)
    if (value === undefined) return undefined
    row[name] = value
  }
  return table.onTheWayIn?.(row) ?? row
}

function valueHere({ holds, schema }: Column, value: unknown, { places, neighbours, files }: Here): unknown {
  if (holds === undefined || value === null) return value
  if (holds === 'places') return Array.isArray(value) ? value.flatMap((one) => places.get(String(one)) ?? []) : []
  if (typeof value !== 'string') return value
  if (holds === 'file') return files.get(value)
  if (holds !== 'place' && holds !== 'neighbour') return value
  const found = (holds === 'place' ? places : neighbours).get(value)
  return found ?? (schema.safeParse(null).success ? null : undefined)
}

/** The organisations that something belongs to: others of the file may be missing here. */
function usedPlaces({ rows, people, manifest }: Arrived, tables: readonly PortableTable[]): Set<string> {
  const used = new Set([manifest.organisation.id, ...people.flatMap(({ memberships }) => memberships.map(({ organisation }) => organisation))])
  for (const { name, columns } of tables)
    for (const [column, { holds }] of Object.entries(columns))
      if (holds === 'place' || holds === 'places') for (const row of rows.get(name) ?? []) for (const id of [row[column]].flat()) if (typeof id === 'string') used.add(id)
  return used
}

const functionsOf = ({ people, manifest }: Arrived, address: string) =>
  people.find(({ email }) => email === address)?.memberships.find(({ organisation }) => organisation === manifest.organisation.id)?.functions ?? []

/** One letter for each person and each right and function they had, for all places together. */
function wantedFrom({ people }: Arrived, places: ReadonlyMap<string, string>) {
  return people.flatMap(({ email, memberships }) =>
    [...Map.groupBy(memberships, ({ functions, right }) => `${right} ${functions.join()}`).values()].flatMap((held) => {
      const placeIds = held.flatMap(({ organisation }) => places.get(organisation) ?? [])
      const [first] = held
      return first && placeIds.length > 0 ? [{ email, placeIds, functions: first.functions, right: first.right }] : []
    }),
  )
}

/** SQLSTATE classes 22 and 23 and what our triggers raise: the data is at fault. */
const isRefusedByDatabase = (error: unknown): error is Error => error instanceof Error && 'code' in error && /^(22|23)\w{3}$|^P0001$/.test(String(error.code))
