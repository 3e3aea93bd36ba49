import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

/** False when the reminders of this day were gone through already. */
export async function beginDay(db: Db, day: string, at: Date): Promise<boolean> {
  return (await db.one(sql`insert into plans.reminder_day (day, at) values (${day}, ${at}) on conflict (day) do nothing returning day`)) !== undefined
}

export type DueAction = { id: string; organisationId: string; schoolIds: string[]; ownerId: string; title: string; term: string }

/** Open actions that a person carries and whose term is on or before this day. */
export const actionsDue = (db: Db, until: string) =>
  db.rows<DueAction>(sql`
    select id, organisation_id as "organisationId", school_ids as "schoolIds", owner_id as "ownerId", title, term from plans.action
    where owner_id is not null and term <= ${until} and status in ('todo', 'busy', 'waiting') order by term, id limit 20000`)

/** The organisations and persons of standing tasks that a person carries. */
export const organisationsWithTasks = (db: Db) =>
  db.rows<{ id: string }>(sql`select distinct organisation_id as id from plans.standing_task where owner_id is not null limit 20000`)

export type Reminder = { subject: string; personId: string; kind: 'soon' | 'passed'; due: string }

/** Of these, the ones that were not sent before; from now on they were. */
export const claim = (db: Db, reminders: readonly Reminder[], at: Date) =>
  db.rows<Reminder>(sql`
    insert into plans.reminder (subject, person_id, kind, due, at)
    select subject, "personId", kind, due, ${at}::timestamptz from jsonb_to_recordset(${JSON.stringify(reminders)}::jsonb) as n (subject text, "personId" uuid, kind text, due date)
    on conflict do nothing returning subject, person_id as "personId", kind, due`)
