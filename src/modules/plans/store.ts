import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Level } from '#modules/instruments'
import type { Action, ActionFields, Origin } from './action.ts'
import type { Status, StatusChange } from './status.ts'

const columns = sql`
  a.id, a.organisation_id as "organisationId", a.school_ids as "schoolIds", a.condition_id as "conditionId", a.from_level as "fromLevel", a.desired_level as "desiredLevel",
  a.title, a.why, a.owner_id as "ownerId", a.owner, a.term, a.effort, a.cost, a.status, a.result, a.origin, a.origin_round_id as "originRoundId",
  a.version, a.created_at as "createdAt", a.changed_at as "changedAt", a.finished_at as "finishedAt"`

/** The plan of an organisation: its own actions, those of what is below it, and those of others that name it. */
export async function actionsOf(db: Db, organisationId: string, belowIds: readonly string[]): Promise<Action[]> {
  return db.rows<Action>(sql`
    select ${columns} from plans.action a
    where a.organisation_id = ${organisationId} or a.organisation_id = any(${belowIds}::uuid[]) or a.school_ids @> array[${organisationId}]::uuid[]
    order by a.term nulls last, a.created_at, a.id limit 2000`)
}

export const actionById = (db: Db, id: string) => db.one<Action>(sql`select ${columns} from plans.action a where a.id = ${id}`)

export type NewAction = ActionFields & { id: string; organisationId: string; origin: Origin; originRoundId: string | null; at: Date }

/** The ids of those that were made: a wish that has its action already is passed over. */
export async function insertActions(db: Db, actions: readonly NewAction[]): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(sql`
    insert into plans.action (id, organisation_id, school_ids, condition_id, from_level, desired_level, title, why, owner_id, owner, term, effort, cost, origin, origin_round_id, origin_condition_id, created_at, changed_at)
    select id, "organisationId", "schoolIds", "conditionId", "fromLevel", "desiredLevel", title, why, "ownerId", owner, term, effort, cost, origin, "originRoundId",
      case when "originRoundId" is null then null else "conditionId" end, at, at
    from jsonb_to_recordset(${JSON.stringify(actions)}::jsonb) as n (id text, "organisationId" uuid, "schoolIds" uuid[], "conditionId" text, "fromLevel" smallint, "desiredLevel" smallint,
      title text, why text, "ownerId" uuid, owner text, term date, effort integer, cost integer, origin text, "originRoundId" text, at timestamptz)
    on conflict (organisation_id, origin, origin_round_id, origin_condition_id) where origin_round_id is not null do nothing returning id`)
  return rows.map((row) => row.id)
}

export async function actionFromRound(db: Db, organisationId: string, origin: Origin, roundId: string, conditionId: string): Promise<string | undefined> {
  const row = await db.one<{ id: string }>(sql`
    select id from plans.action where organisation_id = ${organisationId} and origin = ${origin} and origin_round_id = ${roundId} and origin_condition_id = ${conditionId}`)
  return row?.id
}

/** The conditions of this round whose wish has an action already. */
export async function conditionsTakenUp(db: Db, organisationId: string, roundId: string): Promise<Set<string>> {
  const rows = await db.rows<{ id: string }>(sql`
    select origin_condition_id as id from plans.action where organisation_id = ${organisationId} and origin = 'wish' and origin_round_id = ${roundId} limit 1000`)
  return new Set(rows.map((row) => row.id))
}

/** Undefined when the action has another version by now, or is gone. */
export async function updateAction(db: Db, id: string, version: number, f: ActionFields, at: Date): Promise<number | undefined> {
  const row = await db.one<{ version: number }>(sql`
    update plans.action set version = version + 1, changed_at = ${at}, school_ids = ${f.schoolIds}::uuid[], condition_id = ${f.conditionId}, from_level = ${f.fromLevel}, desired_level = ${f.desiredLevel},
      title = ${f.title}, why = ${f.why}, owner_id = ${f.ownerId}, owner = ${f.owner}, term = ${f.term}, effort = ${f.effort}, cost = ${f.cost}
    where id = ${id} and version = ${version} returning version`)
  return row?.version
}

export async function updateStatus(
  db: Db,
  id: string,
  version: number,
  change: { status: Status; result: string; finishedAt: Date | null; at: Date },
): Promise<number | undefined> {
  const row = await db.one<{ version: number }>(sql`
    update plans.action set version = version + 1, changed_at = ${change.at}, status = ${change.status}, result = ${change.result}, finished_at = ${change.finishedAt}
    where id = ${id} and version = ${version} returning version`)
  return row?.version
}

export const insertStatusChange = (db: Db, id: string, change: StatusChange) =>
  db.rows(sql`insert into plans.status_change (action_id, before, after, at, by_id) values (${id}, ${change.before}, ${change.after}, ${change.at}, ${change.byId})`)

