import { dayOf, MINUTE } from '#platform/clock'
import type { JobKind, Work } from '#platform/jobs'
import type { Standing } from '#platform/rights'
import type { Notice, Notifications } from '#modules/notifications'
import type { Organisations } from '#modules/organisations'
import { accessTo, mayRead } from '../policy.ts'
import type { StandingTasks } from '../standing/standing-tasks.ts'
import { actionsDue, beginDay, claim, organisationsWithTasks, type Reminder } from './store.ts'

/** Two weeks: one can still do something, and has not yet forgotten it again. */
const DAYS_BEFORE = 14
/** Before the letter of seven o'clock, in which it goes along for most people. */
const HOUR_OF_DAY = 6
/** What passed longer ago is no news: who becomes the owner of old work is not written about it. */
const DAYS_AFTER = 60

const hourInNetherlands = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' })
/** From six in the morning in the Netherlands, in summer time and in winter time. */
export const isReminderTime = (moment: Date) => Number(hourInNetherlands.format(moment)) >= HOUR_OF_DAY

const daysAfter = (day: string, days: number) => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

type Due = Reminder & { organisationId: string; schoolIds: readonly string[]; title: string; isTask: boolean }
type Needs = { organisations: Organisations; notifications: Notifications; standing: StandingTasks }

/**
 * Tells once a day those who carry something whose term comes near or has passed. The job returns every ten minutes and does
 * nothing until it is six: a job that returns after 24 hours would be an hour off after a change of the clock.
 */
export function reminderJob({ organisations, notifications, standing }: Needs): JobKind {
  async function dueOf({ db, at }: Work): Promise<Due[]> {
    const today = dayOf(at)
    const kindOf = (day: string) => (day < today ? ('passed' as const) : ('soon' as const))
    const within = (day: string) => day <= daysAfter(today, DAYS_BEFORE) && day >= daysAfter(today, -DAYS_AFTER)
    const actions = (await actionsDue(db, daysAfter(today, DAYS_BEFORE))).map((one): Due => ({
      ...one,
      subject: one.id,
      personId: one.ownerId,
      kind: kindOf(one.term),
      due: one.term,
      isTask: false,
    }))
    const year = Number(today.slice(0, 4))
    const ids = (await organisationsWithTasks(db)).map(({ id }) => id)
    const tasks = (await standing.occurrencesOf(ids, year - 1, year + 1, db)).flatMap(({ task, day, done, year: of }): Due[] =>
      done !== null || task.ownerId === null
        ? []
        : [
            {
              subject: `${task.id}/${of}`,
              personId: task.ownerId,
              kind: kindOf(day),
              due: day,
              organisationId: task.organisationId,
              schoolIds: [],
              title: task.title,
              isTask: true,
            },
          ],
    )
    return [...actions, ...tasks].filter(({ due }) => within(due))
  }

  return {
    name: 'plans.remind',
    every: 10 * MINUTE,
    async run(work) {
      const { db, at } = work
      if (!isReminderTime(at) || !(await beginDay(db, dayOf(at), at))) return
      // Everything is asked in the transaction of the job: the embedded database lets nobody else in until it ends.
      const due = await dueOf(work)
      const standingOf = new Map<string, ReadonlyMap<string, Standing>>()
      for (const personId of new Set(due.map((one) => one.personId))) standingOf.set(personId, await organisations.standingOf(personId, db))
      // Who left, or cannot see it any more, is not written to.
      const seen = due.filter((one) => {
        const access = accessTo({ person: { id: one.personId }, standing: standingOf.get(one.personId) ?? new Map() }, { ...one, ownerId: one.personId })
        return mayRead(access)
      })
      if (seen.length === 0) return
      const fresh = new Set((await claim(db, seen, at)).map((one) => `${one.subject} ${one.personId} ${one.kind} ${one.due}`))
      for (const one of seen) {
        if (!fresh.has(`${one.subject} ${one.personId} ${one.kind} ${one.due}`)) continue
        // The plan as this person may open it: of the organisation itself, or of their school that it names.
        const reach = standingOf.get(one.personId)
        const where = reach?.has(one.organisationId) ? one.organisationId : (one.schoolIds.find((id) => reach?.has(id)) ?? one.organisationId)
        await notifications.notify(db, noticeOf(one, where))
      }
    },
  }
}

function noticeOf({ subject, personId, kind, due: day, title, isTask }: Due, organisationId: string): Notice {
  const personIds = [personId]
  const plan = `/organisaties/${organisationId}/plan`
  if (isTask) return { kind: kind === 'soon' ? 'task-due' : 'task-late', params: { task: title, day }, about: `${plan}/jaarkalender`, personIds }
  return { kind: kind === 'soon' ? 'action-due' : 'action-late', params: { action: title, day }, about: `${plan}/${subject}`, personIds }
}
