import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

const LOCK = 7_036_502 // any number but that of another lock (migrate.ts has 7_036_501): processes that start together seed one after the other
const SEEDED = 'demo.seeded'

/** Waits for another process that is seeding. False when the demonstration was made by then, or ever before. */
export async function maySeed(tx: Db): Promise<boolean> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
  return (await tx.one(sql`select id from audit.entry where verb = ${SEEDED} limit 1`)) === undefined
}

/** The audit line is the record that seeding was done: it stands or falls with the transaction. */
export async function recordSeeding(tx: Db, { at, boardId }: { at: Date; boardId: string }): Promise<void> {
  await tx.rows(auditEntry({ at, actor: 'koers', verb: SEEDED, subject: boardId, organisationId: boardId }))
}
