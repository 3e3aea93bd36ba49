import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

const LOCK = 7_036_502 // any number but that of another lock (migrate.ts has 7_036_501)

/** Waits for another process that is seeding: those that start together go one after the other. */
export async function waitForTurn(tx: Db): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
}

export async function recordSeeding(tx: Db, { at, boardId }: { at: Date; boardId: string }): Promise<void> {
  await tx.rows(auditEntry({ at, actor: 'koers', verb: 'demo.seeded', subject: boardId, organisationId: boardId }))
}
