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

/** The same act on many subjects at once, each with a line of its own, in one statement: adopting eighty schools is not eighty trips. */
export function auditEntries(entry: { at: Date; actor: string; verb: string }, subjects: readonly { subject: string; organisationId: string }[]): Sql {
  return sql`insert into audit.entry (at, actor, verb, subject, organisation_id)
    select ${entry.at}::timestamptz, ${entry.actor}::text, ${entry.verb}::text, s.subject, s."organisationId"
    from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as s (subject text, "organisationId" uuid)`
}
