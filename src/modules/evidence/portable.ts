import { column, orNone, type Portable } from '#platform/portable'
import { personFunctions } from '#platform/rights'
import { sql } from '#platform/sql'
import { DESCRIPTION_LIMIT, LINK_LIMIT, OWNER_LIMIT, REMIND_AT_MOST, TITLE_LIMIT } from './piece.ts'

const { id, place, row, text, number, moment, day, oneOf, person, hash, condition } = column

export const portable: Portable = {
  tables: [
    {
      name: 'evidence.piece',
      about: 'A piece of evidence: what underpins conditions, and until when.',
      key: 'id',
      columns: {
        id,
        organisation_id: place,
        title: text(TITLE_LIMIT),
        description: text(DESCRIPTION_LIMIT),
        conditions: column.list(condition, 200),
        owner_function: orNone(oneOf(personFunctions)),
        owner_person: person,
        owner_text: text(OWNER_LIMIT),
        valid_until: orNone(day),
        remind_before: number(0, REMIND_AT_MOST),
        revision: number(1, 1_000_000),
        version: number(1, 2_000_000_000),
        created_by: person,
        created_at: moment,
        changed_at: moment,
        withdrawn_by: person,
        withdrawn_at: orNone(moment),
        reminded_for: orNone(day),
      },
      belongs: (places) => sql`t.organisation_id = any(${places}::uuid[])`,
      order: 't.organisation_id, t.created_at, t.id',
      carrier: { person: 'owner_person', words: 'owner_text', atMost: OWNER_LIMIT },
    },
    {
      name: 'evidence.revision',
      about: 'What a piece was at some moment: a link, or a file whose contents stand in files/.',
      columns: {
        piece_id: row('evidence.piece', 'leaves-out'),
        number: number(1, 1_000_000),
        link: orNone(column.link(LINK_LIMIT)),
        file_id: orNone(column.file),
        sha256: hash,
        added_by: person,
        added_at: moment,
      },
      belongs: (places) => sql`t.piece_id in (select p.id from evidence.piece p where p.organisation_id = any(${places}::uuid[]))`,
      order: 't.piece_id, t.number',
    },
  ],
  staysBehind: {},
}
