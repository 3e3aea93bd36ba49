import type { Db } from '#platform/db'
import { newId } from '#platform/secret'
import { sql } from '#platform/sql'
import type { Instrument, Level } from '#modules/instruments'
import type { TestApp } from '../../../tests/support/app.ts'

export type Said = {
  level?: Level
  unknown?: true
  notApplicable?: string
  arrangedBy?: 'board' | 'school' | 'supplier'
  evidence?: string
  deviation?: string
  inheritedFrom?: string
  carried?: true
}
type Asked = { organisationId: string; number: number; scope: 'board' | 'school'; name?: string; startedAt: Date; finishedAt?: Date; instrument: Instrument; boardRoundId?: string }

/** A round with these answers, as the forms would leave it; its id. */
export async function roundWith(db: Db, asked: Asked, said: Readonly<Record<string, Said>>): Promise<string> {
  const [id] = await roundsWith(db, [{ ...asked, said }])
  return id ?? ''
}

/** Many at once. */
export async function roundsWith(db: Db, rounds: readonly (Asked & { said: Readonly<Record<string, Said>> })[]): Promise<string[]> {
  const made = rounds.map((round) => ({ ...round, id: newId() }))
  const rows = made.map(({ id, organisationId, number, scope, name = '', startedAt, instrument: { edition }, boardRoundId = null }) => ({
    id,
    organisation_id: organisationId,
    number,
    scope,
    name,
    started_at: startedAt,
    instrument: edition.id,
    edition: edition.hash,
    edition_version: edition.version,
    board_round_id: boardRoundId,
  }))
  await db.rows(sql`
    insert into assessments.round (id, organisation_id, number, instrument, edition, edition_version, scope, name, started_at, board_round_id)
    select id, organisation_id, number, instrument, edition, edition_version, scope, name, started_at, board_round_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id text, organisation_id uuid, number integer, instrument text, edition text, edition_version text, scope text, name text, started_at timestamptz, board_round_id text)`)
  const answers = made.flatMap(({ id, startedAt, said }) =>
    Object.entries(said).map(([condition_id, one]) => ({
      round_id: id,
      condition_id,
      judgement: one.level ? 'level' : one.unknown ? 'unknown' : one.notApplicable ? 'not-applicable' : 'open',
      level: one.level ?? null,
      reason: one.notApplicable ?? '',
      arranged_by: one.arrangedBy ?? null,
      evidence: one.evidence ?? '',
      deviation: one.deviation ?? '',
      inherited_from: one.inheritedFrom ?? null,
      carried: one.carried ?? false,
      at: startedAt,
    })),
  )
  await db.rows(sql`
    insert into assessments.answer (round_id, condition_id, judgement, level, reason, arranged_by, evidence, deviation, inherited_from, carried, answered_at)
    select round_id, condition_id, judgement, level, reason, arranged_by, evidence, deviation, inherited_from, carried, at
    from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as a (round_id text, condition_id text, judgement text, level smallint, reason text, arranged_by text, evidence text, deviation text, inherited_from text, carried boolean, at timestamptz)`)
  for (const { id, finishedAt } of made) if (finishedAt) await db.rows(sql`update assessments.round set finished_at = ${finishedAt} where id = ${id}`)
  return made.map(({ id }) => id)
}

/** A board with schools of these names; the ids of the board and its schools. */
export async function boardWith({ db, services }: TestApp, schools: readonly string[], name = 'Stichting De Wegwijzer'): Promise<{ board: string; schools: string[] }> {
  return db.tx((tx) =>
    services.organisations.verbs.createDemo({ name, place: 'Ede', sector: 'po', schools: schools.map((school) => ({ name: school, place: 'Ede', pupils: 100 })) }, tx),
  )
}
