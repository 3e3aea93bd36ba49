import { HOUR, MINUTE, type Clock } from './clock.ts'
import type { Db } from './db.ts'
import type { Log } from './log.ts'
import { everySecond, type Loop } from './loop.ts'
import { STEP_AT_MOST, STEPS_AT_MOST, type Outgoing, type Sending, type Smtp } from './smtp.ts'
import { sql } from './sql.ts'

/** Longer than the slowest mail server can keep us: a letter whose lease is over belongs to a process that is gone. */
export const LEASE = (STEPS_AT_MOST + 3) * STEP_AT_MOST
/** Side by side, so that one server that answers slowly does not keep the other letters waiting. */
const LANES = 4
const LONGEST_WAIT = 6 * HOUR
/** A minute, two, four …, at most six hours. */
export const againAfter = (attempts: number) => Math.min(2 ** (attempts - 1) * MINUTE, LONGEST_WAIT)

type Taken = Outgoing & { attempts: number; giveUpAt: Date; takenUntil: Date }

export type MailSender = Loop & {
  /** Sends what is due now; the number of letters that were tried. */
  sendDue(): Promise<number>
}

/**
 * Sends the letters that wait. It takes one by writing a lease in its row, sends it outside any transaction and then writes what
 * came of it. Another process skips a row that is held, and leaves a letter with a lease alone. When a process dies in between,
 * nobody knows whether the letter left: after the lease it is `uncertain`, and a person decides. A wait or a lease twice as long
 * as there ever is was written by a clock that was ahead, and is over.
 */
export function createMailSender({ db, clock, log, smtp }: { db: Db; clock: Clock; log: Log; smtp: Smtp }): MailSender {
  const stopping = { now: false }

  async function markLost(): Promise<void> {
    const now = clock.now()
    await db.rows(sql`
      update platform.mail set state = 'uncertain', taken_until = null, last_error = 'interrupted'
      where state = 'waiting' and (taken_until < ${now} or taken_until > ${new Date(now.getTime() + 2 * LEASE)})`)
  }

  function take(): Promise<Taken | undefined> {
    const now = clock.now()
    return db.one<Taken>(sql`
      update platform.mail set taken_until = ${new Date(now.getTime() + LEASE)}, attempts = attempts + 1
      where id = (
        select id from platform.mail where state = 'waiting' and taken_until is null and (next_attempt_at <= ${now} or next_attempt_at > ${new Date(now.getTime() + 2 * LONGEST_WAIT)})
        order by next_attempt_at, id limit 1 for update skip locked)
      returning id, recipient, subject, text, unsubscribe, created_at as "createdAt", attempts, give_up_at as "giveUpAt", taken_until as "takenUntil"`)
  }

  async function write(letter: Taken, sending: Sending): Promise<void> {
    const now = clock.now()
    // Sent is sent, also when the lease was over by then; any other outcome counts only for who still holds the letter.
    if (sending.status === 'sent')
      return void (await db.rows(sql`update platform.mail set state = 'sent', sent_at = ${now}, taken_until = null, last_error = null where id = ${letter.id}`))
    const again = new Date(now.getTime() + againAfter(letter.attempts))
    const state = sending.status === 'unknown' ? 'uncertain' : sending.status === 'refused' || again > letter.giveUpAt ? 'given-up' : 'waiting'
    await db.rows(sql`
      update platform.mail set state = ${state}, next_attempt_at = ${stopping.now ? now : again}, taken_until = null, last_error = ${sending.why}
      where id = ${letter.id} and state = 'waiting' and taken_until = ${letter.takenUntil}`)
    log.warn({ letter: letter.id, attempts: letter.attempts, state }, 'letter not sent')
  }

  async function lane(): Promise<number> {
    let tried = 0
    while (!stopping.now) {
      const letter = await take()
      if (!letter) break
      await write(letter, await smtp.send(letter))
      tried++
    }
    return tried
  }

  async function sendDue(): Promise<number> {
    await markLost()
    // All are waited for, also when the database fails one: `stop` must not leave a letter under way.
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
    return lanes.reduce((sum, one) => {
      if (one.status === 'rejected') throw one.reason
      return sum + one.value
    }, 0)
  }

  const loop = everySecond(sendDue, log, 'looking for mail failed')
  return {
    sendDue,
    start: () => ((stopping.now = false), loop.start()),
    stop() {
      stopping.now = true
      smtp.hurry()
      return loop.stop()
    },
  }
}
