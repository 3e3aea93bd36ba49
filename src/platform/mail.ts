import { DAY, type Clock } from './clock.ts'
import type { Db } from './db.ts'
import type { JobKind } from './jobs.ts'
import { newId } from './secret.ts'
import { sql } from './sql.ts'

/**
 * A plain-text letter to one person. `about` is for the administrator's list: a kind such as "invitation", never contents.
 * `unsubscribe` is the address that ends such letters at one press (RFC 8058).
 */
export type Letter = { to: string; subject: string; text: string; about: string; unsubscribe?: string }

export type MailState = 'waiting' | 'sent' | 'uncertain' | 'given-up'
/** A letter that is not simply on its way. The contents are nobody's business but the recipient's. */
export type TroubledLetter = { id: string; recipient: string; about: string; state: MailState; createdAt: Date; nextAttemptAt: Date; attempts: number; lastError: string }
export type KeptLetter = { id: string; recipient: string; subject: string; text: string; createdAt: Date; state: MailState }

export type Mail = {
  /** In the caller's transaction: the letter leaves when, and only when, the change is there. */
  queue(tx: Db, letter: Letter): Promise<void>
  counts(db: Db): Promise<Record<MailState, number>>
  /** For administrators: what failed at least once or may have left, newest first. */
  troubled(db: Db): Promise<TroubledLetter[]>
  /** How many letters should have been tried before this moment, and were not. */
  dueBefore(db: Db, moment: Date): Promise<number>
  /** Puts a letter that was given up, is uncertain or waits for another attempt at the front; false when it cannot be sent any more. */
  sendAgain(db: Db, id: string): Promise<boolean>
  /** Whole letters, newest first: for the mailbox of a trial only. */
  latest(db: Db, to: string): Promise<KeptLetter[]>
  /** What is still kept of letters to exactly this address, newest first: for its owner. */
  keptFor(db: Db, address: string): Promise<KeptLetter[]>
  /** What waits for this address is never sent, and what was sent says no longer to whom and what. In the caller's transaction. */
  forget(tx: Db, address: string): Promise<void>
}

/** A mail server that is away for a long weekend loses nothing. */
export const TRIED_FOR = 3 * DAY
/** Long enough to answer "I got no mail"; after that a letter says nothing about anyone. */
export const KEPT_FOR = 30 * DAY

/** One plain address: nothing that could begin another header, another address or a name. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/
// oxlint-disable-next-line no-control-regex -- control characters are what a header must not hold
const CONTROL_OR_SPACE = /[\s\u0000-\u001F\u007F]+/g

export function createMail({ clock }: { clock: Clock }): Mail {
  const untilGivenUp = () => new Date(clock.now().getTime() + TRIED_FOR)
  return {
    async queue(tx, { to, subject, text, about, unsubscribe }) {
      if (!ADDRESS.test(to)) throw new Error('a letter goes to one plain address')
      const at = clock.now()
      await tx.rows(sql`
        insert into platform.mail (id, recipient, subject, text, unsubscribe, about, created_at, next_attempt_at, give_up_at)
        values (${newId()}, ${to}, ${subject.replaceAll(CONTROL_OR_SPACE, ' ').trim()}, ${text}, ${unsubscribe ?? null}, ${about}, ${at}, ${at}, ${untilGivenUp()})`)
    },
    async counts(db) {
      const rows = await db.rows<{ state: MailState; count: number }>(sql`select state, count(*) as count from platform.mail group by state`)
      return { waiting: 0, sent: 0, uncertain: 0, 'given-up': 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) }
    },
    troubled: (db) =>
      db.rows<TroubledLetter>(sql`
        select id, recipient, about, state, created_at as "createdAt", next_attempt_at as "nextAttemptAt", attempts, coalesce(last_error, '') as "lastError"
        from platform.mail where wiped_at is null and (state in ('uncertain', 'given-up') or state = 'waiting' and last_error is not null)
        order by created_at desc, id limit 200`),
    async dueBefore(db, moment) {
      const row = await db.one<{ count: number }>(sql`
        select count(*)::int as count from platform.mail where state = 'waiting' and taken_until is null and next_attempt_at < ${moment}`)
      return row?.count ?? 0
    },
    async sendAgain(db, id) {
      const row = await db.one(sql`
        update platform.mail set state = 'waiting', next_attempt_at = ${clock.now()}, give_up_at = ${untilGivenUp()}, attempts = 0
        where id = ${id} and state <> 'sent' and taken_until is null and wiped_at is null returning id`)
      return row !== undefined
    },
    latest: (db, to) =>
      db.rows<KeptLetter>(sql`
        select id, recipient, subject, text, created_at as "createdAt", state from platform.mail
        where wiped_at is null and strpos(lower(recipient), ${to.toLowerCase()}) > 0 order by created_at desc, id limit 50`),
    keptFor: (db, address) =>
      db.rows<KeptLetter>(sql`
        select id, recipient, subject, text, created_at as "createdAt", state from platform.mail
        where wiped_at is null and lower(recipient) = ${address.toLowerCase()} order by created_at desc, id limit 5000`),
    async forget(tx, address) {
      const to = address.toLowerCase()
      await tx.rows(sql`delete from platform.mail where lower(recipient) = ${to} and state = 'waiting'`)
      await tx.rows(sql`${wiped(clock.now())} where wiped_at is null and lower(recipient) = ${to}`)
    },
  }
}

/** Keeps the row, for the counts, without anything that was said or to whom. */
const wiped = (at: Date) => sql`
  update platform.mail set recipient = '', subject = '', text = '', unsubscribe = null, last_error = null, wiped_at = ${at},
    state = case when state = 'waiting' then 'given-up' else state end`

/** Once a day: what a letter said and to whom is forgotten. A letter that was never sent counts from the day it was given up. */
export const wipeMail: JobKind = {
  name: 'platform.wipe-mail',
  every: DAY,
  async run({ db, at }) {
    await db.rows(sql`
      ${wiped(at)} where wiped_at is null and coalesce(sent_at, give_up_at) < ${new Date(at.getTime() - KEPT_FOR)}`)
  },
}
