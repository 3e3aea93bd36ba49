import { auditEntry } from '#platform/audit'
import { MINUTE, type Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import type { FailingJob, Jobs, JobsOfKind } from '#platform/jobs'
import type { KeptLetter, Mail, MailState, TroubledLetter } from '#platform/mail'
import type { Claims } from '#modules/organisations'
import type { Practices } from '#modules/practices'
import { mayOperate } from './policy.ts'

export type PostOffice = { counts: Record<MailState, number>; troubled: TroubledLetter[] }
export type Workshop = { kinds: JobsOfKind[]; failing: FailingJob[] }

/** What waits for a person: letters, jobs, and what only an administrator decides. `silent`: letters that nobody tried to send in time. */
export type Attention = { letters: number; notAccepted: number; silent: number; lastError: string; jobs: number; requests: number; practices: number }

type Needs = {
  db: Db
  clock: Clock
  mail: Mail
  jobs: Jobs
  organisations: Pick<Claims, 'countForAdministrator'>
  practices: Pick<Practices, 'countWaiting'>
}

/** A letter leaves within a second or so; one that is due this long means that nobody sends. */
const SILENT_AFTER = 10 * MINUTE

export function createOperations({ db, clock, mail, jobs, organisations, practices }: Needs) {
  const ask = (actor: Actor) => {
    if (!mayOperate(actor)) throw notFound('There is nothing here.')
  }
  const record = (tx: Db, actor: Actor, verb: string, subject: string) => tx.rows(auditEntry({ at: clock.now(), actor: actor.pseudonym, verb, subject, organisationId: null }))

  return {
    async attention(actor: Actor): Promise<Attention> {
      ask(actor)
      const [troubled, failing, silent] = await Promise.all([mail.troubled(db), jobs.failing(db), mail.dueBefore(db, new Date(clock.now().getTime() - SILENT_AFTER))])
      const waiting = troubled.filter(({ state }) => state === 'waiting')
      return {
        letters: troubled.length - waiting.length,
        notAccepted: waiting.length,
        silent,
        lastError: waiting[0]?.lastError ?? '',
        jobs: failing.length,
        requests: await organisations.countForAdministrator(actor),
        practices: await practices.countWaiting(actor),
      }
    },

    async postOffice(actor: Actor): Promise<PostOffice> {
      ask(actor)
      const [counts, troubled] = await Promise.all([mail.counts(db), mail.troubled(db)])
      return { counts, troubled }
    },

    async sendAgain(actor: Actor, letterId: string): Promise<{ status: 'waiting' | 'too-late' }> {
      ask(actor)
      return db.tx(async (tx) => {
        if (!(await mail.sendAgain(tx, letterId))) return { status: 'too-late' }
        await record(tx, actor, 'send-letter-again', letterId)
        return { status: 'waiting' }
      })
    },

    async workshop(actor: Actor): Promise<Workshop> {
      ask(actor)
      const [kinds, failing] = await Promise.all([jobs.overview(db), jobs.failing(db)])
      return { kinds, failing }
    },

    async retryJob(actor: Actor, id: number): Promise<void> {
      ask(actor)
      await db.tx(async (tx) => {
        await jobs.retry(tx, id, clock.now())
        await record(tx, actor, 'retry-job', String(id))
      })
    },

    async removeJob(actor: Actor, id: number): Promise<void> {
      ask(actor)
      await db.tx(async (tx) => {
        await jobs.remove(tx, id)
        await record(tx, actor, 'remove-job', String(id))
      })
    },

    /** What a trial without a mail server would have sent. The module hangs its page on the web only there. */
    trialMailbox: (to: string): Promise<KeptLetter[]> => mail.latest(db, to),
  }
}

export type Operations = ReturnType<typeof createOperations>
