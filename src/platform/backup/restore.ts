import type { Db, OpenDb } from '../db.ts'
import { migrate, migrationNames, type Migration } from '../migrate.ts'
import { counter, readArchive, sameCount, type Counts, type End, type Head } from './archive.ts'
import { BackupRefused } from './refused.ts'
import { emptyAll, hasRows, load, lockAll, obstacles, plainText, rowsOf, run, setSequence, tables, type Table } from './store.ts'

export type Restored = { made: string; tables: number; rows: number; migrated: string[] }

/**
 * Puts a back-up into an empty database, of either kind. All of it happens in one transaction: the tables as they were, the rows,
 * comparing each table with what was backed up, and the migrations that are newer than the back-up. Until the end nothing is there.
 * @throws {BackupRefused} when the file is not whole, the database is not empty, or the two do not fit.
 */
export async function restore(db: OpenDb, file: string, { migrations, passphrase }: { migrations: readonly Migration[]; passphrase?: string | undefined }): Promise<Restored> {
  // Read to the end first, so that a damaged file does not touch the database at all.
  const { head } = await readArchive(file, passphrase)
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = head.migrations.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new BackupRefused(
      `This back-up was made by Koers ${head.koers}, which knows more than this version (${unknown.join(', ')}). Restore it with that version or a newer one.`,
    )
  const restored = await db.tx(async (tx) => {
    await refuseUsed(tx, head)
    await migrate(
      tx,
      migrations.filter(({ name }) => head.migrations.includes(name)),
    )
    const { counts } = await fill(tx, file, passphrase)
    const migrated = await migrate(tx, migrations)
    return { made: head.made, tables: head.tables.length, rows: Object.values(counts).reduce((sum, { rows }) => sum + rows, 0), migrated }
  })
  // The planner knows nothing yet of tables that were filled in one go.
  await db.script('analyze')
  return restored
}

async function refuseUsed(tx: Db, head: Head): Promise<void> {
  const all = await tables(tx)
  const own = all.filter(({ name }) => name !== 'public.migration')
  if (own.length < all.length) {
    const newer = (await migrationNames(tx)).filter((name) => !head.migrations.includes(name))
    if (newer.length > 0)
      throw new BackupRefused(`This database is newer than the back-up (${newer.join(', ')}). Restore into a new, empty database: it is brought up to date afterwards.`)
  }
  if (own.length > 0) await lockAll(tx, own)
  for (const table of own) if (await hasRows(tx, table)) throw new BackupRefused(`This database is not empty: there are rows in ${table.name}. Restore into a new, empty database.`)
}

async function fill(tx: Db, file: string, passphrase: string | undefined): Promise<End> {
  const all = await tables(tx)
  const away = await obstacles(tx)
  for (const { away: statement } of away) await run(tx, statement)
  // A migration may have put rows of its own in; those that were backed up take their place.
  await emptyAll(tx, all)
  await plainText(tx)
  const byName = new Map(all.map((table) => [table.name, table]))
  const { end } = await readArchive(file, passphrase, {
    head: async (head) => refuseOther(head, byName),
    rows: async (name, lines) => {
      const table = byName.get(name)
      if (table) await load(tx, table, lines)
    },
  })
  for (const sequence of end.sequences) await setSequence(tx, sequence)
  // What is checked at the end of a transaction is checked now: a table with checks to come cannot be altered.
  await run(tx, 'set constraints all immediate')
  for (const { back } of away.toReversed()) await run(tx, back)
  await refuseDifferent(tx, all, end.counts)
  return end
}

/** The names that go into statements are the database's own; those of the file only have to be the same. */
function refuseOther(head: Head, byName: ReadonlyMap<string, Table>): void {
  const differs = head.tables.find(({ name, columns }) => JSON.stringify(byName.get(name)?.columns) !== JSON.stringify(columns))
  const extra = [...byName.keys()].find((name) => !head.tables.some((table) => table.name === name))
  const name = differs?.name ?? extra
  if (name !== undefined)
    throw new BackupRefused(`The table ${name} of this database is not the one that was backed up. Restore into a new, empty database that is for Koers alone.`)
}

async function refuseDifferent(tx: Db, all: readonly Table[], counts: Counts): Promise<void> {
  for (const table of all) {
    const count = counter()
    for await (const lines of rowsOf(tx, table)) count.add(lines)
    if (!sameCount(count.count(), counts[table.name])) throw new BackupRefused(`What this database gives back of ${table.name} is not what was backed up. Nothing was restored.`)
  }
}
