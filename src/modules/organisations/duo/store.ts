import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Kind, Sector } from '../organisation.ts'
import { factsSchema, type Facts } from './facts.ts'

export type Listing = { register: string; code: string; kind: Kind; facts: Facts; goneAt: Date | null }

// Codes of a batch are joined, not compared with `= any(…)`: without fresh statistics PostgreSQL would hold every row against all thousand of them.

const LOCK = 7_036_502 // any number but the one of the migrations: two imports take turns per batch

export async function waitForTurn(tx: Db): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
}

/** What every register says of these organisations; there are at most seven registers, and callers ask per batch. */
export async function listingsOf(db: Db, codes: readonly string[]): Promise<Listing[]> {
  const rows = await db.rows<Omit<Listing, 'facts'> & { facts: unknown }>(sql`
    select register, code, kind, facts, gone_at as "goneAt"
    from unnest(${codes}::text[]) as asked (code) join organisations.listing using (code) limit ${codes.length * 20}`)
  return rows.map((row) => ({ ...row, facts: factsSchema.parse(row.facts) }))
}

export async function keepListings(db: Db, register: string, listings: readonly Pick<Listing, 'code' | 'kind' | 'facts'>[]): Promise<void> {
  await db.rows(sql`
    insert into organisations.listing (register, code, kind, facts)
    select ${register}, code, kind, facts from jsonb_to_recordset(${JSON.stringify(listings)}::jsonb) as given (code text, kind text, facts jsonb)
    on conflict (code, register) do update set facts = excluded.facts, gone_at = null`)
}

export async function markListingsGone(db: Db, register: string, codes: readonly string[], now: Date): Promise<void> {
  await db.rows(sql`
    update organisations.listing set gone_at = ${now} from unnest(${codes}::text[]) as asked (code)
    where register = ${register} and listing.code = asked.code and gone_at is null`)
}

/** The codes that this register lists, by page of `limit`, in order, after `after`. */
export async function listedCodes(db: Db, register: string, after: string, limit: number): Promise<{ code: string; kind: Kind }[]> {
  return db.rows(sql`
    select code, kind from organisations.listing where register = ${register} and code > ${after} and gone_at is null order by code limit ${limit}`)
}

export async function listedCount(db: Db, register: string, kind: Kind): Promise<number> {
  const row = await db.one<{ count: number }>(sql`select count(*) as count from organisations.listing where register = ${register} and kind = ${kind} and gone_at is null`)
  return row?.count ?? 0
}

export async function registerDate(db: Db, register: string): Promise<string | null> {
  const row = await db.one<{ date: string | null }>(sql`select source_date as date from organisations.register where id = ${register}`)
  return row?.date ?? null
}

export async function keepRegister(db: Db, register: { id: string; file: string; sourceDate: string | null; now: Date }): Promise<void> {
  await db.rows(sql`
    insert into organisations.register (id, file, source_date, imported_at) values (${register.id}, ${register.file}, ${register.sourceDate}, ${register.now})
    on conflict (id) do update set file = excluded.file, source_date = excluded.source_date, imported_at = excluded.imported_at`)
}

export type Known = { code: string; id: string; boardNumber: string | null; parentId: string | null }

export async function knownOrganisations(db: Db, codes: readonly string[]): Promise<Known[]> {
  return db.rows(sql`
    select code, id, board_number as "boardNumber", parent_id as "parentId"
    from unnest(${codes}::text[]) as asked (code) join organisations.organisation using (code) where origin = 'register' limit ${codes.length}`)
}

export type RegisterOrganisation = Omit<Facts, 'name'> & {
  id: string
  kind: Kind
  name: string
  nameKnown: boolean
  brin4: string | null
  brin6: string | null
  parentId: string | null
  source: string | null
  gone: boolean
  search: string
  words: readonly string[]
}

/**
 * Makes or changes organisations; what is the same already is not written again. While the register says the board it said before, a school
 * stays where a handover by hand brought it: registers are months behind.
 */
