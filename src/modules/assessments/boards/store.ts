import type { Db } from '#platform/db'
import { sql, type Sql } from '#platform/sql'
import type { Level } from '#modules/instruments'
import type { Arranger, Judgement } from '../answer.ts'
import type { Round } from '../round.ts'
import { roundColumns } from '../store.ts'
import { roundFrom, type RoundRow } from '../tables.ts'

export async function roundsByIds(db: Db, ids: readonly string[]): Promise<Round[]> {
  const rows = await db.rows<RoundRow>(sql`select ${roundColumns} from assessments.round r where r.id = any(${ids}::text[]) order by r.scope, r.name, r.id limit 1000`)
  return rows.map(roundFrom)
}

/** All rounds of several organisations, oldest first. */
export async function roundsAt(db: Db, organisationIds: readonly string[]): Promise<Round[]> {
  const rows = await db.rows<RoundRow>(sql`
    select ${roundColumns} from assessments.round r where r.organisation_id = any(${organisationIds}::uuid[]) order by r.number, r.revision, r.scope, r.name limit 5000`)
  return rows.map(roundFrom)
}

/** Lets a round that was open already take part in the campaign of a board. */
export async function putBelow(db: Db, roundId: string, boardRoundId: string): Promise<void> {
  await db.rows(sql`update assessments.round set board_round_id = ${boardRoundId} where id = ${roundId} and finished_at is null`)
}

/** What was answered in a round, in a fixed order and form; the hash of an adopted round is over this text, also where nobody answered anything. */
const hashOfRound = sql`
  (select encode(sha256(convert_to(coalesce(string_agg(jsonb_build_array(
    a.condition_id, a.judgement, a.level, a.reason, a.needs, a.arranged_by, a.note, a.evidence, a.evidence_link, a.desired_level, a.owner, a.term, a.deviation, a.inherited_from
  )::text, E'\\n' order by a.condition_id), ''), 'UTF8')), 'hex') from assessments.answer a where a.round_id = r.id)`

export type Decision = { at: Date; on: string; by: string; personId: string | null }

/** Adopts those of the rounds that are finished and not adopted yet, each with the hash of its answers; returns their ids. */
export async function adoptRounds(db: Db, ids: readonly string[], decision: Decision): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(sql`
    update assessments.round r set adopted_at = ${decision.at}, adopted_on = ${decision.on}::date, adopted_by = ${decision.by}, adopted_by_person = ${decision.personId}, content_hash = ${hashOfRound}
    where r.id = any(${ids}::text[]) and r.finished_at is not null and r.adopted_at is null returning r.id`)
  return rows.map((row) => row.id)
}

/** Adopted rounds whose answers no longer give the hash they were adopted with: none, unless someone went behind the triggers. All of them, or those among `ids`. */
export async function changedSinceAdoption(db: Db, ids?: readonly string[]): Promise<{ checked: number; changed: string[] }> {
  const rows = await db.rows<{ id: string; same: boolean }>(sql`
    select r.id, r.content_hash = ${hashOfRound} as same from assessments.round r
    where r.adopted_at is not null and (${ids ?? null}::text[] is null or r.id = any(${ids ?? null}::text[]))`)
  return { checked: rows.length, changed: rows.filter((row) => !row.same).map((row) => row.id) }
}

/** The answers of a round as they are, in a new revision of it. */
export async function copyAnswers(db: Db, fromRound: string, toRound: string): Promise<void> {
  await db.rows(sql`
    insert into assessments.answer (round_id, condition_id, judgement, level, reason, needs, arranged_by, note, evidence, evidence_link, wish, desired_level, owner, term, answered_by, answered_at, carried, carried_as, deviation, inherited_from)
    select ${toRound}, condition_id, judgement, level, reason, needs, arranged_by, note, evidence, evidence_link, wish, desired_level, owner, term, answered_by, answered_at, carried, carried_as, deviation, inherited_from
    from assessments.answer where round_id = ${fromRound}`)
}

/** Of these keys, the organisations that they own; they are marked as moved, so that the page can say so. */
export async function moveKeys(db: Db, hashes: readonly string[], personId: string): Promise<string[]> {
  const rows = await db.rows<{ organisation_id: string }>(sql`
    update assessments.access_key set moved_to = ${personId}
    where hash = any(${hashes}::text[]) and access = 'owner' and withdrawn_at is null returning organisation_id`)
  return [...new Set(rows.map((row) => row.organisation_id))]
}

