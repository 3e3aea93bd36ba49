import { HOUR, MINUTE } from '#platform/clock'
import type { Db } from '#platform/db'
import { pseudonym } from '#platform/secret'
import * as store from './store.ts'

/** At most `most` in each stretch of `per` milliseconds. The stretches lie still, so around a border twice as many may pass. */
type Limit = { most: number; per: number }

/**
 * Counted in the database, so that processes count together. A code has 5 tries of a million: 20 letters a day give a guesser
 * 100 tries, one chance in 10,000. A school or a course of 300 signs in from one address within the hour.
 */
export const limits = {
  lettersPerMailbox: { most: 5, per: 15 * MINUTE },
  lettersPerMailboxPerDay: { most: 20, per: 24 * HOUR },
  lettersPerNetwork: { most: 400, per: HOUR },
  codesPerNetwork: { most: 1200, per: HOUR },
  providersPerNetwork: { most: 1200, per: HOUR },
  // Three codes of a million are right at a time: 50 a day are one chance in 6,700, for who has the mailbox already.
  secondStepPerPerson: { most: 5, per: 15 * MINUTE },
  secondStepPerPersonPerDay: { most: 50, per: 24 * HOUR },
} as const satisfies Record<string, Limit>

type Name = keyof typeof limits

/** Counts one attempt against each of these, in their order; the whole minutes to wait when one is full, else 0. What was refused does not count for the next. */
export async function attempt(tx: Db, secret: string, now: Date, subjects: Partial<Record<Name, string>>): Promise<number> {
  for (const [name, subject] of Object.entries(subjects) as [Name, string][]) {
    const { most, per } = limits[name]
    const since = Math.floor(now.getTime() / per) * per
    const count = await store.countAttempt(tx, { subject: pseudonym(secret, `${name} ${subject}`), since: new Date(since), until: new Date(since + per) })
    if (count > most) return Math.ceil((since + per - now.getTime()) / MINUTE)
  }
  return 0
}
