import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Level } from '#modules/instruments'
import type { Answer, Statement } from './answer.ts'
import { withInherited } from './inheritance.ts'
import type { Access } from './policy.ts'
import type { Profile, Round } from './round.ts'
import { answerFrom, roundFrom, type AnswerRow, type RoundRow } from './tables.ts'

export const roundColumns = sql`r.id, r.organisation_id, r.number, r.previous_id, r.edition, r.edition_version, r.name, r.scope, r.sector, r.role, r.register_id, r.example, r.started_at, r.finished_at, r.board_round_id, r.revision, r.corrects, r.correction_reason, r.adopted_at, r.adopted_on, r.adopted_by, r.adopted_by_person, r.content_hash`
export const answerColumns = sql`a.condition_id, a.version, a.judgement, a.level, a.reason, a.needs, a.arranged_by, a.note, a.evidence, a.evidence_link, a.wish, a.desired_level, a.owner, a.term, a.answered_by, a.answered_at, a.carried, a.carried_as, a.deviation, a.inherited_from`
/** The strongest right that one of these keys gives on the round; a key withdrawn gives none. */
const accessOf = (keys: readonly string[]) => sql`(
  select min(k.access) from assessments.access_key k
  where k.hash = any(${keys}::text[]) and k.organisation_id = r.organisation_id and (k.round_id is null or k.round_id = r.id) and k.withdrawn_at is null
) as access` // 'owner' sorts before 'reader'

/** The edition of the round before this one, to see whether the questions are still the same. */
const previousEdition = sql`(select p.edition from assessments.round p where p.id = r.previous_id) as previous_edition`

export type RoundWithAccess = { round: Round; access: Access; previousEdition: string | null }
type WithAccess = { access: Access | null; previous_edition: string | null }

export async function roundWithAccess(db: Db, id: string, keys: readonly string[]): Promise<RoundWithAccess | undefined> {
  const row = await db.one<RoundRow & WithAccess>(sql`select ${roundColumns}, ${accessOf(keys)}, ${previousEdition} from assessments.round r where r.id = ${id}`)
  return row && { round: roundFrom(row), access: row.access ?? 'none', previousEdition: row.previous_edition }
}

/** The page of one condition in one go: the round, the right, one's own answer, and the board's in the same campaign. */
export async function roundWithAnswer(
  db: Db,
  id: string,
  conditionId: string,
  keys: readonly string[],
): Promise<(RoundWithAccess & { own: Answer | undefined; ofBoard: Answer | undefined }) | undefined> {
  const rows = await db.rows<RoundRow & Partial<AnswerRow> & WithAccess & { answer_round: string | null }>(sql`
    select ${roundColumns}, ${accessOf(keys)}, ${previousEdition}, ${answerColumns}, a.round_id as answer_round
    from assessments.round r left join assessments.answer a on a.round_id = any(array[r.id, r.board_round_id]) and a.condition_id = ${conditionId}
    where r.id = ${id} limit 2`)
  const [first] = rows
  const answerIn = (roundId: string | null) => rows.filter((row) => row.condition_id && row.answer_round === roundId).map((row) => answerFrom(row as AnswerRow))[0]
  return (
    first && {
      round: roundFrom(first),
      access: first.access ?? 'none',
      previousEdition: first.previous_edition,
      own: answerIn(first.id),
      ofBoard: first.board_round_id === null ? undefined : answerIn(first.board_round_id),
    }
  )
}

/** The answers that hold in a round: while a school's is open, with what its board arranges. */
export async function answersOf(db: Db, { id, boardRoundId, finishedAt }: Pick<Round, 'id' | 'boardRoundId' | 'finishedAt'>): Promise<Map<string, Answer>> {
  const above = finishedAt === null ? boardRoundId : null
  const rows = await db.rows<AnswerRow & { round_id: string }>(sql`
    select a.round_id, ${answerColumns} from assessments.answer a
    where a.round_id = ${id} or (a.round_id = ${above} and a.arranged_by in ('board', 'supplier')) limit 2000`)
  const of = (roundId: string) => rows.filter((row) => row.round_id === roundId).map(answerFrom)
  const own = new Map(of(id).map((answer) => [answer.conditionId, answer]))
  return above === null ? own : withInherited(own, of(above), above)
}

