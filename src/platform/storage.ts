import { createHash } from 'node:crypto'
import { DAY, type Clock } from './clock.ts'
import type { Db } from './db.ts'
import { cleanFileName } from './file-name.ts'
import type { JobKind, Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import { StoreAway, type Objects } from './s3.ts'
import { newId } from './secret.ts'
import { sql } from './sql.ts'

/** A file as it is kept: what it is called and is (a media type), how large, and the SHA-256 of its contents. */
export type StoredFile = { id: string; name: string; type: string; size: number; sha256: string; storedAt: Date }

/** Why a file is not taken; each has its text in the interface. `unavailable`: the store does not answer now; the same file later will do. */
export type FileRefusal = { status: 'empty' } | { status: 'too-large'; limit: number } | { status: 'type-not-allowed' } | { status: 'name-missing' } | { status: 'unavailable' }

/**
 * Where files are kept: the database, or a store that speaks S3. One port for all services. Whoever keeps an id is responsible
 * for asking the policy before reading; a file is only ever served as a download (see `attachment` in `http.ts`).
 */
export type Storage = {
  /**
   * Checks size and type (by contents, not by name) and keeps the file, in the caller's transaction: without it there is no file.
   * On a refusal the caller changes nothing else either.
   */
  put(tx: Db, file: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<{ status: 'stored'; file: StoredFile } | FileRefusal>
  describe(db: Db, ids: readonly string[]): Promise<StoredFile[]>
  /** @throws {StoreAway} */
  read(db: Db, id: string): Promise<{ file: StoredFile; bytes: Uint8Array<ArrayBuffer> } | undefined>
  /** Forgotten when the transaction commits; the contents go after that. */
  remove(tx: Db, ids: readonly string[]): Promise<void>
  /** What the store does in the background. */
  jobs: readonly JobKind[]
}

/** A scan of a policy of fifty pages is about 8 MB. */
export const FILE_AT_MOST = 10 * 1024 * 1024

type Needs = {
  clock: Clock
  log: Log
  jobs: Jobs
  /** What a file is by its contents; undefined: not a kind that is taken. */
  typeOf: (bytes: Uint8Array<ArrayBuffer>, name: string) => { mediaType: string; extensions: readonly [string, ...string[]] } | undefined
  /** Undefined: contents stand in the row. Rows from before a store was set keep theirs. */
  objects: Objects | undefined
}

/** Bytes travel as text: the embedded database takes 0.7 s for 10 MB this way, and 9 s as a bytea parameter. */
const base64 = (bytes: Uint8Array<ArrayBuffer>) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

const REMOVE = 'storage.remove'
const PREFIX = 'files/'

export function openStorage({ clock, log, jobs, typeOf, objects }: Needs): Storage {
  const columns = sql`f.id, f.name, f.type, f.size, f.sha256, f.stored_at as "storedAt"`

  async function put(tx: Db, given: { name: string; bytes: Uint8Array<ArrayBuffer> }) {
    const { bytes } = given
    if (bytes.length === 0) return { status: 'empty' as const }
    if (bytes.length > FILE_AT_MOST) return { status: 'too-large' as const, limit: FILE_AT_MOST }
    const type = typeOf(bytes, given.name)
    if (!type) return { status: 'type-not-allowed' as const }
    const name = cleanFileName(given.name, type.extensions)
    if (name === '') return { status: 'name-missing' as const }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const file: StoredFile = { id: newId(), name, type: type.mediaType, size: bytes.length, sha256, storedAt: clock.now() }
    // Before the row: a row without its contents would be a file that is lost, contents without a row are swept up.
    if (objects && !(await placed(objects, file.id, bytes))) return { status: 'unavailable' as const }
    await tx.rows(sql`
      insert into platform.file (id, name, type, size, sha256, stored_at, bytes)
      values (${file.id}, ${file.name}, ${file.type}, ${file.size}, ${file.sha256}, ${file.storedAt}, decode(${objects ? null : base64(bytes)}::text, 'base64'))`)
    return { status: 'stored' as const, file }
  }

  async function placed(store: Objects, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    try {
      await store.put(PREFIX + id, bytes)
      return true
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      log.warn({ name: error.name, cause: String(error.cause) }, 'the store of files is away')
      return false
    }
  }

  return {
    put,
    describe: (db, ids) => db.rows<StoredFile>(sql`select ${columns} from platform.file f where f.id = any(${ids}::text[]) limit 1000`),
    async read(db, id) {
      const row = await db.one<StoredFile & { contents: string | null }>(sql`select ${columns}, encode(f.bytes, 'base64') as contents from platform.file f where f.id = ${id}`)
      if (!row) return undefined
      const { contents, ...file } = row
      if (contents !== null) return { file, bytes: new Uint8Array(Buffer.from(contents, 'base64')) }
      if (!objects) throw new Error('This file is in a store that speaks S3, and none is set (KOERS_S3_ENDPOINT).')
      const read = await objects.get(PREFIX + id)
      if (createHash('sha256').update(read).digest('hex') !== file.sha256) throw new Error(`The contents of file ${id} are not what was stored.`)
      return { file, bytes: read }
    },
    async remove(tx, ids) {
      const elsewhere = await tx.rows<{ id: string }>(sql`
        with gone as (delete from platform.file where id = any(${ids}::text[]) returning id, bytes is null as elsewhere)
        select id from gone where elsewhere`)
      if (elsewhere.length > 0) await jobs.add(tx, { kind: REMOVE, payload: { ids: elsewhere.map(({ id }) => id) }, runAt: clock.now() })
    },
    jobs: objects ? [removing(objects), sweeping(objects)] : [],
  }
}

/** A job, so only after the commit: a transaction that rolls back keeps its file. */
const removing = (objects: Objects): JobKind => ({
  name: REMOVE,
  async run({ payload }) {
    for (const id of (payload as { ids: string[] }).ids) await objects.remove(PREFIX + id)
  },
})

/** Contents whose row was never committed. A day old, for the row of younger ones may still be on its way. */
const sweeping = (objects: Objects): JobKind => ({
  name: 'storage.sweep',
  every: DAY,
  async run({ db, at }) {
    let after = ''
    for (;;) {
      const listed = await objects.list(PREFIX, after)
      const last = listed.at(-1)
      if (!last) return
      after = last.key
      const old = listed.filter(({ modifiedAt }) => at.getTime() - modifiedAt.getTime() > DAY).map(({ key }) => key.slice(PREFIX.length))
      const orphans = await db.rows<{ id: string }>(sql`
        select id from unnest(${old}::text[]) id where not exists (select from platform.file f where f.id = id.id) limit 1000`)
      for (const { id } of orphans) await objects.remove(PREFIX + id)
    }
  },
})
