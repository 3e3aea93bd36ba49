import { realInstrument as instrument } from '../../tests/support/content.ts'
import type { Size } from './size.ts'

/** One table, filled in `chunks` statements that each know their number from 0: $1 is the number, $2 how many there are. */
export type Step = { what: string; chunks: number; before?: string; sql: string; after?: string }

/** The first school year with a round, as its first calendar year; the last one is over. */
export const firstYear = (rounds: number, today: Date) => today.getFullYear() - (today.getMonth() >= 7 ? 0 : 1) - rounds

/** A number from 0 to 255 that looks drawn and is the same each time. */
const drawn = (text: string) => `(hashtext(${text}) & 255)`
/** With the marks of version 4, as those of real organisations: forms take no others. */
const uuid = (text: string) => `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`
const id16 = (text: string) => `substr(md5(${text}), 1, 16)`
/** The board that is as large as boards get. */
const LARGEST = 9
export const schoolsOfLargest = 80
/** Four in ten boards have one school, three in ten some, three in ten many: as in the register of DUO. */
const SHAPE = `case when b = ${LARGEST} then ${schoolsOfLargest} when b % 10 < 4 then 1 when b % 10 < 7 then 5 else 14 end`
const SECTOR = "case when b % 20 < 11 then 'po' when b % 20 < 17 then 'vo' when b % 20 < 19 then 'so' else 'mbo' end"

/**
 * The country in the order of its foreign keys. Everything is made inside the database from series, so that nothing travels.
 * A round of a board and those of its schools are one campaign; boards answer a bit better each year, and some things are hard for all.
 */
