import type { Db } from '#platform/db'
import type { Keeper } from '#platform/module'
import { sql } from '#platform/sql'

/** What a plan keeps about one person. After erasure the work and the words stay for the others, without whose they are. */
export const planKeeper = (db: Db): Keeper => ({
  async personalData(personId) {
    const [actions, comments, tasks, ticks, moves, attachments, feeds, reminders] = await Promise.all([
      db.rows(sql`select title, term, status from plans.action where owner_id = ${personId} order by created_at limit 5000`),
      db.rows(sql`select text, at from plans.comment where author_id = ${personId} order by at limit 5000`),
      db.rows(sql`select title from plans.standing_task where owner_id = ${personId} order by created_at limit 5000`),
      db.rows(
        sql`select t.title, o.year, o.done_at as at from plans.occurrence o join plans.standing_task t on t.id = o.task_id where o.done_by = ${personId} order by o.done_at limit 5000`,
      ),
      db.rows(
        sql`select a.title, s.after as status, s.at from plans.status_change s join plans.action a on a.id = s.action_id where s.by_id = ${personId} order by s.id limit 5000`,
      ),
      db.rows(sql`select a.title, f.at from plans.attachment f join plans.action a on a.id = f.action_id where f.added_by = ${personId} order by f.at limit 5000`),
      db.rows(sql`select organisation_id as "organisationId", mine, created_at as "createdAt" from plans.feed where person_id = ${personId} limit 1000`),
      db.rows(sql`select kind, due, at from plans.reminder where person_id = ${personId} order by at limit 5000`),
    ])
    return { actions, comments, standingTasks: tasks, ticked: ticks, statusChanges: moves, attachments, calendarLinks: feeds, reminders }
  },
  async erase(tx, personId) {
    await tx.rows(sql`update plans.action set owner_id = null where owner_id = ${personId}`)
    await tx.rows(sql`update plans.standing_task set owner_id = null where owner_id = ${personId}`)
    await tx.rows(sql`update plans.comment set author_id = null where author_id = ${personId}`)
    await tx.rows(sql`update plans.status_change set by_id = null where by_id = ${personId}`)
    await tx.rows(sql`update plans.occurrence set done_by = null where done_by = ${personId}`)
    await tx.rows(sql`update plans.attachment set added_by = null where added_by = ${personId}`)
    await tx.rows(sql`delete from plans.feed where person_id = ${personId}`)
    await tx.rows(sql`delete from plans.reminder where person_id = ${personId}`)
    await tx.rows(sql`delete from plans.worksheet where person_id = ${personId}`)
  },
})
