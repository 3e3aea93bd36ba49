import type { Db } from './db.ts'
import { sql, type Sql } from './sql.ts'

/**
 * Who did what, when: never the contents of an answer. `actor` is a pseudonym (see `identity.ts`).
 * `organisationId` is null where it concerns a person only, such as a sign-in.
 * As a fragment, so that a change and its line are one statement and stand or fall together.
 */
export function auditEntry(entry: { at: Date; actor: string; verb: string; subject: string; organisationId: string | null }, onlyIf?: Sql): Sql {
  return sql`insert into audit.entry (at, actor, verb, subject, organisation_id)
    select ${entry.at}::timestamptz, ${entry.actor}::text, ${entry.verb}::text, ${entry.subject}::text, ${entry.organisationId}::uuid ${onlyIf ?? sql``}`
}

export type AuditLine = { id: number; at: Date; actor: string; verb: string; subject: string; organisationId: string | null }

const columns = sql`e.id, e.at, e.actor, e.verb, e.subject, e.organisation_id as "organisationId"`

/** What one actor did, for themselves. Reads the whole log: it is asked seldom, and an index would make every entry dearer. */
export const linesBy = (db: Db, actor: string): Promise<AuditLine[]> =>
  db.rows<AuditLine>(sql`select ${columns} from audit.entry e where e.actor = ${actor} order by e.id limit 50000`)

/** Whether this was written down before: by the organisation, for which there is an index. */
export const wasWritten = async (db: Db, { organisationId, verb, subject }: { organisationId: string; verb: string; subject: string }): Promise<boolean> =>
  (await db.one(sql`select 1 from audit.entry e where e.organisation_id = ${organisationId} and e.verb = ${verb} and e.subject = ${subject} limit 1`)) !== undefined

export type LineFilter = {
  organisationIds: readonly string[]
  verbs: readonly string[] | undefined
  from: string | undefined
  until: string | undefined
  before: number | undefined
}

/** The log of these organisations, newest first. `from` and `until` are days in the Netherlands, both included; `before` is the id where the page before ended. */
export const linesOf = (db: Db, { organisationIds, verbs, from, until, before }: LineFilter, limit: number): Promise<AuditLine[]> =>
  db.rows<AuditLine>(sql`
    select ${columns} from audit.entry e
    where e.organisation_id = any(${organisationIds}::uuid[])
      and (${verbs ?? null}::text[] is null or e.verb = any(${verbs ?? null}::text[]))
      and (${from ?? null}::date is null or (e.at at time zone 'Europe/Amsterdam')::date >= ${from ?? null}::date)
      and (${until ?? null}::date is null or (e.at at time zone 'Europe/Amsterdam')::date <= ${until ?? null}::date)
      and (${before ?? null}::bigint is null or e.id < ${before ?? null})
    order by e.id desc limit ${limit}`)

/** The same act on many subjects at once, each with a line of its own, in one statement: adopting eighty schools is not eighty trips. */
export function auditEntries(entry: { at: Date; actor: string; verb: string }, subjects: readonly { subject: string; organisationId: string }[]): Sql {
  return sql`insert into audit.entry (at, actor, verb, subject, organisation_id)
    select ${entry.at}::timestamptz, ${entry.actor}::text, ${entry.verb}::text, s.subject, s."organisationId"
    from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as s (subject text, "organisationId" uuid)`
}