export async function answerOf(db: Db, roundId: string, conditionId: string): Promise<Answer | undefined> {
  const row = await db.one<AnswerRow>(sql`select ${answerColumns} from assessments.answer a where a.round_id = ${roundId} and a.condition_id = ${conditionId}`)
  return row && answerFrom(row)
}

/** The rounds of one organisation, oldest first. */
export async function roundsOf(db: Db, organisationId: string): Promise<Round[]> {
  const rows = await db.rows<RoundRow>(sql`select ${roundColumns} from assessments.round r where r.organisation_id = ${organisationId} order by r.number, r.revision limit 400`)
  return rows.map(roundFrom)
}

/** Keeps the round from being deleted until the transaction ends; false when it is gone already. */
export async function holdRound(db: Db, id: string): Promise<boolean> {
  return (await db.one(sql`select id from assessments.round where id = ${id} for key share`)) !== undefined
}

/**
 * The same, for who is about to add one: the first round is the gate. A statement of its own, so that what another process
 * added while this one waited is seen by the next.
 */
export async function lockRoundsOf(db: Db, organisationId: string): Promise<Round[]> {
  await db.rows(sql`select id from assessments.round where organisation_id = ${organisationId} and number = 1 for update`)
  return roundsOf(db, organisationId)
}

export async function answersOfRounds(db: Db, roundIds: readonly string[]): Promise<Map<string, Map<string, Answer>>> {
  const rows = await db.rows<AnswerRow & { round_id: string }>(
    sql`select a.round_id, ${answerColumns} from assessments.answer a where a.round_id = any(${roundIds}::text[]) limit 20000`,
  )
  const all = new Map(roundIds.map((id) => [id, new Map<string, Answer>()]))
  for (const row of rows) all.get(row.round_id)?.set(row.condition_id, answerFrom(row))
  return all
}

export type LatestLevels = { organisationId: string; roundId: string; finishedAt: Date; editionHash: string; conditionIds: string[]; levels: Level[] }

/** Of each organisation the latest round of the whole board that was finished in this time, with the levels that were chosen in it. */
export async function latestLevels(db: Db, asked: { organisationIds: readonly string[]; from: Date; until: Date }): Promise<LatestLevels[]> {
  return db.rows<LatestLevels>(sql`
    with latest as (
      select distinct on (organisation_id) id, organisation_id, finished_at, edition from assessments.round
      where organisation_id = any(${asked.organisationIds}::uuid[]) and scope = 'board' and not example and finished_at >= ${asked.from} and finished_at < ${asked.until}
      order by organisation_id, finished_at desc, number desc, id)
    select l.organisation_id as "organisationId", l.id as "roundId", l.finished_at as "finishedAt", l.edition as "editionHash", a.ids as "conditionIds", a.levels
    from latest l, lateral (
      select coalesce(array_agg(condition_id), '{}') as ids, coalesce(array_agg(level), '{}') as levels
      from assessments.answer where round_id = l.id and judgement = 'level' and not carried) a
    limit 1000`)
}

export async function insertRound(db: Db, round: Round & { instrument: string }): Promise<void> {
  await db.rows(sql`
    insert into assessments.round (id, organisation_id, number, previous_id, instrument, edition, edition_version, name, scope, sector, role, register_id, example, started_at, finished_at, board_round_id, revision, corrects, correction_reason)
    values (${round.id}, ${round.organisationId}, ${round.number}, ${round.previousId}, ${round.instrument}, ${round.editionHash}, ${round.editionVersion}, ${round.name}, ${round.scope},
            ${round.sector}, ${round.role}, ${round.registerId}, ${round.example}, ${round.startedAt}, ${round.finishedAt}, ${round.boardRoundId}, ${round.revision}, ${round.correction?.of ?? null}, ${round.correction?.reason ?? ''})`)
}

