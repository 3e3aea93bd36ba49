import { DAY } from '#platform/clock'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import { worksheetSchema, type Worksheet } from './read.ts'

const KEPT_FOR = 2 * DAY

/** Keeps an uploaded worksheet until it is dealt with; those that nobody came back for go. */
export async function keepWorksheet(db: Db, worksheet: { id: string; roundId: string; document: Worksheet; at: Date }): Promise<void> {
  await db.rows(sql`delete from assessments.worksheet where uploaded_at < ${new Date(worksheet.at.getTime() - KEPT_FOR)}`)
  await db.rows(
    sql`insert into assessments.worksheet (id, round_id, document, uploaded_at) values (${worksheet.id}, ${worksheet.roundId}, ${JSON.stringify(worksheet.document)}::jsonb, ${worksheet.at})`,
  )
}

export async function worksheetById(db: Db, id: string, roundId: string): Promise<Worksheet | undefined> {
  const row = await db.one<{ document: unknown }>(sql`select document from assessments.worksheet where id = ${id} and round_id = ${roundId}`)
  return row && worksheetSchema.parse(row.document)
}

export async function dropWorksheet(db: Db, id: string): Promise<void> {
  await db.rows(sql`delete from assessments.worksheet where id = ${id}`)
}