export async function keepOrganisations(db: Db, organisations: readonly RegisterOrganisation[], now: Date): Promise<void> {
  await db.rows(sql`
    insert into organisations.organisation as known (id, kind, origin, name, name_known, sector, board_number, brin4, brin6, parent_id, street, house_number,
      postcode, place, municipality, province, website, pupils, pupils_at_least, source, gone_at, search, words)
    select id, kind, 'register', name, "nameKnown", sector, "boardNumber", brin4, brin6, "parentId", street, "houseNumber",
      postcode, place, municipality, province, website, pupils, "pupilsAtLeast", source, case when gone then ${now}::timestamptz end, search, array_to_tsvector(words)
    from jsonb_to_recordset(${JSON.stringify(organisations)}::jsonb) as given (id uuid, kind text, name text, "nameKnown" boolean, sector text, "boardNumber" text,
      brin4 text, brin6 text, "parentId" uuid, street text, "houseNumber" text, postcode text, place text, municipality text, province text, website text,
      pupils integer, "pupilsAtLeast" boolean, source text, gone boolean, search text, words text[])
    on conflict (code) where origin = 'register' do update set
      name = excluded.name, name_known = excluded.name_known, sector = excluded.sector, board_number = excluded.board_number,
      parent_id = case when known.board_number is not distinct from excluded.board_number then coalesce(known.parent_id, excluded.parent_id) else excluded.parent_id end,
      street = excluded.street, house_number = excluded.house_number, postcode = excluded.postcode, place = excluded.place,
      municipality = excluded.municipality, province = excluded.province, website = excluded.website, pupils = excluded.pupils,
      pupils_at_least = excluded.pupils_at_least, source = excluded.source, search = excluded.search, words = excluded.words,
      gone_at = case when excluded.gone_at is not null then coalesce(known.gone_at, excluded.gone_at) end
    where (known.name, known.name_known, known.sector, known.board_number, known.parent_id, known.street, known.house_number, known.postcode, known.place,
        known.municipality, known.province, known.website, known.pupils, known.pupils_at_least, known.source, known.gone_at is null, known.words)
      is distinct from (excluded.name, excluded.name_known, excluded.sector, excluded.board_number, excluded.parent_id, excluded.street, excluded.house_number, excluded.postcode, excluded.place,
        excluded.municipality, excluded.province, excluded.website, excluded.pupils, excluded.pupils_at_least, excluded.source, excluded.gone_at is null, excluded.words)`)
}

type Sum = Facts & { code: string; source: string | null; gone: boolean }

/** Each school as its locations show it: named and placed by the main one (00, or else the lowest that is left), pupils added up. */
export async function schoolSums(db: Db, brins: readonly string[]): Promise<Sum[]> {
  return db.rows(sql`
    select distinct on (brin4) brin4 as code, name, sector, board_number as "boardNumber", street, house_number as "houseNumber", postcode, place, municipality, province,
      website, source, gone_at is not null as gone, (sum(pupils) filter (where gone_at is null) over school)::integer as pupils,
      coalesce(sum(pupils) filter (where gone_at is null) over school is not null and bool_or(pupils is null or pupils_at_least) filter (where gone_at is null) over school, false) as "pupilsAtLeast"
    from unnest(${brins}::text[]) as asked (brin4) join organisations.organisation using (brin4)
    where origin = 'register' and kind = 'location'
    window school as (partition by brin4)
    order by brin4, gone_at is not null, brin6 limit ${brins.length}`)
}

type BoardSum = { code: string; sector: Sector | null; place: string | null; municipality: string | null; province: string | null; pupils: number | null; pupilsAtLeast: boolean }

/**
 * Each board that anything belongs to, as its schools show it: in the place with most of its pupils, in their sector if they share one.
 * A location that belongs to another board than its school keeps that board alive and counts for nothing else.
 */
export async function boardSums(db: Db, numbers: readonly string[]): Promise<BoardSum[]> {
  return db.rows(sql`
    select distinct on (board_number) board_number as code, place, municipality, province,
      case when min(lowest) over board = max(highest) over board then min(lowest) over board end as sector,
      (sum(pupils) over board)::integer as pupils, sum(pupils) over board is not null and bool_or(at_least) over board as "pupilsAtLeast"
    from (
      select board_number, place, min(municipality) as municipality, min(province) as province,
        count(*) filter (where kind = 'school') as schools, sum(pupils) filter (where kind = 'school') as pupils,
        min(sector) filter (where kind = 'school') as lowest, max(sector) filter (where kind = 'school') as highest,
        coalesce(bool_or(pupils is null or pupils_at_least) filter (where kind = 'school'), false) as at_least
      from unnest(${numbers}::text[]) as asked (board_number) join organisations.organisation using (board_number)
      where origin = 'register' and kind <> 'board' and gone_at is null
      group by board_number, place
    ) as by_place
    window board as (partition by board_number)
    order by board_number, place is null, coalesce(pupils, 0) desc, schools desc, place limit ${numbers.length}`)
}

/** How many of these are still an organisation of the register that is not gone. */
export async function countInUse(db: Db, codes: readonly string[]): Promise<number> {
  const row = await db.one<{ count: number }>(sql`
    select count(*) as count from unnest(${codes}::text[]) as asked (code) join organisations.organisation using (code)
    where origin = 'register' and gone_at is null`)
  return row?.count ?? 0
}

export async function totals(db: Db): Promise<{ boards: number; schools: number; locations: number }> {
  const row = await db.one<{ boards: number; schools: number; locations: number }>(sql`
    select count(*) filter (where kind = 'board') as boards, count(*) filter (where kind = 'school') as schools, count(*) filter (where kind = 'location') as locations
    from organisations.organisation where origin = 'register' and gone_at is null`)
  return row ?? { boards: 0, schools: 0, locations: 0 }
}

/**
 * The embedded database has nobody who does this by itself, and search depends on knowing which words are common. PostgreSQL keeps the
 * plans it made for an empty table until it is told: telling it after the first batch of a file halves the import.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  await db.rows(sql`analyze organisations.organisation, organisations.listing`)
}
