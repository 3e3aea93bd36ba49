import type { Db } from '#platform/db'
import { column, insertRows, orNone, TransferRefused, type Portable, type PortableTable, type Row } from '#platform/portable'
import { sql } from '#platform/sql'
import { arrangers, carriedAs, DEVIATION_LIMIT, EVIDENCE_LIMIT, LINK_LIMIT, NOTE_LIMIT, OWNER_LIMIT, REASON_LIMIT } from './answer.ts'
import { changedSinceAdoption } from './boards/store.ts'
import { scopes, sectors } from './round.ts'

const { id, place, row, text, number, yes, moment, day, oneOf, person, hash, condition } = column

/** Finished and adopted are written last: what is finished takes no answers any more. */
const last = { finished_at: orNone(moment), adopted_at: orNone(moment), adopted_on: orNone(day), adopted_by: text(200), adopted_by_person: person, content_hash: orNone(hash) }

const rounds: PortableTable = {
  name: 'assessments.round',
  about: 'A dated measurement of one organisation. Finished it never changes; adopted it carries the hash of its answers.',
  key: 'id',
  columns: {
    id,
    organisation_id: place,
    number: number(1, 1_000_000),
    previous_id: row('assessments.round', 'empty'),
    instrument: text(60),
    edition: column.edition,
    edition_version: text(20),
    name: text(200),
    scope: oneOf(scopes),
    sector: orNone(oneOf(sectors)),
    role: text(200),
    register_id: orNone(column.neighbour),
    started_at: moment,
    board_round_id: row('assessments.round', 'empty'),
    revision: number(1, 10_000),
    corrects: row('assessments.round', 'empty'),
    correction_reason: text(4000),
    ...last,
  },
  belongs: (places) => sql`t.organisation_id = any(${places}::uuid[]) and not t.example`,
  order: 't.organisation_id, t.number, t.revision',
  async bringIn(tx, rows) {
    const { finished_at: _1, adopted_at: _2, adopted_on: _3, adopted_by: _4, adopted_by_person: _5, content_hash: _6, ...columns } = rounds.columns
    return insertRows(tx, { name: rounds.name, columns }, rows, { together: true })
  },
}

const answers: PortableTable = {
  name: 'assessments.answer',
  about: 'What is stored for one condition in one round. inherited_from: the round of the board that it was taken from.',
  columns: {
    round_id: row('assessments.round', 'leaves-out'),
    condition_id: condition,
    version: number(1, 2_000_000_000),
    judgement: oneOf(['level', 'unknown', 'not-applicable', 'open']),
    level: orNone(number(1, 4)),
    reason: text(REASON_LIMIT),
    needs: column.list(text(80), 20),
    arranged_by: orNone(oneOf(arrangers)),
    note: text(NOTE_LIMIT),
    evidence: text(EVIDENCE_LIMIT),
    evidence_link: column.link(LINK_LIMIT),
    wish: yes,
    desired_level: orNone(number(1, 4)),
    owner: text(OWNER_LIMIT),
    term: orNone(day),
    answered_by: text(200),
    answered_at: moment,
    carried: yes,
    carried_as: orNone(oneOf(carriedAs)),
    deviation: text(DEVIATION_LIMIT),
    inherited_from: orNone(id),
  },
  belongs: (places) => sql`t.round_id in (select r.id from assessments.round r where r.organisation_id = any(${places}::uuid[]) and not r.example)`,
  order: 't.round_id, t.condition_id',
}

export const portable: Portable = {
  tables: [rounds, answers],
  staysBehind: {
    'assessments.round.example': 'an example is of the demonstration and open to everyone',
    'assessments.access_key': 'links that open something are secrets of one installation',
    'assessments.worksheet': 'a spreadsheet on its way back lives for a day',
  },
  async settle(tx: Db, rowsOf: (table: string) => readonly Row[]) {
    const all = rowsOf('assessments.round')
    await tx.rows(sql`
      update assessments.round r set finished_at = g.finished_at, adopted_at = g.adopted_at, adopted_on = g.adopted_on, adopted_by = g.adopted_by,
        adopted_by_person = g.adopted_by_person, content_hash = g.content_hash
      from jsonb_populate_recordset(null::assessments.round, ${JSON.stringify(all)}::jsonb) g where r.id = g.id`)
    const { changed } = await changedSinceAdoption(
      tx,
      all.map((one) => String(one['id'])),
    )
    if (changed.length > 0)
      throw new TransferRefused(`What the board adopted is not what is in this file: the answers of round ${changed[0]} do not give the hash they were adopted with.`)
  },
}
