import { randomUUID } from 'node:crypto'
import type { Db } from '#platform/db'
import { newId } from '#platform/secret'
import { sql } from '#platform/sql'
import type { Instrument, Level } from '#modules/instruments'
import type { Sector } from '#modules/organisations'
import { sizeOf } from './cohort.ts'
import { join } from './store.ts'

/** Boards of the register, each with so many schools; their ids. `first` is the id of the first. */
export async function registeredBoards(
  db: Db,
  { count, sector = 'po', schools = 4, first }: { count: number; sector?: Sector; schools?: number; first?: string },
): Promise<string[]> {
  const boards = Array.from({ length: count }, (_, at) => ({ id: (at === 0 && first) || randomUUID(), code: newId() }))
  const rows = boards.flatMap(({ id, code }, at) => [
    { id, kind: 'board', name: `Bestuur ${at + 1}`, sector, board_number: code, brin4: null, parent_id: null },
    ...Array.from({ length: schools }, (_, place) => ({
      id: randomUUID(),
      kind: 'school',
      name: `School ${place + 1}`,
      sector,
      board_number: null,
      brin4: `${code}-${place}`,
      parent_id: id,
    })),
  ])
  await db.rows(sql`
    insert into organisations.organisation (id, kind, origin, name, sector, board_number, brin4, parent_id)
    select id, kind, 'register', name, sector, board_number, brin4, parent_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, kind text, name text, sector text, board_number text, brin4 text, parent_id uuid)`)
  return boards.map((board) => board.id)
}

export async function takePart(db: Db, boards: readonly string[], at: Date, { sector = 'po', schools = 4 }: { sector?: Sector; schools?: number } = {}): Promise<void> {
  for (const organisationId of boards) await join(db, { id: newId(), organisationId, sector, size: sizeOf(schools), schools, joinedAt: at }, { at, actor: 'test' })
}

export type Said = (board: string, conditionId: string) => Level | 'unknown'

/** A finished round of each of these boards, with an answer to every condition. */
export async function finishedRounds(
  db: Db,
  boards: readonly string[],
  { instrument, at, number = 1, said, scope = 'board' }: { instrument: Instrument; at: Date; number?: number; said: Said; scope?: 'board' | 'school' },
): Promise<void> {
  const rounds = boards.map((board) => ({ id: newId(), board }))
  const { id, hash, version } = instrument.edition
  await db.rows(sql`
    insert into assessments.round (id, organisation_id, number, instrument, edition, edition_version, scope, started_at)
    select id, board, ${number}, ${id}, ${hash}, ${version}, ${scope}, ${at} from jsonb_to_recordset(${JSON.stringify(rounds)}::jsonb) as r (id text, board uuid)`)
  const answers = rounds.flatMap((round) =>
    instrument.conditions.map((condition) => {
      const one = said(round.board, condition.id)
      return { round_id: round.id, condition_id: condition.id, judgement: one === 'unknown' ? 'unknown' : 'level', level: one === 'unknown' ? null : one }
    }),
  )
  await db.rows(sql`
    insert into assessments.answer (round_id, condition_id, judgement, level, answered_at)
    select round_id, condition_id, judgement, level, ${at} from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as a (round_id text, condition_id text, judgement text, level smallint)`)
  await db.rows(sql`update assessments.round set finished_at = ${at} where id = any(${rounds.map((round) => round.id)}::text[])`)
}
