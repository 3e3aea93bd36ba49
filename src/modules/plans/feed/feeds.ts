import type { Clock } from '#platform/clock'
import { dayOf } from '#platform/clock'
import type { Db } from '#platform/db'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/http'
import { hashOf, looksLikeKey, newKey } from '#platform/secret'
import { writeCalendar, type CalendarEvent } from '#protocols/icalendar'
import type { Organisations } from '#modules/organisations'
import type { People } from '#modules/people'
import type { Plans } from '../plans.ts'
import type { StandingTasks } from '../standing/standing-tasks.ts'
import { isOpen } from '../status.ts'
import { log } from '../store.ts'
import { nl } from '../text.nl.ts'
import { deleteFeed, feedByHash, feedOf, putFeed, type Feed } from './store.ts'

const nothing = () => notFound('There is no such calendar, or its link was withdrawn.')
/** Calendars ask a few times a day; a term does not move by the hour. */
const REFRESH_HOURS = 12

type Needs = { db: Db; clock: Clock; plans: Plans; standing: StandingTasks; organisations: Organisations; people: People; publicUrl: string }

/** The terms of a plan in someone's own calendar, behind a secret link. Only its hash is kept; the right is asked at each fetch. */
export function createFeeds({ db, clock, plans, standing, organisations, people, publicUrl }: Needs) {
  const personIn = (actor: Actor, organisationId: string) => {
    if (!actor.person || !actor.standing.has(organisationId)) throw nothing()
    return actor.person.id
  }
  const audit = (tx: Db, actor: Actor, verb: string, organisationId: string) => log(tx, { at: clock.now(), actor: actor.pseudonym, verb, subject: organisationId, organisationId })

  return {
    async current(actor: Actor, organisationId: string): Promise<Feed | undefined> {
      return feedOf(db, organisationId, personIn(actor, organisationId))
    },

    /** The address, given once; an earlier one stops working. */
    async renew(actor: Actor, organisationId: string, mine: boolean): Promise<{ address: string }> {
      const personId = personIn(actor, organisationId)
      const key = newKey()
      await db.tx(async (tx) => {
        await putFeed(tx, hashOf(key), { organisationId, personId, mine, createdAt: clock.now() })
        await audit(tx, actor, 'calendar-link.made', organisationId)
      })
      return { address: `${publicUrl}/kalender/${key}.ics` }
    },

    async withdraw(actor: Actor, organisationId: string): Promise<void> {
      const personId = personIn(actor, organisationId)
      await db.tx(async (tx) => {
        if (await deleteFeed(tx, organisationId, personId)) await audit(tx, actor, 'calendar-link.withdrawn', organisationId)
      })
    },

    /** The calendar behind a key. Who was removed, erased, or whose link was withdrawn, has none. @throws {Refusal} not-found */
    async calendar(key: string): Promise<string> {
      const feed = looksLikeKey(key) ? await feedByHash(db, hashOf(key)) : undefined
      if (!feed) throw nothing()
      const [standingThere, accounts] = await Promise.all([organisations.standingOf(feed.personId), people.byIds([feed.personId])])
      if (!accounts.has(feed.personId) || !standingThere.has(feed.organisationId)) throw nothing()
      const reader: Actor = { keys: [], pseudonym: '', person: undefined, standing: standingThere, withheld: new Set() }
      const { actions, organisation } = await plans.plan(reader, feed.organisationId)
      const wanted = (one: { ownerId: string | null }) => !feed.mine || one.ownerId === feed.personId
      const year = Number(dayOf(clock.now()).slice(0, 4))
      const tasks = (await standing.occurrencesOf([feed.organisationId], year, year + 1)).filter(({ task, done }) => done === null && wanted(task))
      const address = `${publicUrl}/organisaties/${feed.organisationId}/plan`
      const uid = (id: string) => `${id}@${new URL(publicUrl).hostname}`
      const events = [
        ...actions.flatMap((action): CalendarEvent[] =>
          action.term === null || !isOpen(action.status) || !wanted(action)
            ? []
            : [{ uid: uid(action.id), stamp: action.changedAt, day: action.term, summary: action.title, description: nl.status[action.status], url: `${address}/${action.id}` }],
        ),
        ...tasks.map(({ task, day, year: of }): CalendarEvent => ({
          uid: uid(`${task.id}-${of}`),
          stamp: feed.createdAt,
          day,
          summary: task.title,
          description: nl.feed.task,
          url: `${address}/jaarkalender?jaar=${of}`,
        })),
      ]
      return writeCalendar({ name: nl.feed.calendarName(organisation.name), productId: '-//Koers//Plan//NL', refreshHours: REFRESH_HOURS, events })
    },
  }
}

export type Feeds = ReturnType<typeof createFeeds>
export type { Feed }
