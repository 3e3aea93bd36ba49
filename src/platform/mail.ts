import type { Clock } from './clock.ts'
import type { Db } from './db.ts'
import { newId } from './secret.ts'
import { sql } from './sql.ts'

/** A plain-text letter to one person. `about` is for the administrator's list: a kind such as "invitation", never contents. */
export type Letter = { to: string; subject: string; text: string; about: string }

export type Mail = {
  /** In the caller's transaction: the letter leaves when, and only when, the change is there. */
  queue(tx: Db, letter: Letter): Promise<void>
}

export const createMail = ({ clock }: { clock: Clock }): Mail => ({
  queue: async (tx, { to, subject, text, about }) =>
    void (await tx.rows(sql`
      insert into platform.mail (id, recipient, subject, text, about, created_at, next_attempt_at)
      values (${newId()}, ${to}, ${subject.replaceAll(/\s+/g, ' ').trim()}, ${text}, ${about}, ${clock.now()}, ${clock.now()})`)),
})
