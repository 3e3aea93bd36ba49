import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Level } from '#modules/instruments'
import type { Sector } from '#modules/organisations'
import type { Cohort, Size } from './cohort.ts'
import type { Counted, Counts, Past } from './counting.ts'

export type Participation = { id: string; organisationId: string; sector: Sector; size: Size; schools: number; joinedAt: Date }
type Line = { at: Date; actor: string }

const participationColumns = sql`p.id, p.organisation_id as "organisationId", p.sector, p.size, p.schools, p.joined_at as "joinedAt" from comparison.participation p`

export async function participationOf(db: Db, organisationId: string): Promise<Participation | undefined> {
  return db.one<Participation>(sql`select ${participationColumns} where p.organisation_id = ${organisationId} and p.left_at is null`)
}

/** False when the board takes part already: of two owners who press at once, one is written down. */
export async function join(db: Db, participation: Participation, { at, actor }: Line): Promise<boolean> {
  const { id, organisationId, sector, size, schools } = participation
  const row = await db.one(sql`
    with joined as (
      insert into comparison.participation (id, organisation_id, sector, size, schools, joined_at) values (${id}, ${organisationId}, ${sector}, ${size}, ${schools}, ${at})
      on conflict (organisation_id) where left_at is null do nothing returning id),
    logged as (${auditEntry({ at, actor, verb: 'comparison.joined', subject: id, organisationId }, sql`from joined`)})
    select id from joined`)
  return row !== undefined
}

/** Ends taking part, and wipes the levels that were kept for guarding later publications. */
export async function leave(db: Db, organisationId: string, { at, actor }: Line): Promise<boolean> {
  const row = await db.one<{ id: string }>(sql`
    with ended as (update comparison.participation set left_at = ${at} where organisation_id = ${organisationId} and left_at is null returning id),
    logged as (${auditEntry({ at, actor, verb: 'comparison.left', subject: organisationId, organisationId }, sql`from ended`)})
    select id from ended`)
  if (!row) return false
  await db.rows(sql`
    update comparison.counted set levels[array_position(organisations, ${organisationId}::uuid)] = 0 where organisations @> array[${organisationId}::uuid]`)
  return true
}

export async function firstJoined(db: Db): Promise<Date | undefined> {
  return (await db.one<{ at: Date }>(sql`select joined_at as at from comparison.participation order by joined_at limit 1`))?.at
}

/** Who joined before the end of a school year and has not stopped by now. */
export async function participantsBefore(db: Db, until: Date): Promise<Participation[]> {
  return db.rows<Participation>(sql`select ${participationColumns} where p.left_at is null and p.joined_at < ${until} order by p.organisation_id limit 10000`)
}

export type Publication = { period: string; edition: string; editionVersion: string; publishedAt: Date }

const publicationColumns = sql`p.period, p.edition, p.edition_version as "editionVersion", p.published_at as "publishedAt" from comparison.publication p`

const LOCK = 7_036_503 // any number but that of another lock (migrate.ts and demo/store.ts have the two before)

/** One publication at a time, whichever process makes it. */
export async function waitForTurn(tx: Db): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
}

/** Newest first. */
export async function publications(db: Db, limit: number): Promise<Publication[]> {
  return db.rows<Publication>(sql`select ${publicationColumns} order by p.period desc limit ${limit}`)
}

type CountedRow = { condition_id: string; cohort: string; shown: boolean; organisations: string[]; levels: (Level | 0)[] }

/** Who was counted in one publication, by condition. */
export async function countedIn(db: Db, period: string): Promise<Map<string, Past>> {
  const rows = await db.rows<CountedRow>(
    sql`select condition_id, cohort, shown, organisations::text[] as organisations, levels from comparison.counted where period = ${period} limit 10000`,
  )
  const all = new Map<string, Map<string, Omit<Counted, 'board'>>>()
  for (const { condition_id, cohort, shown, organisations, levels } of rows) {
    const past = all.get(condition_id) ?? new Map<string, Omit<Counted, 'board'>>()
    organisations.forEach((board, at) => past.set(board, { cohort, shown, level: levels[at] ?? 0 }))
    all.set(condition_id, past)
  }
  return all
}

export type Cell = { conditionId: string; counts: Counts | null }
export type CountedCell = { conditionId: string; cohort: string; shown: boolean; organisations: readonly string[]; levels: readonly (Level | 0)[] }

export async function insertPublication(
  tx: Db,
  {
    publication,
    cohorts,
    cells,
    counted,
  }: { publication: Publication; cohorts: readonly Cohort[]; cells: readonly (Cell & { cohort: string })[]; counted: readonly CountedCell[] },
): Promise<void> {
  const { period, edition, editionVersion, publishedAt } = publication
  await tx.rows(sql`insert into comparison.publication (period, edition, edition_version, published_at) values (${period}, ${edition}, ${editionVersion}, ${publishedAt})`)
  await tx.rows(sql`
    insert into comparison.cohort (period, cohort, sector, first_size, last_size, boards)
    select ${period}, id, sector, first, last, boards
    from jsonb_to_recordset(${JSON.stringify(cohorts)}::jsonb) as c (id text, sector text, first smallint, last smallint, boards integer)`)
  await tx.rows(sql`
    insert into comparison.cell (period, cohort, condition_id, counts)
    select ${period}, cohort, "conditionId", counts
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as c (cohort text, "conditionId" text, counts smallint[])`)
  await tx.rows(sql`
    insert into comparison.counted (period, condition_id, cohort, shown, organisations, levels)
    select ${period}, "conditionId", cohort, shown, organisations, levels
    from jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) as c ("conditionId" text, cohort text, shown boolean, organisations uuid[], levels smallint[])`)
}

/** What guards no later publication any more goes. */
export async function forgetCounted(tx: Db, keep: readonly string[]): Promise<void> {
  await tx.rows(sql`delete from comparison.counted where period <> all(${keep}::text[])`)
}

export type Published = Publication & { cohort: Pick<Cohort, 'sector' | 'first' | 'last' | 'boards'>; cells: Cell[] }

/** The newest publication as one group sees it; undefined before the first, and for a group that had no board in it. */
export async function newestFor(db: Db, { sector, size }: Pick<Participation, 'sector' | 'size'>): Promise<Published | undefined> {
  const row = await db.one<Publication & { first: Size; last: Size; boards: number; cells: Cell[] }>(sql`
    with newest as (select ${publicationColumns} order by p.period desc limit 1)
    select n.*, c.first_size as first, c.last_size as last, c.boards,
      (select coalesce(jsonb_agg(jsonb_build_object('conditionId', l.condition_id, 'counts', l.counts)), '[]') from comparison.cell l where l.period = c.period and l.cohort = c.cohort) as cells
    from newest n join comparison.cohort c on c.period = n.period and c.sector = ${sector} and ${size}::smallint between c.first_size and c.last_size`)
  if (!row) return undefined
  const { first, last, boards, ...rest } = row
  return { ...rest, cohort: { sector, first, last, boards } }
}
