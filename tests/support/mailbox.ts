import type { OpenDb } from '#platform/db'
import { sql } from '#platform/sql'

export type SentLetter = { to: string; subject: string; text: string; about: string }

/** The letters that were queued for this address (or for everyone), oldest first. */
export const lettersTo = (db: OpenDb, to?: string): Promise<SentLetter[]> =>
  db.rows<SentLetter>(
    sql`select recipient as "to", subject, text, about from platform.mail where ${to ?? null}::text is null or recipient = ${to ?? null} order by created_at, id limit 1000`,
  )

/** What the newest letter to this address holds. */
export async function letterTo(db: OpenDb, to: string): Promise<SentLetter & { code: string; link: string }> {
  const letter = (await lettersTo(db, to)).at(-1)
  if (!letter) throw new Error(`There is no letter to ${to}`)
  const code = /^(\d{3}) (\d{3})$/m.exec(letter.text)
  const link = /^https?:\/\/[^/\s]+(\/\S+)$/m.exec(letter.text)
  return { ...letter, code: code ? `${code[1]}${code[2]}` : '', link: link?.[1] ?? '' }
}
