import type pg from 'pg'
import { hashOf, newKey } from '../../src/platform/secret.ts'
import { realInstrument as instrument } from '../../tests/support/content.ts'
import type { Measurement } from '../measurement.ts'

/** Someone at work on the last day: their open round, and where their board has one the finished round before it. */
export type Worker = Measurement & { board: string; finished: string }

/** Gives this many boards of the made-up country a round that is open, with the owner signed in: in two statements, for it takes no page to be there. */
export async function openRounds(database: pg.Pool, boards: number): Promise<Worker[]> {
  const { id, hash, version } = instrument.edition
  const { rows } = await database.query<{ board: string; round: string; finished: string; person: string }>(
    `with last as (
       select distinct on (r.organisation_id) r.organisation_id, r.id, r.number, r.name, r.sector, m.person_id
       from organisations.organisation o
       join assessments.round r on r.organisation_id = o.id
       join organisations.membership m on m.organisation_id = o.id and m.rights = 'owner'
       where o.board_number like 'N%' and o.kind = 'board' order by r.organisation_id, r.number desc limit $1),
     opened as (
       insert into assessments.round (id, organisation_id, number, previous_id, instrument, edition, edition_version, name, scope, sector, role, started_at)
       select substr(md5('open' || organisation_id), 1, 16), organisation_id, number + 1, id, $2, $3, $4, name, 'board', sector, 'B', now() from last
       returning id, organisation_id)
     select last.organisation_id as board, opened.id as round, last.id as finished, last.person_id as person from last join opened using (organisation_id)`,
    [boards, id, hash, version],
  )
  const workers = rows.map(({ board, round, finished, person }) => ({ board, finished, person, id: round, token: newKey() }))
  await database.query(
    `insert into people.session (hash, id, person_id, kind, strong, created_at, seen_at, expires_at)
     select hash, substr(hash, 1, 16), person, 'browser', true, now(), now(), now() + interval '1 day' from unnest($1::text[], $2::uuid[]) as signed_in (hash, person)`,
    [workers.map(({ token }) => hashOf(token)), workers.map(({ person }) => person)],
  )
  await database.query('analyze assessments.round')
  return workers.map(({ id: round, board, finished, token }) => ({ id: round, board, finished, cookie: `koers-sessie=${token}` }))
}
