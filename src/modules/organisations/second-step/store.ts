import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

/** Since when an organisation asks it, and the organisation above it that asks it of everyone, if there is one. */
export const asking = (db: Db, organisationId: string) =>
  db.one<{ since: Date | null; above: string | null }>(sql`
    select o.second_step_since as since, case when g.second_step_since is not null then g.name when p.second_step_since is not null then p.name end as above
    from organisations.organisation o left join organisations.organisation p on p.id = o.parent_id left join organisations.organisation g on g.id = p.parent_id
    where o.id = ${organisationId}`)

/** True when that changed something. */
export const ask = async (tx: Db, organisationId: string, since: Date | null): Promise<boolean> =>
  (await tx.one(sql`
    update organisations.organisation set second_step_since = ${since}
    where id = ${organisationId} and (second_step_since is null) <> (${since}::timestamptz is null) returning id`)) !== undefined
