import { createHash } from 'node:crypto'
import { auditEntry, linesOf } from '#platform/audit'
import { asOfOneMoment, plainText } from '#platform/backup/store'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { pseudonymOf } from '#platform/identity'
import { keysOf, rowBatches, TransferRefused, type Portable, type PortableTable } from '#platform/portable'
import { newId } from '#platform/secret'
import type { Storage, StoredFile } from '#platform/storage'
import { packer, stored, writeZip, type ZipEntry } from '#protocols/zip'
import type { Instruments } from '#modules/instruments'
import type { Moving, Organisation, Organisations } from '#modules/organisations'
import { surelyThemselves, type Addressee, type People } from '#modules/people'
import { aliases, collector, pointsAtItself, sha256Of } from './collected.ts'
import { contentsPath, FORMAT, jsonSchema, manifestPath, paths, readme, rowsPath, VERSION, type Manifest, type Part } from './format.ts'
import { mayTakeOut } from './policy.ts'

export type TransferNeeds = {
  db: Db
  clock: Clock
  storage: Storage
  version: string
  portables: readonly Portable[]
  organisations: Organisations & { moving: Moving }
  people: People
  instruments: Instruments
}

/** What a person sees before: whose it is, and whether they must show first who they are. */
export type Offer = { organisation: Organisation; places: number; signInFirst: boolean }
export type Taken = { name: string; bytes: AsyncGenerator<Uint8Array> }

type Written = { entry: ZipEntry; part: Part }
type Prepared = { manifest: Manifest; entries: ZipEntry[]; contents: StoredFile[] }

/** Rows of one table in memory at a time. */
const LINES_AT_ONCE = 5000
/** A zip without its later extension. */
const FILE_BYTES_AT_MOST = 0xffffffff

