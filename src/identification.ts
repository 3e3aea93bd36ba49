import type { Db } from '#platform/db'
import type { Identify } from '#platform/identity'
import { sql } from '#platform/sql'
import type { Notifications } from '#modules/notifications'
import type { Organisations, Reached } from '#modules/organisations'
import type { People, Recognised } from '#modules/people'

type Found = Recognised & { reach: Reached[]; unread: number }
type Over = { db: Db; people: People; organisations: Pick<Organisations, 'reachFor' | 'reachFrom'>; notifications: Pick<Notifications, 'unreadOf'> }

/**
 * Who holds a credential, what they may where, and how much waits for them. It is asked with every request, and each statement is
 * a way to the database and back: so it is one, of which every service writes the part over its own tables.
 */
export function identification({ db, people, organisations, notifications }: Over): Identify {
  return async (credential) => {
    const found = await db.one<Found>(sql`
      with holder as (${people.holderOf(credential)})
      select holder.*, (select coalesce(json_agg(reached), '[]') from (${organisations.reachFor(sql`holder.id`)}) reached) as reach,
        (${notifications.unreadOf(sql`holder.id`)})::integer as unread
      from holder`)
    if (!found) return undefined
    const { seenAt, reach, unread, ...person } = found
    await people.noteUse(credential, seenAt)
    return { person, ...organisations.reachFrom(reach, person), unread }
  }
}
