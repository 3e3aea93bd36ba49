import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Sector } from '#modules/organisations'
import type { Fields, Listed, Practice, PracticeLevel } from './practice.ts'

const listed = sql`p.id, p.title, p.condition_id as "conditionId", p.level, p.organisation_name as "organisationName", p.sector, p.situation, p.approach, p.result,
  p.published_at as "publishedAt"`
const columns = sql`${listed}, p.organisation_id as "organisationId", p.contact_function as "contactFunction", p.contact_mail as "contactMail", p.state, p.reason,
  p.version, p.created_by as "createdBy", p.changed_at as "changedAt", p.submitted_at as "submittedAt"`

/** Held for the rest of the transaction when `lock`. */
export const practiceById = (db: Db, id: string, lock = false) =>
  db.one<Practice>(sql`select ${columns} from practices.practice p where p.id = ${id} ${lock ? sql`for update` : sql``}`)

/** The newest first; an organisation writes a few of these, never hundreds. */
export const practicesOf = (db: Db, organisationId: string) =>
  db.rows<Practice>(sql`select ${columns} from practices.practice p where p.organisation_id = ${organisationId} order by p.changed_at desc, p.id limit 500`)

/** Who waits longest comes first. */
export const waiting = (db: Db, limit: number) =>
  db.rows<Practice>(sql`select ${columns} from practices.practice p where p.state = 'submitted' order by p.submitted_at, p.id limit ${limit}`)
export const countWaiting = async (db: Db) => (await db.one<{ count: number }>(sql`select count(*)::int as count from practices.practice where state = 'submitted'`))?.count ?? 0

export type Filter = { words: string; conditionId: string | undefined; level: PracticeLevel | undefined; sector: Sector | undefined }

/** What is published and fits, the newest first; words as one types them in a search box. */
export async function published(db: Db, { words, conditionId, level, sector }: Filter, page: { offset: number; limit: number }): Promise<{ items: Listed[]; total: number }> {
  const fits = sql`p.state = 'published' and (${words}::text = '' or p.words @@ websearch_to_tsquery('dutch', ${words}))
    and (${conditionId ?? null}::text is null or p.condition_id = ${conditionId ?? null}) and (${level ?? null}::smallint is null or p.level = ${level ?? null})
    and (${sector ?? null}::text is null or p.sector = ${sector ?? null})`
  const items = await db.rows<Listed>(sql`
    select ${listed} from practices.practice p where ${fits} order by p.published_at desc, p.id limit ${page.limit} offset ${page.offset}`)
  const counted = await db.one<{ total: number }>(sql`select count(*)::int as total from practices.practice p where ${fits}`)
  return { items, total: counted?.total ?? 0 }
}

/** Of one condition and one level; those of the same sector come first. */
export const offered = (db: Db, conditionId: string, level: PracticeLevel, sector: Sector | null, limit: number) =>
  db.rows<Pick<Listed, 'id' | 'title' | 'organisationName'>>(sql`
    select p.id, p.title, p.organisation_name as "organisationName" from practices.practice p
    where p.state = 'published' and p.condition_id = ${conditionId} and p.level = ${level}
    order by (p.sector is not distinct from ${sector}) desc, p.published_at desc, p.id limit ${limit}`)

export const publishedBy = (db: Db, organisationIds: readonly string[]) =>
  db.rows<{ id: string; title: string }>(sql`
    select p.id, p.title from practices.practice p where p.organisation_id = any(${organisationIds}::uuid[]) and p.state = 'published' order by lower(p.title), p.id limit 500`)

type Made = { id: string; organisationId: string; organisationName: string; sector: Sector | null; by: string; at: Date }

/** False when there is one with this id already. */
export async function insertPractice(db: Db, made: Made, fields: Fields): Promise<boolean> {
  const row = await db.one(sql`
    insert into practices.practice (id, organisation_id, organisation_name, sector, condition_id, level, title, situation, approach, result, contact_function, contact_mail, state, created_by, created_at, changed_at)
    values (${made.id}, ${made.organisationId}, ${made.organisationName}, ${made.sector}, ${fields.conditionId}, ${fields.level}, ${fields.title}, ${fields.situation}, ${fields.approach},
      ${fields.result}, ${fields.contactFunction}, ${fields.contactMail}, 'draft', ${made.by}, ${made.at}, ${made.at})
    on conflict (id) do nothing returning id`)
  return row !== undefined
}

export const updateFields = (db: Db, id: string, fields: Fields, at: Date) =>
  db.rows(sql`
    update practices.practice set condition_id = ${fields.conditionId}, level = ${fields.level}, title = ${fields.title}, situation = ${fields.situation}, approach = ${fields.approach},
      result = ${fields.result}, contact_function = ${fields.contactFunction}, contact_mail = ${fields.contactMail}, version = version + 1, changed_at = ${at}
    where id = ${id}`)

export const submit = (db: Db, id: string, of: { name: string; sector: Sector | null }, at: Date) =>
  db.rows(sql`
    update practices.practice set state = 'submitted', reason = '', submitted_at = ${at}, organisation_name = ${of.name}, sector = ${of.sector}, version = version + 1, changed_at = ${at}
    where id = ${id}`)

export const withdraw = (db: Db, id: string, at: Date) =>
  db.rows(sql`update practices.practice set state = 'withdrawn', published_at = null, version = version + 1, changed_at = ${at} where id = ${id}`)

export const judge = (db: Db, id: string, judged: { state: 'published' | 'returned'; reason: string; by: string; at: Date }) =>
  db.rows(sql`
    update practices.practice set state = ${judged.state}, reason = ${judged.reason}, reviewed_by = ${judged.by}, published_at = case when ${judged.state} = 'published' then ${judged.at}::timestamptz end,
      version = version + 1, changed_at = ${judged.at}
    where id = ${id}`)

export const log = (db: Db, entry: Parameters<typeof auditEntry>[0]) => db.rows(auditEntry(entry))

/** What is kept about one person. */
export const ofPerson = (db: Db, personId: string) =>
  db.rows<{ id: string; title: string; what: string; contactFunction: string | null; contactMail: string | null }>(sql`
    select id, title, 'wrote' as what, contact_function as "contactFunction", contact_mail as "contactMail" from practices.practice where created_by = ${personId}
    union all select id, title, 'reviewed', null, null from practices.practice where reviewed_by = ${personId} limit 10000`)

/** What was done stays to read; whom to ask about it was given by who is forgotten now. */
export async function forgetPerson(db: Db, personId: string): Promise<void> {
  await db.rows(sql`update practices.practice set created_by = null, contact_function = '', contact_mail = '' where created_by = ${personId}`)
  await db.rows(sql`update practices.practice set reviewed_by = null where reviewed_by = ${personId}`)
}
