import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import { noChanges } from './changes.ts'
import type { Edition } from './instrument.ts'

export async function keepEdition(db: Db, edition: Edition, now: Date): Promise<void> {
  await db.rows(sql`
    insert into instruments.edition (hash, instrument, version, document, first_seen)
    values (${edition.hash}, ${edition.id}, ${edition.version}, ${JSON.stringify(edition)}::jsonb, ${now})
    on conflict (hash) do nothing`)
}

export async function editionByHash(db: Db, hash: string): Promise<Edition | undefined> {
  const row = await db.one<{ document: Omit<Edition, 'changes'> & Partial<Pick<Edition, 'changes'>> }>(sql`select document from instruments.edition where hash = ${hash}`)
  // Editions that were kept before there was such a list have none.
  return row && { ...row.document, changes: row.document.changes ?? noChanges }
}

export async function editionsByHash(db: Db, hashes: readonly string[]): Promise<Edition[]> {
  const rows = await db.rows<{ document: Edition }>(sql`select document from instruments.edition where hash = any(${hashes}::text[]) order by hash limit 1000`)
  return rows.map(({ document }) => document)
}
