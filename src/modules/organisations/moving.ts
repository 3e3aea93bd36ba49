import type { Db } from '#platform/db'
import { column, insertRows, orNone, TransferRefused, type Portable, type PortableTable, type Row } from '#platform/portable'
import { sql } from '#platform/sql'
import type { createInviteAgain } from './invitations/again.ts'
import { kinds, sectors } from './organisation.ts'
import { normalise } from './search-words.ts'

const { place, neighbour, text, number, yes, moment, day, oneOf, person } = column

/** The organisations of a file are not put in as they are: those of the register are looked up here by their number. */
const organisations: PortableTable = {
  name: 'organisations.organisation',
  about: 'The board, its schools and their locations, and boards that went into it.',
  key: 'id',
  columns: {
    id: column.uuid,
    kind: oneOf(kinds),
    origin: oneOf(['register', 'visitor', 'demo', 'own']),
    name: text(300),
    name_known: yes,
    sector: orNone(oneOf(sectors)),
    board_number: orNone(text(20)),
    brin4: orNone(text(20)),
    brin6: orNone(text(20)),
    parent_id: orNone(place),
    street: orNone(text(200)),
    house_number: orNone(text(40)),
    postcode: orNone(text(20)),
    place: orNone(text(120)),
    municipality: orNone(text(120)),
    province: orNone(text(120)),
    website: orNone(text(500)),
    pupils: orNone(number(0, 10_000_000)),
    pupils_at_least: yes,
    gone_at: orNone(moment),
    merged_into: orNone(place),
  },
  belongs: (places) => sql`t.id = any(${places}::uuid[])`,
  order: 't.kind_order, t.name, t.id',
}

const handovers: PortableTable = {
  name: 'organisations.handover',
  about: 'A school that came or went, or a board that went into another; the other board by its number and name in the register.',
  key: 'id',
  columns: {
    id: text(40),
    organisation_id: neighbour,
    from_id: orNone(neighbour),
    to_id: neighbour,
    kind: oneOf(['moved', 'merged']),
    on_day: day,
    reason: text(2000),
    source: oneOf(['register', 'hand']),
    recorded_by: person,
  },
  belongs: (places) => sql`(t.organisation_id = any(${places}::uuid[]) or t.from_id = any(${places}::uuid[]) or t.to_id = any(${places}::uuid[]))`,
  order: 't.on_day, t.id',
  // The register of this installation may have told it already, under a number of its own.
  async bringIn(tx, rows) {
    const fresh = await tx.rows<{ id: string }>(sql`
      select g.id from jsonb_populate_recordset(null::organisations.handover, ${JSON.stringify(rows)}::jsonb) g
      where not exists (select from organisations.handover h where h.organisation_id = g.organisation_id and h.to_id = g.to_id and h.kind = g.kind and h.on_day = g.on_day)`)
    const ids = new Set(fresh.map(({ id }) => id))
    return insertRows(
      tx,
      handovers,
      rows.filter((one) => ids.has(String(one['id']))),
    )
  },
}

export const portable: Portable = {
  tables: [organisations, handovers],
  staysBehind: {
    'organisations.organisation.code': 'computed from the numbers',
    'organisations.organisation.kind_order': 'computed from the kind',
    'organisations.organisation.search': 'computed from the name and the place',
    'organisations.organisation.words': 'computed from the name and the place',
    'organisations.organisation.source': 'the register of one installation',
    'organisations.organisation.second_step_since': 'an owner asks it again, once people have a second step there',
    'organisations.revocation': 'what an administrator of one installation decided',
    'organisations.listing': 'the register of one installation',
    'organisations.register': 'the register of one installation',
    'organisations.membership': 'stands in people.jsonl; ended ones are nobody’s concern elsewhere',
    'organisations.invitation': 'people are invited again',
    'organisations.claim': 'people ask again',
  },
}

/** What taking out and bringing in ask of organisations; each in the caller's transaction. */
export type Moving = {
  wholeOf: typeof wholeOf
  neighboursOf: typeof neighboursOf
  findNeighbours: typeof findNeighbours
  placeIn: typeof placeIn
  inviteAgain: ReturnType<typeof createInviteAgain>
}

export type Neighbour = { id: string; kind: string; code: string; name: string }
type Known = { id: string; kind: string; code: string; parentId: string | null; mergedInto: string | null }

