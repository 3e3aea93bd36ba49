import { column, orNone, type Portable } from '#platform/portable'
import { sql } from '#platform/sql'
import { CONTACT_LIMIT, MAIL_LIMIT, PART_LIMIT, REASON_LIMIT, states, TITLE_LIMIT } from './practice.ts'

const { id, place, text, number, moment, oneOf, person, condition } = column

export const portable: Portable = {
  tables: [
    {
      name: 'practices.practice',
      about: 'What an organisation did about one condition, in its own words.',
      key: 'id',
      columns: {
        id,
        organisation_id: place,
        organisation_name: text(200),
        sector: orNone(text(10)),
        condition_id: condition,
        level: orNone(number(2, 4)),
        title: text(TITLE_LIMIT),
        situation: text(PART_LIMIT),
        approach: text(PART_LIMIT),
        result: text(PART_LIMIT),
        contact_function: text(CONTACT_LIMIT),
        contact_mail: text(MAIL_LIMIT),
        state: oneOf(states),
        reason: text(REASON_LIMIT),
        version: number(1, 2_000_000_000),
        created_by: person,
        created_at: moment,
        changed_at: moment,
        submitted_at: orNone(moment),
        published_at: orNone(moment),
      },
      belongs: (places) => sql`t.organisation_id = any(${places}::uuid[])`,
      order: 't.organisation_id, t.created_at, t.id',
      // What is published was read by an administrator of that installation, not of this one.
      onTheWayIn: (row) => (row['state'] === 'published' ? { ...row, state: 'submitted', published_at: null } : row),
    },
  ],
  staysBehind: {
    'practices.practice.reviewed_by': 'an administrator of one installation',
    'practices.practice.words': 'computed from the texts',
  },
}