export const statusChangesOf = (db: Db, id: string) =>
  db.rows<StatusChange>(sql`select before, after, at, by_id as "byId" from plans.status_change where action_id = ${id} order by id limit 500`)

export async function deleteAction(db: Db, id: string): Promise<boolean> {
  return (await db.one(sql`delete from plans.action where id = ${id} returning id`)) !== undefined
}

export type Comment = { id: string; authorId: string | null; text: string; at: Date }

/** False when the action is gone. */
export async function insertComment(db: Db, actionId: string, comment: Comment): Promise<boolean> {
  const row = await db.one(sql`
    insert into plans.comment (id, action_id, author_id, text, at)
    select ${comment.id}, a.id, ${comment.authorId}::uuid, ${comment.text}, ${comment.at}::timestamptz from plans.action a where a.id = ${actionId} for key share returning id`)
  return row !== undefined
}

export const commentsOf = (db: Db, actionId: string) =>
  db.rows<Comment>(sql`select id, author_id as "authorId", text, at from plans.comment where action_id = ${actionId} order by at, id limit 1000`)

export const commentById = (db: Db, actionId: string, id: string) =>
  db.one<Comment>(sql`select id, author_id as "authorId", text, at from plans.comment where action_id = ${actionId} and id = ${id}`)

export const deleteComment = (db: Db, id: string) => db.rows(sql`delete from plans.comment where id = ${id}`)

export type Attachment = { fileId: string; addedBy: string | null; at: Date }

export const insertAttachment = (db: Db, actionId: string, attachment: Attachment) =>
  db.rows(sql`insert into plans.attachment (file_id, action_id, added_by, at) values (${attachment.fileId}, ${actionId}, ${attachment.addedBy}, ${attachment.at})`)

export const attachmentsOf = (db: Db, actionId: string) =>
  db.rows<Attachment>(sql`select file_id as "fileId", added_by as "addedBy", at from plans.attachment where action_id = ${actionId} order by at, file_id limit 100`)

export async function deleteAttachment(db: Db, actionId: string, fileId: string): Promise<boolean> {
  return (await db.one(sql`delete from plans.attachment where action_id = ${actionId} and file_id = ${fileId} returning file_id`)) !== undefined
}

/** So that what hangs on an action is counted and added one after the other, and not while the action goes. */
export async function holdAction(db: Db, id: string): Promise<boolean> {
  return (await db.one(sql`select id from plans.action where id = ${id} for no key update`)) !== undefined
}

export type Summary = { organisationId: string; counts: Record<Status, number>; passed: number; nextTerms: { id: string; title: string; term: string }[] }

/** Counts per status and the three terms that come first, of many organisations in one statement. */
export const summariesOf = (db: Db, organisationIds: readonly string[], today: string) =>
  db.rows<Summary>(sql`
    select o.id as "organisationId",
      jsonb_build_object('todo', count(*) filter (where a.status = 'todo'), 'busy', count(*) filter (where a.status = 'busy'), 'waiting', count(*) filter (where a.status = 'waiting'),
        'done', count(*) filter (where a.status = 'done'), 'dropped', count(*) filter (where a.status = 'dropped')) as counts,
      (count(*) filter (where a.status in ('todo', 'busy', 'waiting') and a.term < ${today}::date))::int as passed,
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'title', n.title, 'term', n.term)) from (
        select b.id, b.title, b.term from plans.action b
        where b.organisation_id = o.id and b.status in ('todo', 'busy', 'waiting') and b.term >= ${today}::date order by b.term, b.id limit 3) n), '[]') as "nextTerms"
    from unnest(${organisationIds}::uuid[]) as o (id) left join plans.action a on a.organisation_id = o.id
    group by o.id limit 1000`)

export type Finished = {
  id: string
  organisationId: string
  conditionId: string
  title: string
  result: string
  fromLevel: Level | null
  desiredLevel: Level | null
  finishedAt: Date
}

export const finishedActions = (db: Db, organisationIds: readonly string[], from: Date, to: Date) =>
  db.rows<Finished>(sql`
    select id, organisation_id as "organisationId", condition_id as "conditionId", title, result, from_level as "fromLevel", desired_level as "desiredLevel", finished_at as "finishedAt"
    from plans.action where organisation_id = any(${organisationIds}::uuid[]) and status = 'done' and condition_id is not null and finished_at >= ${from} and finished_at < ${to}
    order by finished_at, id limit 2000`)

export const openActionsOwnedBy = (db: Db, personId: string) =>
  db.rows<Action>(
    sql`select ${columns} from plans.action a where a.owner_id = ${personId} and a.status in ('todo', 'busy', 'waiting') order by a.term nulls last, a.created_at, a.id limit 500`,
  )

export const log = (db: Db, entry: Parameters<typeof auditEntry>[0]) => db.rows(auditEntry(entry))
