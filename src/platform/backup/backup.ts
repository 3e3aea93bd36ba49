import { open, rename, rm, stat } from 'node:fs/promises'
import type { Clock } from '../clock.ts'
import type { Db } from '../db.ts'
import { holdMigrations, migrationNames } from '../migrate.ts'
import { counter, readArchive, sameCount, writeArchive, type Counts, type End, type Head } from './archive.ts'
import { BackupRefused } from './refused.ts'
import { asOfOneMoment, plainText, rowsOf, sequences, tables } from './store.ts'

export type Made = { file: string; bytes: number; tables: number; rows: number; encrypted: boolean }

/**
 * Writes the whole database to a file, as it was at one moment, and reads the file back before it gets its name.
 * @throws {BackupRefused} when there is a file with this name, or what was read back is not what was written.
 */
export async function backUp(db: Db, file: string, { clock, version, passphrase }: { clock: Clock; version: string; passphrase?: string | undefined }): Promise<Made> {
  const half = `${file}.half`
  const handle = await open(half, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new BackupRefused(`${half} is there: another back-up is being written, or one was broken off. Remove it if it is old.`) : error
  })
  try {
    await refuseExisting(file)
    const counts: Counts = {}
    const destination = handle.createWriteStream({ flush: true })
    await db.tx(async (tx) => writeArchive(linesOf(tx, { koers: version, made: clock.now().toISOString() }, counts), passphrase, destination))
    const { end } = await readArchive(half, passphrase)
    for (const [name, count] of Object.entries(counts))
      if (!sameCount(count, end.counts[name])) throw new BackupRefused(`What was read back of ${name} is not what was written. Is the disk in order?`)
    const { size: bytes } = await stat(half)
    await refuseExisting(file)
    await rename(half, file)
    const all = Object.values(counts)
    return { file, bytes, tables: all.length, rows: all.reduce((sum, { rows }) => sum + rows, 0), encrypted: passphrase !== undefined }
  } finally {
    await handle.close()
    await rm(half, { force: true })
  }
}

async function refuseExisting(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined)
  if (there) throw new BackupRefused(`${file} is there already; a back-up never replaces a file.`)
}

async function* linesOf(tx: Db, about: Pick<Head, 'koers' | 'made'>, counts: Counts): AsyncGenerator<string> {
  await asOfOneMoment(tx)
  await holdMigrations(tx)
  await plainText(tx)
  const all = await tables(tx)
  const migrations = await migrationNames(tx)
  yield `${JSON.stringify({ ...about, migrations, tables: all.map(({ name, columns }) => ({ name, columns })) } satisfies Head)}\n`
  for (const table of all) {
    yield `${JSON.stringify({ table: table.name })}\n`
    const count = counter()
    for await (const lines of rowsOf(tx, table)) {
      count.add(lines)
      yield `${lines.join('\n')}\n`
    }
    counts[table.name] = count.count()
  }
  // After the rows: a sequence does not keep to the moment, so it may only be further than the rows are.
  yield `${JSON.stringify({ end: { counts, sequences: await sequences(tx) } satisfies End })}\n`
}