export function createTakeOut({ db, clock, storage, version, portables, organisations, people, instruments }: TransferNeeds) {
  const tables = portables.flatMap((portable) => portable.tables)

  /** Everything but the contents of files, as it is at one moment. */
  const prepare = (organisation: Organisation): Promise<Prepared> =>
    db.tx(async (tx) => {
      await asOfOneMoment(tx)
      await plainText(tx)
      const places = await organisations.moving.wholeOf(tx, organisation.id)
      const alias = aliases()
      const members = await organisations.membersOf(places, tx)
      const accounts = await accountsOf(
        tx,
        members.map(({ personId }) => personId),
      )
      const collected = collector({ places: new Set(places), alias, nameOf: (id) => accounts.get(id)?.name ?? '' })
      const written: Written[] = []
      for (const table of tables) written.push(await packed(rowsPath(table), tableLines(tx, table, places, collected)))

      const people_ = [...Map.groupBy(members, ({ personId }) => personId)].flatMap(([id, held]) => {
        const account = accounts.get(id)
        const memberships = held.map(({ organisationId, functions, right, since }) => ({ organisation: organisationId, functions, right, since }))
        return account ? [{ id: alias(id), name: account.name, email: account.email, memberships }] : []
      })
      const files = await describe(tx, [...collected.files])
      written.push(
        await packed(paths.people, [people_]),
        await packed(paths.neighbours, [await organisations.moving.neighboursOf(tx, [...collected.neighbours])]),
        await packed(paths.editions, [await instruments.kept(tx, [...collected.editions])]),
        await packed(paths.files, [files.map((file) => ({ ...file, path: contentsPath(file) }))]),
        await packed(paths.log, logLines(tx, places, alias)),
      )
      const made = clock.now().toISOString()
      for (const [path, text] of [
        [paths.schema, JSON.stringify(jsonSchema(tables), null, 2)],
        [paths.readme, readme(organisation.name, made)],
      ] as const)
        written.push(whole(path, text))
      const parts = [...written.map(({ part }) => part), ...files.map((file) => ({ path: contentsPath(file), bytes: file.size, sha256: file.sha256 }))]
      if (parts.reduce((sum, { bytes }) => sum + bytes, 0) > FILE_BYTES_AT_MOST)
        throw new TransferRefused('All of this organisation is more than 4 GB. Take out its schools one by one, or ask the administrator for a back-up.')
      const manifest: Manifest = { format: FORMAT, version: VERSION, id: newId(), koers: version, made, organisation: { id: organisation.id, name: organisation.name }, parts }
      return { manifest, entries: written.map(({ entry }) => entry), contents: files }
    })

  async function* tableLines(tx: Db, table: PortableTable, places: readonly string[], collected: ReturnType<typeof collector>): AsyncGenerator<object[]> {
    if (pointsAtItself(table)) collected.expect(table, await keysOf(tx, table, places))
    for await (const rows of rowBatches(tx, table, places)) yield rows.map((row) => collected.row(table, row)).filter((row) => row !== undefined)
  }

  /** Newest first. Who did it and whom it was about are numbers of this file; what happened at other organisations is not in it. */
  async function* logLines(tx: Db, places: readonly string[], alias: (id: string) => string): AsyncGenerator<object[]> {
    const known = new Set(places)
    for (let before: number | undefined; ;) {
      const lines = await linesOf(tx, { organisationIds: places, verbs: undefined, from: undefined, until: undefined, before }, LINES_AT_ONCE)
      yield lines.map(({ at, actor, verb, subject, organisationId }) => ({
        at,
        who: actor.startsWith(PERSON) ? PERSON + alias(actor.slice(PERSON.length)) : actor === 'koers' ? 'koers' : 'link',
        verb,
        subject: subject.replaceAll(UUID, (id) => (known.has(id) ? id : alias(id))),
        organisation: organisationId,
      }))
      before = lines.at(-1)?.id
      if (lines.length < LINES_AT_ONCE) return
    }
  }

  async function accountsOf(tx: Db, ids: readonly string[]): Promise<Map<string, Addressee>> {
    const found = new Map<string, Addressee>()
    for (const some of batches([...new Set(ids)])) for (const [id, account] of await people.byIds(some, tx)) found.set(id, account)
    return found
  }

  async function describe(tx: Db, ids: readonly string[]): Promise<StoredFile[]> {
    const found: StoredFile[] = []
    for (const some of batches(ids)) found.push(...(await storage.describe(tx, some)))
    return found
  }

  /** The manifest first, so that a reader knows what comes. Files are read one by one, when it is their turn. */
  async function* entriesOf({ manifest, entries, contents }: Prepared): AsyncGenerator<ZipEntry> {
    yield whole(manifestPath, JSON.stringify(manifest, null, 2)).entry
    yield* entries
    for (const file of contents) {
      const read = await storage.read(db, file.id)
      if (!read) throw new TransferRefused(`${file.name} was removed meanwhile. Try again.`)
      yield stored(contentsPath(file), read.bytes)
    }
  }

  async function taken(organisation: Organisation, actor: string): Promise<Taken> {
    const prepared = await prepare(organisation)
    await db.tx((tx) => tx.rows(auditEntry({ at: clock.now(), actor, verb: 'organisation.exported', subject: prepared.manifest.id, organisationId: organisation.id })))
    return { name: `koers-${organisation.id}.zip`, bytes: writeZip(entriesOf(prepared)) }
  }

  const offered = async (actor: Actor, id: string): Promise<Offer> => {
    const organisation = mayTakeOut(actor.standing.get(id)?.right) ? await organisations.byId(id) : undefined
    if (!organisation) throw notFound('There is no such organisation, or you are not its owner.')
    const { strong, signedInAt } = await people.atOwnAccount(actor)
    const places = await organisations.moving.wholeOf(db, organisation.id)
    return { organisation, places: places.length, signInFirst: !surelyThemselves({ strong, signedInFor: clock.now().getTime() - signedInAt.getTime() }) }
  }

  return {
    /** @throws {Refusal} not-found for who is not its owner. */
    offer: offered,
    /** All of it, for its owner who showed lately who they are. */
    async takeOut(actor: Actor, id: string): Promise<{ status: 'taken'; taken: Taken } | { status: 'sign-in-first'; offer: Offer }> {
      const offer = await offered(actor, id)
      return offer.signInFirst ? { status: 'sign-in-first', offer } : { status: 'taken', taken: await taken(offer.organisation, actor.pseudonym) }
    },
    /** For who runs the installation. @throws {TransferRefused} */
    async takeOutFor(id: string): Promise<Taken> {
      const organisation = await organisations.byId(id)
      if (!organisation) throw new TransferRefused(`There is no organisation ${id}. Find its number with: koers -- organisations search WORDS.`)
      return taken(organisation, 'koers')
    },
  }
}

export type Transfer = ReturnType<typeof createTakeOut>

const PERSON = pseudonymOf('')
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += 1000) yield all.slice(at, at + 1000)
}

/** JSON Lines, packed as they come. */
async function packed(path: string, batchesOfLines: AsyncIterable<readonly object[]> | Iterable<readonly object[]>): Promise<Written> {
  const pack = packer(path)
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  for await (const lines of batchesOfLines) {
    const text = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    if (text.length === 0) continue
    hash.update(text)
    pack.add(text)
    rows += lines.length
    bytes += text.length
  }
  return { entry: pack.entry(), part: { path, bytes, sha256: hash.digest('hex'), rows } }
}

function whole(path: string, text: string): Written {
  const bytes = Buffer.from(text)
  const pack = packer(path)
  pack.add(bytes)
  return { entry: pack.entry(), part: { path, bytes: bytes.length, sha256: sha256Of(bytes) } }
}