/** An organisation with all that is below it, and the boards that went into it; itself first. */
export async function wholeOf(tx: Db, id: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    with recursive whole as (
      select o.id, 0 as depth from organisations.organisation o where o.id = ${id}
      union all
      select o.id, w.depth + 1 from whole w join organisations.organisation o on o.parent_id = w.id or o.merged_into = w.id where w.depth < 2)
    select id, min(depth) as depth from whole group by id order by depth, id limit 20000`)
  return rows.map((row) => row.id)
}

/** What the register says of these to everyone. */
export const neighboursOf = (tx: Db, ids: readonly string[]) =>
  tx.rows<Neighbour>(sql`select id, kind, code, name from organisations.organisation where id = any(${ids}::uuid[]) and origin = 'register' order by kind_order, code limit 5000`)

const registered = (tx: Db, codes: readonly string[]) =>
  tx.rows<Known>(sql`
    select id, kind, code, parent_id as "parentId", merged_into as "mergedInto" from organisations.organisation where origin = 'register' and code = any(${codes}::text[]) limit 20000`)

/** Which organisations of the register here are these neighbours. */
export async function findNeighbours(tx: Db, neighbours: readonly Neighbour[]): Promise<Map<string, string>> {
  const known = new Map(
    (
      await registered(
        tx,
        neighbours.map(({ code }) => code),
      )
    ).map((one) => [`${one.kind} ${one.code}`, one.id]),
  )
  return new Map(neighbours.flatMap(({ id, kind, code }) => [known.get(`${kind} ${code}`)].flatMap((here): [string, string][] => (here === undefined ? [] : [[id, here]]))))
}

const codeIn = (row: Row) => String(row['kind'] === 'board' ? row['board_number'] : row['kind'] === 'school' ? row['brin4'] : row['brin6'])

/**
 * Gives each organisation of a file its place here: of the register by number, others as they are. `used`: those that something in
 * the file belongs to. A file never makes an organisation of the register, and never moves one.
 * @throws {TransferRefused}
 */
export async function placeIn(tx: Db, rows: readonly Row[], used: ReadonlySet<string>): Promise<Map<string, string>> {
  const ofRegister = rows.filter((row) => row['origin'] === 'register')
  const made = rows.filter((row) => row['origin'] !== 'register')
  const known = new Map((await registered(tx, ofRegister.map(codeIn))).map((one) => [`${one.kind} ${one.code}`, one]))
  const taken = await tx.rows<{ name: string }>(sql`select name from organisations.organisation where id = any(${made.map((row) => row['id'])}::uuid[]) limit 1`)
  if (taken[0]) throw new TransferRefused(`${taken[0].name} is in this Koers already.`)
  const here = new Map<string, string>(made.map((row) => [String(row['id']), String(row['id'])]))
  for (const row of ofRegister) {
    const found = known.get(`${String(row['kind'])} ${codeIn(row)}`)
    if (found) here.set(String(row['id']), found.id)
    else if (used.has(String(row['id'])))
      throw new TransferRefused(`The register of this Koers does not know ${String(row['name'])} (${codeIn(row)}). Import the register first: koers -- import duo FOLDER.`)
  }
  const placed = (id: unknown) => (typeof id === 'string' ? (here.get(id) ?? null) : null)
  for (const row of ofRegister.filter(({ id }) => used.has(String(id)))) {
    const found = known.get(`${String(row['kind'])} ${codeIn(row)}`)
    const [parent, merged] = [placed(row['parent_id']), placed(row['merged_into'])]
    if (found && parent !== null && found.parentId === null) await tx.rows(sql`update organisations.organisation set parent_id = ${parent} where id = ${found.id}`)
    else if (found && parent !== null && found.parentId !== parent)
      throw new TransferRefused(`${String(row['name'])} belongs to another board here. An administrator hands it over first.`)
    if (found && merged !== null && found.mergedInto !== merged)
      throw new TransferRefused(`${String(row['name'])} did not go into this board here. An administrator joins them first.`)
  }
  const columns = { ...organisations.columns, search: text(1000) }
  const fresh = made.map((row) => ({
    ...row,
    parent_id: placed(row['parent_id']),
    merged_into: placed(row['merged_into']),
    search: normalise(`${String(row['name'])} ${typeof row['place'] === 'string' ? row['place'] : ''}`),
  }))
  await insertRows(tx, { name: organisations.name, columns }, fresh, { together: true })
  return here
}
