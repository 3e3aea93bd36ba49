import { createHash } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Db } from './db.ts'
import { newId } from './secret.ts'
import { sql } from './sql.ts'

/** A file as it is kept: what it is called and is, how large, and the SHA-256 of its contents. */
export type StoredFile = { id: string; name: string; type: string; size: number; sha256: string; storedAt: Date }

/** Why a file is not taken; each has its text in the interface. */
export type FileRefusal = { status: 'empty' } | { status: 'too-large'; limit: number } | { status: 'type-not-allowed' } | { status: 'name-missing' }

/**
 * Where files are kept: the database, or a store that speaks S3. One port for all services. Whoever keeps an id is responsible
 * for asking the policy before reading; a file is only ever served as a download.
 */
export type Storage = {
  /** Checks size and type (by contents, not by name) and keeps the file. In the caller's transaction where the store is the database. */
  put(tx: Db, file: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<{ status: 'stored'; file: StoredFile } | FileRefusal>
  describe(db: Db, ids: readonly string[]): Promise<StoredFile[]>
  read(db: Db, id: string): Promise<{ file: StoredFile; bytes: Uint8Array<ArrayBuffer> } | undefined>
  /** Forgotten when the transaction commits; the contents go after that. */
  remove(tx: Db, ids: readonly string[]): Promise<void>
}

/** A scan of a policy of fifty pages is about 8 MB. */
export const FILE_AT_MOST = 10 * 1024 * 1024

export function openStorage({ clock }: { clock: Clock }): Storage {
  const columns = sql`f.id, f.name, f.type, f.size, f.sha256, f.stored_at as "storedAt"`
  return {
    async put(tx, { name, bytes }) {
      if (bytes.length === 0) return { status: 'empty' }
      if (bytes.length > FILE_AT_MOST) return { status: 'too-large', limit: FILE_AT_MOST }
      const file: StoredFile = {
        id: newId(),
        name,
        type: 'application/octet-stream',
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        storedAt: clock.now(),
      }
      await tx.rows(sql`
        insert into platform.file (id, name, type, size, sha256, stored_at, bytes)
        values (${file.id}, ${file.name}, ${file.type}, ${file.size}, ${file.sha256}, ${file.storedAt}, ${bytes})`)
      return { status: 'stored', file }
    },
    describe: (db, ids) => db.rows<StoredFile>(sql`select ${columns} from platform.file f where f.id = any(${ids}::text[]) limit 1000`),
    async read(db, id) {
      const row = await db.one<StoredFile & { bytes: Uint8Array<ArrayBuffer> }>(sql`select ${columns}, f.bytes from platform.file f where f.id = ${id}`)
      if (!row) return undefined
      const { bytes, ...file } = row
      return { file, bytes: new Uint8Array(bytes) }
    },
    remove: async (tx, ids) => void (await tx.rows(sql`delete from platform.file where id = any(${ids}::text[])`)),
  }
}
