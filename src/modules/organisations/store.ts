import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Kind, Organisation, Sector } from './organisation.ts'
import { normalise } from './search-words.ts'

const columns = sql`
  o.id, o.kind, o.origin, o.name, o.name_known as "nameKnown", o.sector, o.board_number as "boardNumber", o.brin4, o.brin6, o.parent_id as "parentId",
  o.street, o.house_number as "houseNumber", o.postcode, o.place, o.municipality, o.province, o.website, o.pupils, o.pupils_at_least as "pupilsAtLeast",
  o.source, r.source_date as "sourceDate", o.gone_at as "goneAt", o.merged_into as "mergedInto"
  from organisations.organisation o left join organisations.register r on r.id = o.source`

export async function organisationById(db: Db, id: string): Promise<Organisation | undefined> {
  return db.one<Organisation>(sql`select ${columns} where o.id = ${id}`)
}

export const namesOf = (db: Db, ids: readonly string[]) =>
  db.rows<{ id: string; name: string }>(sql`select id, name from organisations.organisation where id = any(${ids}::uuid[]) limit 1000`)

/** The one with exactly this code first, then boards, schools and locations by name and place. */
export async function findOrganisations(db: Db, asked: { words: string; code: string; kinds: readonly Kind[]; limit: number }): Promise<Organisation[]> {
  const searched = sql`origin = 'register' and gone_at is null and merged_into is null and kind = any(${asked.kinds}::text[])`
  return db.rows<Organisation>(sql`
    with found as (
      select id from organisations.organisation where ${searched} and code = ${asked.code}
      union all
      (select id from organisations.organisation where ${searched} and words @@ ${asked.words}::tsquery order by kind_order, search, code limit ${asked.limit}))
    select ${columns} where o.id in (select id from found)
    order by (o.code = ${asked.code}) desc, o.kind_order, o.search, o.code limit ${asked.limit}`)
}

export type BoardSize = { name: string; sector: Sector | null; schools: number }

/** A board of the register with the number of its schools. One with schools in several sectors counts for the sector of most of its pupils. */
export async function sizeOfBoard(db: Db, id: string): Promise<BoardSize | undefined> {
  return db.one<BoardSize>(sql`
    with school as (select sector, pupils from organisations.organisation where parent_id = ${id} and kind = 'school' and gone_at is null)
    select b.name, (select count(*)::int from school) as schools,
      coalesce(b.sector, (select sector from school where sector is not null group by sector order by sum(coalesce(pupils, 0)) desc, count(*) desc, sector limit 1)) as sector
    from organisations.organisation b where b.id = ${id} and b.kind = 'board' and b.origin = 'register' and b.gone_at is null`)
}

export type NamedOrganisation = {
  id: string
  kind: Kind
  origin: 'visitor' | 'demo' | 'own'
  name: string
  sector: Sector | null
  parentId?: string
  place?: string
  pupils?: number
  brin4?: string
}

export async function addOrganisations(db: Db, organisations: readonly NamedOrganisation[]): Promise<void> {
  await db.rows(sql`
    insert into organisations.organisation (id, kind, origin, name, sector, parent_id, place, pupils, brin4, search)
    select id, kind, origin, name, sector, "parentId", place, pupils, brin4, search
    from jsonb_to_recordset(${JSON.stringify(organisations.map((one) => ({ ...one, search: normalise(`${one.name} ${one.place ?? ''}`) })))}::jsonb)
      as given (id uuid, kind text, origin text, name text, sector text, "parentId" uuid, place text, pupils integer, brin4 text, search text)`)
}

/** Returns whether there was such a trial organisation. */
export async function changeTrial(db: Db, id: string, kind: Kind, name: string, sector: Sector | null): Promise<boolean> {
  const changed = await db.one(sql`
    update organisations.organisation set kind = ${kind}, name = ${name}, sector = ${sector} where id = ${id} and origin = 'visitor' returning id`)
  return changed !== undefined
}

export async function deleteTrial(db: Db, id: string): Promise<void> {
  await db.rows(sql`delete from organisations.organisation where id = ${id} and origin = 'visitor'`)
}

export const visitorsWithoutMembers = async (db: Db, ids: readonly string[]): Promise<string[]> =>
  (
    await db.rows<{ id: string }>(sql`
      select o.id from organisations.organisation o where o.id = any(${ids}::uuid[]) and o.origin = 'visitor'
        and not exists (select from organisations.membership m where m.organisation_id = o.id and m.ended_at is null) limit 10000`)
  ).map(({ id }) => id)

/** The schools of a board, by name. */
export async function childrenOf(db: Db, parentId: string): Promise<Organisation[]> {
  return db.rows<Organisation>(sql`select ${columns} where o.parent_id = ${parentId} and o.gone_at is null order by o.search, o.code limit 1000`)
}

/** The organisation itself, also when it is gone, and what is below it. */
export async function withChildren(db: Db, id: string): Promise<Organisation[]> {
  return db.rows<Organisation>(sql`
    select ${columns} where o.id = ${id} or (o.parent_id = ${id} and o.gone_at is null) order by o.search, o.code limit 1001`)
}

export async function organisationsById(db: Db, ids: readonly string[]): Promise<Organisation[]> {
  return db.rows<Organisation>(sql`select ${columns} where o.id = any(${ids}::uuid[]) order by o.kind_order, o.search, o.code limit 20000`)
}

export async function organisationByCode(db: Db, code: string): Promise<Organisation | undefined> {
  return db.one<Organisation>(sql`select ${columns} where o.origin = 'register' and o.code = ${code}`)
}

/** How many boards and schools without a board this person made by hand. */
export async function countMadeBy(db: Db, personId: string): Promise<number> {
  const row = await db.one<{ count: number }>(sql`
    select count(*) as count from organisations.membership m join organisations.organisation o on o.id = m.organisation_id
    where m.person_id = ${personId} and m.granted_by = ${personId} and o.origin = 'own' and o.parent_id is null`)
  return row?.count ?? 0
}

/** The board above a school, the school and the board above a location. */
export async function ancestorsOf(db: Db, ids: readonly string[]): Promise<{ id: string; above: string[] }[]> {
  return db.rows(sql`
    select o.id, array_remove(array[p.id, g.id], null) as above
    from organisations.organisation o left join organisations.organisation p on p.id = o.parent_id left join organisations.organisation g on g.id = p.parent_id
    where o.id = any(${ids}::uuid[]) limit 20000`)
}