export async function updateProfile(db: Db, id: string, profile: Profile): Promise<boolean> {
  const row = await db.one(sql`
    update assessments.round set name = ${profile.name}, scope = ${profile.scope}, sector = ${profile.sector}, role = ${profile.role}, register_id = ${profile.registerId}
    where id = ${id} and finished_at is null returning id`)
  return row !== undefined
}

export type AnswerChange = { round: Round; conditionId: string; expectedVersion: number; statement: Statement; deviation: string; answeredBy: string; at: Date; actor: string }

/**
 * Stores one answer and its audit line as one statement. The key-share lock on the round lets answers pass one another
 * but not a finish. Undefined: the row has another version by now, or the round is finished.
 */
export async function saveAnswer(db: Db, change: AnswerChange): Promise<number | undefined> {
  const { round, conditionId, statement: s, answeredBy, at } = change
  const level = s.judgement.kind === 'level' ? s.judgement.level : null
  const reason = s.judgement.kind === 'not-applicable' ? s.judgement.reason : ''
  const entry = { at, actor: change.actor, verb: 'answer.saved', subject: `${round.id}/${conditionId}`, organisationId: round.organisationId }
  const row = await db.one<{ version: number }>(sql`
    with open_round as (select id from assessments.round where id = ${round.id} and finished_at is null for key share),
    saved as (
      insert into assessments.answer as a (round_id, condition_id, judgement, level, reason, needs, arranged_by, note, evidence, evidence_link, wish, desired_level, owner, term, answered_by, answered_at, deviation)
      select id, ${conditionId}, ${s.judgement.kind}, ${level}::smallint, ${reason}, ${s.needs}::text[], ${s.arrangedBy}, ${s.note}, ${s.evidence}, ${s.evidenceLink},
             ${s.wish !== null}::boolean, ${s.wish?.desiredLevel ?? null}::smallint, ${s.wish?.owner ?? ''}, ${s.wish?.term ?? null}::date, ${answeredBy}, ${at}::timestamptz, ${change.deviation}
      from open_round
      where ${change.expectedVersion}::integer = 0 or exists (select from assessments.answer where round_id = ${round.id} and condition_id = ${conditionId})
      on conflict (round_id, condition_id) do update set
        version = a.version + 1, judgement = excluded.judgement, level = excluded.level, reason = excluded.reason, needs = excluded.needs, arranged_by = excluded.arranged_by,
        note = excluded.note, evidence = excluded.evidence, evidence_link = excluded.evidence_link, wish = excluded.wish, desired_level = excluded.desired_level,
        owner = excluded.owner, term = excluded.term, answered_by = excluded.answered_by, answered_at = excluded.answered_at, carried = false, carried_as = null, deviation = excluded.deviation, inherited_from = null
        where a.version = ${change.expectedVersion}
      returning a.version),
    logged as (${auditEntry(entry, sql`from saved`)})
    select version from saved`)
  return row?.version
}

/** Many answers at once, as they are: those that a new round begins with, or those of an example. */
export async function insertAnswers(db: Db, roundId: string, answers: readonly Answer[]): Promise<void> {
  const rows = answers.map((a) => ({
    condition_id: a.conditionId,
    judgement: a.judgement.kind,
    level: a.judgement.kind === 'level' ? a.judgement.level : null,
    reason: a.judgement.kind === 'not-applicable' ? a.judgement.reason : '',
    needs: a.needs,
    arranged_by: a.arrangedBy,
    note: a.note,
    evidence: a.evidence,
    evidence_link: a.evidenceLink,
    wish: a.wish !== null,
    desired_level: a.wish?.desiredLevel ?? null,
    owner: a.wish?.owner ?? '',
    term: a.wish?.term ?? null,
    answered_by: a.answeredBy,
    answered_at: a.answeredAt.toISOString(),
    carried: a.carried,
    carried_as: a.carriedAs ?? null,
    deviation: a.deviation,
    inherited_from: a.inheritedFrom,
  }))
  await db.rows(sql`
    insert into assessments.answer (round_id, condition_id, judgement, level, reason, needs, arranged_by, note, evidence, evidence_link, wish, desired_level, owner, term, answered_by, answered_at, carried, carried_as, deviation, inherited_from)
    select ${roundId}, n.condition_id, n.judgement, n.level, n.reason, n.needs, n.arranged_by, n.note, n.evidence, n.evidence_link, n.wish, n.desired_level, n.owner, n.term, n.answered_by, n.answered_at, n.carried, n.carried_as, n.deviation, n.inherited_from
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (condition_id text, judgement text, level smallint, reason text, needs text[], arranged_by text, note text, evidence text, evidence_link text,
      wish boolean, desired_level smallint, owner text, term date, answered_by text, answered_at timestamptz, carried boolean, carried_as text, deviation text, inherited_from text)`)
}

