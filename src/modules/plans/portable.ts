import { column, orNone, readAs, type Portable } from '#platform/portable'
import { sql } from '#platform/sql'
import { COMMENT_LIMIT, COST_LIMIT, EFFORT_LIMIT, origins, OWNER_LIMIT, RESULT_LIMIT, TITLE_LIMIT, WHY_LIMIT } from './action.ts'
import { statuses } from './status.ts'

const { id, place, row, text, number, moment, day, oneOf, person, condition } = column

const action = row('plans.action', 'leaves-out')
const actionsOf = (places: readonly string[]) => sql`t.action_id in (select a.id from plans.action a where a.organisation_id = any(${places}::uuid[]))`
/** A person of this installation is words elsewhere; their number here means nothing there. */
const carrier = { person: 'owner_id', words: 'owner', atMost: OWNER_LIMIT }
const level = orNone(number(1, 4))

export const portable: Portable = {
  tables: [
    {
      name: 'plans.action',
      about: 'Work on a condition, with who carries it, a term and a result.',
      key: 'id',
      columns: {
        id,
        organisation_id: place,
        school_ids: column.places,
        condition_id: orNone(condition),
        from_level: level,
        desired_level: level,
        title: text(TITLE_LIMIT),
        why: text(WHY_LIMIT),
        owner_id: person,
        owner: text(OWNER_LIMIT),
        term: orNone(day),
        effort: orNone(number(0, EFFORT_LIMIT)),
        cost: orNone(number(0, COST_LIMIT)),
        status: oneOf(statuses),
        result: text(RESULT_LIMIT),
        origin: oneOf(origins),
        // The joint action of a network belongs to others too.
        origin_round_id: readAs(row('assessments.round', 'empty'), "case when t.origin <> 'network' then t.origin_round_id end"),
        origin_condition_id: readAs(orNone(condition), "case when t.origin <> 'network' then t.origin_condition_id end"),
        version: number(1, 2_000_000_000),
        created_at: moment,
        changed_at: moment,
        finished_at: orNone(moment),
      },
      belongs: (places) => sql`t.organisation_id = any(${places}::uuid[])`,
      order: 't.organisation_id, t.created_at, t.id',
      carrier,
    },
    {
      name: 'plans.status_change',
      about: 'When an action moved from one state to another, in that order.',
      columns: { action_id: action, before: orNone(oneOf(statuses)), after: oneOf(statuses), at: moment, by_id: person },
      belongs: actionsOf,
      order: 't.id',
    },
    {
      name: 'plans.comment',
      about: 'What people wrote below an action.',
      key: 'id',
      columns: { id, action_id: action, author_id: person, text: text(COMMENT_LIMIT), at: moment },
      belongs: actionsOf,
      order: 't.action_id, t.at, t.id',
    },
    {
      name: 'plans.attachment',
      about: 'A file of an action; its contents stand in files/.',
      columns: { file_id: column.file, action_id: action, added_by: person, at: moment },
      belongs: actionsOf,
      order: 't.action_id, t.at, t.file_id',
    },
    {
      name: 'plans.standing_task',
      about: 'What returns every year.',
      key: 'id',
      columns: {
        id,
        organisation_id: place,
        content_id: orNone(text(80)),
        condition_id: orNone(condition),
        title: text(TITLE_LIMIT),
        why: text(WHY_LIMIT),
        owner_id: person,
        owner: text(OWNER_LIMIT),
        month: orNone(number(1, 12)),
        day: orNone(number(1, 31)),
        weeks_before_summer: orNone(number(1, 20)),
        version: number(1, 2_000_000_000),
        created_at: moment,
      },
      belongs: (places) => sql`t.organisation_id = any(${places}::uuid[])`,
      order: 't.organisation_id, t.created_at, t.id',
      carrier,
    },
    {
      name: 'plans.occurrence',
      about: 'A year in which a standing task was ticked off.',
      columns: { task_id: row('plans.standing_task', 'leaves-out'), year: number(2000, 2100), done_at: moment, done_by: person },
      belongs: (places) => sql`t.task_id in (select s.id from plans.standing_task s where s.organisation_id = any(${places}::uuid[]))`,
      order: 't.task_id, t.year',
    },
  ],
  staysBehind: {
    'plans.status_change.id': 'a number of one installation; the rows stand in its order',
    'plans.feed': 'a calendar link is a secret of one person',
    'plans.reminder': 'letters that went out',
    'plans.reminder_day': 'letters that went out',
    'plans.worksheet': 'a spreadsheet on its way back lives for two days',
  },
}
