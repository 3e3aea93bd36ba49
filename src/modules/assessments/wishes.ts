import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Level } from '#modules/instruments'

export type RoundWithWishes = { id: string; organisationId: string; number: number; startedAt: Date; finishedAt: Date | null; wishes: number }

/** One condition in the newest finished round of one organisation: its level where it has one, and whether one wants to work on it. */
export type Finished = { organisationId: string; finishedAt: Date; conditionId: string; level: Level | null; wish: boolean }

/** What a plan asks of measurements. Who may see it is for the caller to have asked. */
export function createWishes({ db }: { db: Db }) {
  return {
    /** The rounds of these organisations, each with how many wishes it holds; the newest first. */
    roundsWithWishes: (organisationIds: readonly string[]) =>
      db.rows<RoundWithWishes>(sql`
        select r.id, r.organisation_id as "organisationId", r.number, r.started_at as "startedAt", r.finished_at as "finishedAt",
          (select count(*) from assessments.answer a where a.round_id = r.id and a.wish)::int as wishes
        from assessments.round r where r.organisation_id = any(${organisationIds}::uuid[]) order by r.number desc, r.id limit 1000`),

    /** Levels and wishes of the newest finished round of each of these organisations; nothing of a round that is open. */
    latestFinished: (organisationIds: readonly string[], tx: Db = db) =>
      tx.rows<Finished>(sql`
        with latest as (
          select distinct on (organisation_id) id, organisation_id, finished_at from assessments.round
          where organisation_id = any(${organisationIds}::uuid[]) and finished_at is not null order by organisation_id, number desc, revision desc)
        select l.organisation_id as "organisationId", l.finished_at as "finishedAt", a.condition_id as "conditionId", a.level, coalesce(a.wish, false) as wish
        from latest l join assessments.answer a on a.round_id = l.id where a.level is not null or a.wish limit 100000`),

    /** When each condition was last answered by someone; what was only taken over from an earlier round does not count. */
    lastAnswered: (organisationIds: readonly string[], conditionIds: readonly string[]) =>
      db.rows<{ organisationId: string; conditionId: string; at: Date }>(sql`
        select r.organisation_id as "organisationId", a.condition_id as "conditionId", max(a.answered_at) as at
        from assessments.answer a join assessments.round r on r.id = a.round_id
        where r.organisation_id = any(${organisationIds}::uuid[]) and a.condition_id = any(${conditionIds}::text[]) and not a.carried
        group by r.organisation_id, a.condition_id limit 20000`),
  }
}

export type Wishes = ReturnType<typeof createWishes>
