import { dayOf, MINUTE } from '#platform/clock'
import type { JobKind, Work } from '#platform/jobs'
import type { Mail } from '#platform/mail'
import type { Standing } from '#platform/rights'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import { accessTo, mayRead } from '../policy.ts'
import type { StandingTasks } from '../standing/standing-tasks.ts'
import { reminderLetter, type Line } from './letter.ts'
import { actionsDue, beginDay, claim, organisationsWithTasks, type Reminder } from './store.ts'

/** Two weeks: one can still do something, and has not yet forgotten it again. */
const DAYS_BEFORE = 14
const HOUR_OF_DAY = 7
/** What passed longer ago is no news: who becomes the owner of old work is not written about it. */
const DAYS_AFTER = 60

const hourInNetherlands = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' })
/** From seven in the morning in the Netherlands, in summer time and in winter time. */
export const isReminderTime = (moment: Date) => Number(hourInNetherlands.format(moment)) >= HOUR_OF_DAY

const daysAfter = (day: string, days: number) => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

type Due = Reminder & { organisationId: string; schoolIds: readonly string[]; title: string }
type Needs = { organisations: Organisations; people: People; standing: StandingTasks; mail: Mail; publicUrl: string }

/**
 * Writes once a day to those who carry something whose term comes near or has passed. The job returns every ten minutes and does
 * nothing until it is seven: a job that returns after 24 hours would be an hour off after a change of the clock.
 */
export function reminderJob({ organisations, people, standing, mail, publicUrl }: Needs): JobKind {
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
    }))
    const year = Number(today.slice(0, 4))
    const ids = (await organisationsWithTasks(db)).map(({ id }) => id)
    const tasks = (await standing.occurrencesOf(ids, year - 1, year + 1, db)).flatMap(({ task, day, done, year: of }): Due[] =>
      done !== null || task.ownerId === null
        ? []
        : [{ subject: `${task.id}/${of}`, personId: task.ownerId, kind: kindOf(day), due: day, organisationId: task.organisationId, schoolIds: [], title: task.title }],
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
      const accounts = await people.byIds([...standingOf.keys()], db)
      const letters = new Map<string, { personId: string; organisationId: string; lines: Line[] }>()
      for (const { subject, personId, kind, due: day, organisationId, schoolIds, title } of seen) {
        if (!fresh.has(`${subject} ${personId} ${kind} ${day}`)) continue
        // The plan as this person may open it: of the organisation itself, or of their school that it names.
        const reach = standingOf.get(personId)
        const where = reach?.has(organisationId) ? organisationId : (schoolIds.find((id) => reach?.has(id)) ?? organisationId)
        const letter = letters.get(`${personId} ${where}`) ?? { personId, organisationId: where, lines: [] }
        letter.lines.push({ title, kind, due: day })
        letters.set(`${personId} ${where}`, letter)
      }
      for (const { personId, organisationId, lines } of letters.values()) {
        const to = accounts.get(personId)
        const organisation = await organisations.byId(organisationId, db)
        if (to && organisation)
          await mail.queue(db, reminderLetter({ to, organisation: organisation.name, address: `${publicUrl}/organisaties/${organisationId}/plan?owner=mine`, lines }))
      }
    },
  }
}
