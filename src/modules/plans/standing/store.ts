import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { StandingTask, TaskFields } from './task.ts'

type TaskRow = Omit<StandingTask, 'due'> & { month: number | null; day: number | null; weeks: number | null }
const columns = sql`
  t.id, t.organisation_id as "organisationId", t.content_id as "contentId", t.condition_id as "conditionId", t.title, t.why, t.owner_id as "ownerId", t.owner,
  t.month, t.day, t.weeks_before_summer as weeks, t.version`

const taskFrom = ({ month, day, weeks, ...row }: TaskRow): StandingTask => ({
  ...row,
  due: weeks === null ? { kind: 'day', month: month ?? 1, day: day ?? 1 } : { kind: 'before-summer', weeks },
})
const dueColumns = ({ due }: TaskFields) => (due.kind === 'day' ? { month: due.month, day: due.day, weeks: null } : { month: null, day: null, weeks: due.weeks })

export async function tasksOf(db: Db, organisationIds: readonly string[]): Promise<StandingTask[]> {
  const rows = await db.rows<TaskRow>(
    sql`select ${columns} from plans.standing_task t where t.organisation_id = any(${organisationIds}::uuid[]) order by t.created_at, t.id limit 2000`,
  )
  return rows.map(taskFrom)
}

export async function taskById(db: Db, id: string): Promise<StandingTask | undefined> {
  const row = await db.one<TaskRow>(sql`select ${columns} from plans.standing_task t where t.id = ${id}`)
  return row && taskFrom(row)
}

/** False when this suggestion was taken over already. */
export async function insertTask(db: Db, task: StandingTask, at: Date): Promise<boolean> {
  const { month, day, weeks } = dueColumns(task)
  const row = await db.one(sql`
    insert into plans.standing_task (id, organisation_id, content_id, condition_id, title, why, owner_id, owner, month, day, weeks_before_summer, created_at)
    values (${task.id}, ${task.organisationId}, ${task.contentId}, ${task.conditionId}, ${task.title}, ${task.why}, ${task.ownerId}, ${task.owner}, ${month}, ${day}, ${weeks}, ${at})
    on conflict (organisation_id, content_id) do nothing returning id`)
  return row !== undefined
}

export async function updateTask(db: Db, id: string, version: number, fields: TaskFields): Promise<boolean> {
  const { month, day, weeks } = dueColumns(fields)
  const row = await db.one(sql`
    update plans.standing_task set version = version + 1, condition_id = ${fields.conditionId}, title = ${fields.title}, why = ${fields.why}, owner_id = ${fields.ownerId}, owner = ${fields.owner},
      month = ${month}, day = ${day}, weeks_before_summer = ${weeks}
    where id = ${id} and version = ${version} returning id`)
  return row !== undefined
}

export const deleteTask = (db: Db, id: string) => db.rows(sql`delete from plans.standing_task where id = ${id}`)

export type Tick = { taskId: string; year: number; at: Date; byId: string | null }

export const ticksOf = (db: Db, taskIds: readonly string[], fromYear: number, toYear: number) =>
  db.rows<Tick>(sql`
    select task_id as "taskId", year, done_at as at, done_by as "byId" from plans.occurrence
    where task_id = any(${taskIds}::text[]) and year between ${fromYear} and ${toYear} limit 10000`)

/** False when it was ticked already, or the task is gone. */
export async function insertTick(db: Db, tick: Tick): Promise<boolean> {
  const row = await db.one(sql`
    insert into plans.occurrence (task_id, year, done_at, done_by)
    select t.id, ${tick.year}::integer, ${tick.at}::timestamptz, ${tick.byId}::uuid from plans.standing_task t where t.id = ${tick.taskId} for key share
    on conflict (task_id, year) do nothing returning task_id`)
  return row !== undefined
}

export async function deleteTick(db: Db, taskId: string, year: number): Promise<boolean> {
  return (await db.one(sql`delete from plans.occurrence where task_id = ${taskId} and year = ${year} returning task_id`)) !== undefined
}
