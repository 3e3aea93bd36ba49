import { DAY } from '#platform/clock'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import { worksheetSchema, type Worksheet } from './read.ts'

const KEPT_FOR = 2 * DAY
type Kept = { id: string; organisationId: string; personId: string; document: Worksheet; at: Date }

/** Keeps what came back until it is dealt with; those that nobody came back for go. */
export async function keepWorksheet(db: Db, { id, organisationId, personId, document, at }: Kept): Promise<void> {
  await db.rows(sql`delete from plans.worksheet where uploaded_at < ${new Date(at.getTime() - KEPT_FOR)}`)
  await db.rows(sql`
    insert into plans.worksheet (id, organisation_id, person_id, document, uploaded_at) values (${id}, ${organisationId}, ${personId}, ${JSON.stringify(document)}::jsonb, ${at})`)
}

type Whose = Pick<Kept, 'id' | 'organisationId' | 'personId'>

/** For who brought it only. */
export async function worksheetOf(db: Db, { id, organisationId, personId }: Whose): Promise<Worksheet | undefined> {
  const row = await db.one<{ document: unknown }>(sql`select document from plans.worksheet where id = ${id} and organisation_id = ${organisationId} and person_id = ${personId}`)
  return row && worksheetSchema.parse(row.document)
}

/** The same, and it is gone: of two that come at once, one gets it. */
export async function takeWorksheet(db: Db, { id, organisationId, personId }: Whose): Promise<Worksheet | undefined> {
  const row = await db.one<{ document: unknown }>(
    sql`delete from plans.worksheet where id = ${id} and organisation_id = ${organisationId} and person_id = ${personId} returning document`,
  )
  return row && worksheetSchema.parse(row.document)
}