/**
 * Finishes those of the rounds that are open, and returns their ids. They are locked first against answers that are under way, so
 * that what is finished is what everyone saw stored; then each school takes in what its board arranges, so that a later change there
 * leaves this round alone.
 */
export async function finishRounds(db: Db, ids: readonly string[], at: Date): Promise<string[]> {
  await db.rows(sql`select id from assessments.round where id = any(${ids}::text[]) order by id for update`)
  await db.rows(sql`
    insert into assessments.answer as a (round_id, condition_id, judgement, level, reason, needs, arranged_by, note, evidence, evidence_link, answered_by, answered_at, inherited_from)
    select r.id, b.condition_id, b.judgement, b.level, b.reason, b.needs, b.arranged_by, b.note, b.evidence, b.evidence_link, b.answered_by, b.answered_at, b.round_id
    from assessments.round r join assessments.answer b on b.round_id = r.board_round_id
    where r.id = any(${ids}::text[]) and r.finished_at is null and b.arranged_by in ('board', 'supplier') and b.judgement <> 'open' and not b.carried
    on conflict (round_id, condition_id) do update set
      version = a.version + 1, judgement = excluded.judgement, level = excluded.level, reason = excluded.reason, needs = excluded.needs, arranged_by = excluded.arranged_by,
      note = concat_ws(E'\n\n', nullif(a.note, ''), nullif(excluded.note, '')), evidence = excluded.evidence, evidence_link = excluded.evidence_link,
      answered_by = excluded.answered_by, answered_at = excluded.answered_at, inherited_from = excluded.inherited_from, carried = false, carried_as = null
      where a.judgement = 'open' or a.carried`)
  const rows = await db.rows<{ id: string }>(sql`update assessments.round set finished_at = ${at} where id = any(${ids}::text[]) and finished_at is null returning id`)
  return rows.map((row) => row.id)
}

export async function deleteRoundsOf(db: Db, organisationId: string): Promise<void> {
  await db.rows(sql`delete from assessments.access_key where organisation_id = ${organisationId}`)
  await db.rows(sql`delete from assessments.round where organisation_id = ${organisationId}`)
}

/** Organisations with a link of an owner, where nothing happened since: no round begun or finished, no answer. At most a thousand at a time. */
export const untouchedSince = async (db: Db, before: Date): Promise<string[]> =>
  (
    await db.rows<{ id: string }>(sql`
      select r.organisation_id as id from assessments.round r
      where exists (select from assessments.access_key k where k.organisation_id = r.organisation_id and k.access = 'owner' and k.withdrawn_at is null)
      group by r.organisation_id
      having bool_and(not r.example) and max(greatest(r.started_at, r.finished_at)) < ${before}
        and not exists (select from assessments.answer a join assessments.round o on o.id = a.round_id where o.organisation_id = r.organisation_id and a.answered_at >= ${before})
      order by min(r.started_at) limit 1000`)
  ).map(({ id }) => id)

/** The example to show first: the latest finished round of a whole board. */
export async function exampleRound(db: Db): Promise<string | undefined> {
  const row = await db.one<{ id: string }>(sql`select id from assessments.round where example and finished_at is not null order by scope, number desc, id limit 1`)
  return row?.id
}

export async function exampleRounds(db: Db): Promise<Round[]> {
  const rows = await db.rows<RoundRow>(sql`select ${roundColumns} from assessments.round r where r.example order by r.scope, r.name, r.number limit 500`)
  return rows.map(roundFrom)
}
