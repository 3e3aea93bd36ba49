import type { OpenDb } from '../../src/platform/db.ts'
import { sql } from '../../src/platform/sql.ts'
import type { Mixed, Sent } from './mix.ts'

type Stored = { round: string; condition: string; version: number; level: number | null }

/** Whether all is there that was acknowledged, and nothing that was refused. What had no answer may be there or not. */
export async function lostOf(db: OpenDb, mixed: readonly Mixed[], statuses: readonly number[]): Promise<string[]> {
  const sent = mixed.flatMap((one, index) => (one.sent ? [{ ...one.sent, status: statuses[index] ?? 0 }] : []))
  const rounds = [...new Set(sent.map(({ round }) => round))]
  const stored = await db.rows<Stored>(
    sql`select round_id as round, condition_id as condition, version, level from assessments.answer where round_id = any(${rounds}::text[]) limit 1000000`,
  )
  const there = new Map(stored.map((row) => [`${row.round}/${row.condition}`, row]))
  const last = new Map<string, Sent & { status: number }>()
  for (const one of sent) if (one.status === 303) last.set(`${one.round}/${one.condition}`, one)
  const lost = [...last].flatMap(([key, { version, level }]) => {
    const row = there.get(key)
    return row && row.version > version && (row.version > version + 1 || row.level === level)
      ? []
      : [`${key} was acknowledged with level ${level} and is ${row ? `level ${row.level}` : 'not there'}`]
  })
  const refused = sent.filter(({ status }) => status === 429 || status === 503)
  const stray = refused.flatMap(({ round, condition, version, level }) => {
    const row = there.get(`${round}/${condition}`)
    return row && row.version === version + 1 && row.level === level ? [`${round}/${condition} was refused and stored`] : []
  })
  const subjects = [...new Set(sent.map(({ round, condition }) => `${round}/${condition}`))]
  const lines = await db.one<{ count: number }>(sql`select count(*) as count from audit.entry where verb = 'answer.saved' and subject = any(${subjects}::text[])`)
  const [least, most] = [sent.filter(({ status }) => status === 303).length, sent.filter(({ status }) => status === 303 || status === 0).length]
  const found = lines?.count ?? 0
  return [...lost, ...stray, ...(found < least || found > most ? [`${least} to ${most} answers stored, and ${found} lines in the audit log`] : [])]
}