/** One cell of a picture: what is said of one condition in one round, without its texts. */
export type Cell = {
  conditionId: string
  judgement: Judgement['kind']
  level: Level | null
  arrangedBy: Arranger | null
  underpinned: boolean
  carried: boolean
  desired: Level | null
  deviates: boolean
  inherited: boolean
}

/**
 * A cell as a short text, `4.3 l3b21`: the condition; the first letter of the judgement, the level (0 for none), who arranges it
 * (board, school, or l for a supplier), the desired level, and four marks added up. Eighty schools with five rounds are 24,000 cells: building and
 * reading JSON for them takes twice as long.
 */
const packed = sql`a.condition_id || ' ' || left(a.judgement, 1) || coalesce(a.level, 0) || (case a.arranged_by when 'board' then 'b' when 'school' then 's' when 'supplier' then 'l' else '-' end) || coalesce(a.desired_level, 0)
  || (case when a.evidence <> '' or a.evidence_link <> '' then 1 else 0 end + case when a.carried then 2 else 0 end + case when a.deviation <> '' then 4 else 0 end + case when a.inherited_from is not null then 8 else 0 end)`
const judgements: Record<string, Judgement['kind']> = { l: 'level', u: 'unknown', n: 'not-applicable', o: 'open' }
const arrangers: Record<string, Arranger | undefined> = { b: 'board', s: 'school', l: 'supplier' }

function unpacked(text: string): Cell {
  const at = text.indexOf(' ')
  const [judgement = '', level = '', arrangedBy = '', desired = ''] = [text[at + 1], text[at + 2], text[at + 3], text[at + 4]]
  const marks = Number(text.slice(at + 5))
  return {
    conditionId: text.slice(0, at),
    judgement: judgements[judgement] ?? 'open',
    level: level === '0' ? null : (Number(level) as Level),
    arrangedBy: arrangers[arrangedBy] ?? null,
    underpinned: (marks & 1) !== 0,
    carried: (marks & 2) !== 0,
    desired: desired === '0' ? null : (Number(desired) as Level),
    deviates: (marks & 4) !== 0,
    inherited: (marks & 8) !== 0,
  }
}

/** Of each organisation the newest round, what counts now (the last finished round, or the one under way when there is no other), or all. */
export type Which = 'latest' | 'now' | 'all'

/** The chosen rounds of these organisations, each with its cells: one statement, one row for each round. With `now` come the rounds above that open ones inherit from. */
export async function cellsAt(db: Db, organisationIds: readonly string[], which: Which): Promise<{ round: Round; cells: Cell[] }[]> {
  const rows = await db.rows<RoundRow & { cells: string | null }>(sql`
    select ${roundColumns}, (
      select string_agg(${packed}, ',')
      from assessments.answer a where a.round_id = r.id) as cells
    from assessments.round r
    where r.organisation_id = any(${organisationIds}::uuid[]) and ${chosen[which](organisationIds)}
    order by r.number, r.revision, r.scope, r.name limit 5000`)
  return rows.map(({ cells, ...row }) => ({ round: roundFrom(row), cells: cells === null ? [] : cells.split(',').map(unpacked) }))
}

const chosen: Record<Which, (organisationIds: readonly string[]) => Sql> = {
  latest: () => sql`not exists (select from assessments.round n where n.organisation_id = r.organisation_id and (n.number, n.revision) > (r.number, r.revision))`,
  now: (organisationIds) => sql`r.id in (
    select unnest(array[n.id, case when n.finished_at is null then n.board_round_id end]) from (
      select distinct on (organisation_id) id, board_round_id, finished_at from assessments.round
      where organisation_id = any(${organisationIds}::uuid[]) order by organisation_id, finished_at is null, number desc, revision desc) n)`,
  all: () => sql`true`,
}

/** Rounds of a visitor's organisation become those of a board or school, numbered after what is there. */
export async function moveRounds(db: Db, from: string, to: string): Promise<void> {
  await db.rows(sql`select id from assessments.round where organisation_id = any(${[from, to]}::uuid[]) order by id for update`)
  await db.rows(sql`
    update assessments.round set organisation_id = ${to}, number = number + (select coalesce(max(number), 0) from assessments.round where organisation_id = ${to})
    where organisation_id = ${from}`)
  // Links to read one report go along. The link that opened the whole trial would open everything there: who works there belongs there by now.
  await db.rows(sql`delete from assessments.access_key where organisation_id = ${from} and round_id is null`)
  await db.rows(sql`update assessments.access_key set organisation_id = ${to} where organisation_id = ${from}`)
}
