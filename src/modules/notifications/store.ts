import type { Db } from '#platform/db'
import type { Lang } from '#platform/i18n'
import { sql, type Sql } from '#platform/sql'
import type { Group, Rhythm, Way } from './kinds.ts'
import type { Notification } from './notification.ts'

export type Setting = { personId: string; way: Way | null; rhythm: Rhythm | null }

/** Each person once, also when named twice. */
export const settingsFor = (db: Db, personIds: readonly string[], group: Group) =>
  db.rows<Setting>(sql`
    select distinct p.id as "personId", c.way, r.rhythm from unnest(${personIds}::uuid[]) p(id)
    left join notifications.preference c on c.person_id = p.id and c.kind_group = ${group}
    left join notifications.reader r on r.person_id = p.id
    limit 10000`)

type NewNotification = { kind: string; group: Group; params: Record<string, string>; about: string; at: Date; to: { id: string; personId: string; digestAt: Date | null }[] }

export async function insertNotifications(db: Db, { kind, group, params, about, at, to }: NewNotification): Promise<void> {
  await db.rows(sql`
    insert into notifications.notification (id, person_id, kind, kind_group, params, about, created_at, digest_at)
    select one.id, one."personId", ${kind}, ${group}, ${JSON.stringify(params)}::jsonb, ${about}, ${at}, one."digestAt"
    from jsonb_to_recordset(${JSON.stringify(to)}::jsonb) as one(id text, "personId" uuid, "digestAt" timestamptz)`)
}

const columns = sql`n.id, n.kind, n.kind_group as "group", n.params, n.about, n.created_at as "createdAt", n.read_at as "readAt"`

/** Unread first, then newest first. */
export const notificationsOf = (db: Db, personId: string, { unreadOnly, limit, offset }: { unreadOnly: boolean; limit: number; offset: number }) =>
  db.rows<Notification>(sql`
    select ${columns} from notifications.notification n where n.person_id = ${personId} and (n.read_at is null or not ${unreadOnly}::boolean)
    order by n.read_at is not null, n.created_at desc, n.id limit ${limit} offset ${offset}`)

/** Counted no further than a header can show, as part of a larger question: `personId` may be a column of that. */
export const unreadOf = (personId: Sql, atMost: number): Sql =>
  sql`select count(*) as count from (select 1 from notifications.notification where person_id = ${personId} and read_at is null limit ${atMost}) as unread`

export const countUnread = async (db: Db, personId: string, atMost: number): Promise<number> => (await db.one<{ count: number }>(unreadOf(sql`${personId}`, atMost)))?.count ?? 0

/** False when there is no such notification of this person. */
export async function markRead(db: Db, personId: string, id: string, at: Date): Promise<boolean> {
  const row = await db.one(sql`
    update notifications.notification set read_at = coalesce(read_at, ${at}), digest_at = null where id = ${id} and person_id = ${personId} returning id`)
  return row !== undefined
}

/** Only what the person has seen: not what came after the page was shown. */
export async function markAllRead(db: Db, personId: string, { until, at }: { until: Date; at: Date }): Promise<void> {
  await db.rows(sql`
    update notifications.notification set read_at = ${at}, digest_at = null where person_id = ${personId} and read_at is null and created_at <= ${until}`)
}

type Choices = { ways: { group: Group; way: Way }[]; rhythm: Rhythm | null }

export async function choicesOf(db: Db, personId: string): Promise<Choices> {
  const ways = await db.rows<{ group: Group; way: Way }>(sql`select kind_group as "group", way from notifications.preference where person_id = ${personId} limit 100`)
  const reader = await db.one<{ rhythm: Rhythm }>(sql`select rhythm from notifications.reader where person_id = ${personId}`)
  return { ways, rhythm: reader?.rhythm ?? null }
}

export async function saveWays(db: Db, personId: string, ways: readonly { group: Group; way: Way }[]): Promise<void> {
  await db.rows(sql`
    insert into notifications.preference (person_id, kind_group, way)
    select ${personId}::uuid, one.group, one.way from jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) as one("group" text, way text)
    on conflict (person_id, kind_group) do update set way = excluded.way`)
}

export async function saveRhythm(db: Db, personId: string, rhythm: Rhythm): Promise<void> {
  await db.rows(sql`
    insert into notifications.reader (person_id, rhythm) values (${personId}, ${rhythm}) on conflict (person_id) do update set rhythm = excluded.rhythm`)
}

/** A language that was chosen here before; taken away, so that it is given to the account once. */
export const takeLanguages = async (tx: Db, lang: Lang): Promise<string[]> =>
  (await tx.rows<{ personId: string }>(sql`update notifications.reader set lang = null where lang = ${lang} returning person_id as "personId"`)).map(({ personId }) => personId)

/** What waited for a letter waits for the next one, or no longer where the person wants no such letters any more. */
export async function replanDigest(db: Db, personId: string, { groups, at }: { groups: readonly Group[]; at: Date }): Promise<void> {
  await db.rows(sql`
    update notifications.notification set digest_at = case when kind_group = any(${groups}::text[]) then ${at}::timestamptz end
    where person_id = ${personId} and digest_at is not null`)
}

export type Due = Notification & { personId: string }

/** Takes what is due out of the queue, whole people at a time. What was read meanwhile is out of it already. */
export const takeDigests = (tx: Db, at: Date, people: number) =>
  tx.rows<Due>(sql`
    with taken as (
      update notifications.notification set digest_at = null
      where digest_at <= ${at} and person_id in (
        select distinct person_id from notifications.notification where digest_at <= ${at} order by person_id limit ${people})
      returning *)
    select ${columns}, n.person_id as "personId" from taken n
    order by n.person_id, n.created_at, n.id limit 100000`)

export async function keepUnsubscribe(db: Db, rows: readonly { hash: string; personId: string; group: string }[]): Promise<void> {
  await db.rows(sql`
    insert into notifications.unsubscribe (hash, person_id, kind_group)
    select one.hash, one."personId", one.group from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(hash text, "personId" uuid, "group" text)
    on conflict (hash) do nothing`)
}

export const unsubscribeOf = (db: Db, hash: string) =>
  db.one<{ personId: string; group: string }>(sql`select person_id as "personId", kind_group as "group" from notifications.unsubscribe where hash = ${hash}`)

export async function forget(db: Db, { readBefore, before }: { readBefore: Date; before: Date }): Promise<void> {
  await db.rows(sql`delete from notifications.notification where created_at < ${before} or read_at < ${readBefore}`)
}

export async function erase(db: Db, personId: string): Promise<void> {
  await db.rows(sql`delete from notifications.notification where person_id = ${personId}`)
  await db.rows(sql`delete from notifications.preference where person_id = ${personId}`)
  await db.rows(sql`delete from notifications.reader where person_id = ${personId}`)
  await db.rows(sql`delete from notifications.unsubscribe where person_id = ${personId}`)
}