export function stepsFor({ boards, schools, rounds, answerers }: Size, today: Date): Step[] {
  const { id, hash, version } = instrument.edition
  const conditions = instrument.conditions.map((condition) => condition.id)
  const year = firstYear(rounds, today)
  const ofCountry = "organisation_id in (select id from organisations.organisation where board_number like 'N%')"
  const finished = `make_date(${year} + n, 3, 1) + ${drawn('o::text || n')} % 90`
  return [
    {
      what: 'boards',
      chunks: 1,
      sql: `insert into organisations.organisation (id, kind, origin, name, sector, board_number, pupils)
        select ${uuid("'board' || b")}, 'board', 'register', 'Bestuur ' || b, ${SECTOR}, 'N' || b, 250 * (${SHAPE}) from generate_series(0, ${boards - 1}) b where $1 < $2`,
    },
    {
      what: 'schools',
      chunks: 1,
      sql: `insert into organisations.organisation (id, kind, origin, name, sector, board_number, brin4, parent_id, pupils)
        select ${uuid("'school' || b || '-' || s")}, 'school', 'register', 'School ' || s || ' van ' || b, ${SECTOR}, 'N' || b, 'N' || b || '-' || s, ${uuid("'board' || b")}, 250
        from generate_series(0, ${boards - 1}) b, lateral generate_series(1, ${SHAPE}) s where $1 < $2 order by b <> ${LARGEST}, s, b limit ${schools}`,
    },
    {
      what: 'rounds of boards',
      chunks: rounds,
      sql: `insert into assessments.round (id, organisation_id, number, instrument, edition, edition_version, name, scope, sector, role, started_at, finished_at)
        select ${id16('o::text || n')}, o, n, '${id}', '${hash}', '${version}', name, 'board', sector, 'B', make_date(${year} + n - 1, 10, 1), ${finished}
        from (select id as o, name, sector, $1::int + 1 as n from organisations.organisation where board_number like 'N%' and kind = 'board' and $1 < $2) board`,
    },
    {
      what: 'rounds of schools',
      chunks: rounds,
      sql: `insert into assessments.round (id, organisation_id, number, instrument, edition, edition_version, name, scope, sector, role, started_at, finished_at, board_round_id)
        select ${id16('o::text || n')}, o, n, '${id}', '${hash}', '${version}', name, 'school', sector, 'SL', make_date(${year} + n - 1, 10, 1), ${finished}, ${id16('board::text || n')}
        from (select id as o, name, sector, parent_id as board, $1::int + 1 as n from organisations.organisation where board_number like 'N%' and kind = 'school' and $1 < $2) school`,
    },
    {
      what: 'answers',
      chunks: 40,
      // The guard of finished rounds would ask each of three million rows; what it guards against does not happen here.
      before: 'alter table assessments.answer disable trigger user',
      sql: `insert into assessments.answer (round_id, condition_id, judgement, level, reason, note, evidence, answered_by, answered_at)
        select r.id, c.id, judgement, case judgement when 'level' then least(4, greatest(1, (${drawn('r.id || c.id')} + ${drawn('r.organisation_id::text')} / 2 + ${drawn('c.id')} / 2 + r.number * 16) / 130 + 1)) end,
          case judgement when 'not-applicable' then 'Wij hebben dit niet.' else '' end,
          case when ${drawn('c.id || r.id')} < 80 then 'Besproken in het overleg van schoolleiders; twee scholen werken er nog niet naar, dat pakken we na de zomer op.' else '' end,
          case when ${drawn('c.id || r.id')} > 200 then 'Beleidsplan ict, hoofdstuk 3' else '' end, r.role, r.finished_at
        from (select * from assessments.round where abs(hashtext(id)) % $2 = $1 and ${ofCountry}) r,
          unnest('{${conditions.join(',')}}'::text[]) c(id),
          lateral (select case when ${drawn("r.id || 'j' || c.id")} < 12 then 'unknown' when ${drawn("r.id || 'j' || c.id")} < 18 then 'not-applicable' else 'level' end as judgement) j`,
      after: 'alter table assessments.answer enable trigger user',
    },
    {
      what: 'campaigns, with a part for each round',
      chunks: rounds,
      sql: `with campaign as (
          insert into campaigns.campaign (id, board_id, title, starts_on, ends_on, scope, anonymity, by_link, created_at, closed_at)
          select ${id16("'campaign' || organisation_id || number")}, organisation_id, 'Meting ' || number, started_at::date, finished_at::date, 'both', 'function', false, started_at, finished_at
          from assessments.round where scope = 'board' and number = $1::int + 1 and ${ofCountry} and $1 < $2)
        insert into campaigns.part (campaign_id, round_id, organisation_id, name, scope)
        select ${id16("'campaign' || coalesce(o.parent_id, o.id) || r.number")}, r.id, o.id, o.name, r.scope
        from assessments.round r join organisations.organisation o on o.id = r.organisation_id where r.number = $1::int + 1 and o.board_number like 'N%'`,
    },
    {
      what: `answerers, ${answerers} for each round`,
      chunks: rounds,
      sql: `insert into campaigns.participant (id, campaign_id, round_id, function, label, invited_at, done_at)
        select ${id16("'participant' || p.round_id || a")}, p.campaign_id, p.round_id, (array['board-member', 'school-leader', 'ict-coordinator', 'teacher'])[(a - 1) % 4 + 1], 'Persoon ' || a, c.created_at, c.closed_at
        from campaigns.part p join campaigns.campaign c on c.id = p.campaign_id join assessments.round r on r.id = p.round_id, generate_series(1, ${answerers}) a
        where r.number = $1::int + 1 and $1 < $2`,
    },
    {
      what: 'views of the answerers',
      chunks: 40,
      // Twelve million times asking whether a part exists that was made just now.
      before: 'alter table campaigns.view disable trigger all',
      sql: `insert into campaigns.view (round_id, condition_id, participant_id, function, judgement, level, answered_at)
        select p.round_id, a.condition_id, p.id, p.function, a.judgement, case when a.judgement = 'level' then greatest(1, least(4, a.level + ${drawn('p.id || a.condition_id')} / 86 - 1)) end, a.answered_at
        from campaigns.participant p join assessments.round r on r.id = p.round_id join assessments.answer a on a.round_id = p.round_id where abs(hashtext(p.round_id)) % $2 = $1 and ${ofCountry}`,
      after: 'alter table campaigns.view enable trigger all',
    },
    {
      what: `people, ${answerers} of each board`,
      chunks: 1,
      sql: `with person as (
          insert into people.person (id, email, name, created_at)
          select ${uuid("'person' || b || '-' || p")}, 'persoon-' || p || '@bestuur-' || b || '.example', 'Persoon ' || p || ' van ' || b, make_date(${year}, 9, 1)
          from generate_series(0, ${boards - 1}) b, generate_series(1, ${answerers}) p where $1 < $2)
        insert into organisations.membership (id, person_id, organisation_id, rights, since)
        select ${id16("'member' || b || '-' || p")}, ${uuid("'person' || b || '-' || p")}, ${uuid("'board' || b")}, case p when 1 then 'owner' else 'editor' end, make_date(${year}, 9, 1)
        from generate_series(0, ${boards - 1}) b, generate_series(1, ${answerers}) p where $1 < $2`,
    },
    {
      what: 'taking part in the comparison',
      chunks: 1,
      sql: `insert into comparison.participation (id, organisation_id, sector, size, schools, joined_at)
        select ${id16("'part' || b.id::text")}, b.id, b.sector, case when s.count >= 10 then 3 when s.count >= 2 then 2 else 1 end, s.count, make_date(${year}, 9, 1)
        from organisations.organisation b, lateral (select count(*) from organisations.organisation where parent_id = b.id) s where b.board_number like 'N%' and b.kind = 'board' and $1 < $2`,
    },
  ]
}
