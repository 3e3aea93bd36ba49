import { column, orNone, readAs, type Portable } from '#platform/portable'
import { personFunctions } from '#platform/rights'
import { sql } from '#platform/sql'
import { ANONYMOUS_AT_LEAST, anonymities, scopes, TITLE_LIMIT } from './campaign.ts'
import { AGREED_LIMIT, REASON_LIMIT } from './conversation/conversation.ts'
import { VIEW_REASON_LIMIT } from './views/view.ts'

const { id, place, row, text, number, yes, moment, day, oneOf, person, condition } = column

const functionOrNone = oneOf(['', ...personFunctions])
const campaign = row('campaigns.campaign', 'leaves-out')
const part = row('campaigns.part', 'leaves-out')
const outcomes = ['agreed', 'find-out'] as const

const partsOf = (places: readonly string[]) =>
  sql`select p.round_id from campaigns.part p join campaigns.campaign c on c.id = p.campaign_id where c.board_id = any(${places}::uuid[]) and p.organisation_id = any(${places}::uuid[])`

/** What was promised about names where a view was given. */
const promise = '(select c.anonymity from campaigns.part p join campaigns.campaign c on c.id = p.campaign_id where p.round_id = t.round_id)'
const ended = '(select coalesce(c.closed_at, c.created_at) from campaigns.part p join campaigns.campaign c on c.id = p.campaign_id where p.round_id = t.round_id)'

/**
 * Joint rounds of these boards, with the parts of their schools of now: what a school did in a round of a board that it left is in no
 * file. Without names a view leads to nobody, in the file too: an id of its own, no moment, no function where that was promised, and
 * nothing before so many people answered as it takes to show it.
 */
export const portable: Portable = {
  tables: [
    {
      name: 'campaigns.campaign',
      about: 'A round that a board does with its schools, with what was promised about names.',
      key: 'id',
      columns: {
        id,
        board_id: place,
        title: text(TITLE_LIMIT),
        starts_on: day,
        ends_on: day,
        scope: oneOf(scopes),
        anonymity: oneOf(anonymities),
        by_link: yes,
        created_by: person,
        created_at: moment,
        closed_at: orNone(moment),
      },
      belongs: (places) => sql`t.board_id = any(${places}::uuid[]) and not t.example`,
      order: 't.created_at, t.id',
    },
    {
      name: 'campaigns.part',
      about: 'The round of one organisation within it.',
      key: 'round_id',
      columns: { campaign_id: campaign, round_id: row('assessments.round', 'leaves-out'), organisation_id: place, name: text(200), scope: oneOf(['board', 'school']) },
      belongs: (places) => sql`t.round_id in (${partsOf(places)})`,
      order: 't.campaign_id, t.scope, t.name, t.round_id',
    },
    {
      name: 'campaigns.participant',
      about: 'Who takes part. Addresses and links of people without an account stay behind.',
      key: 'id',
      columns: {
        id,
        campaign_id: campaign,
        round_id: part,
        person_id: person,
        function: functionOrNone,
        label: text(320),
        invited_at: moment,
        done_at: orNone(moment),
        removed_at: orNone(moment),
      },
      belongs: (places) => sql`t.round_id in (${partsOf(places)})`,
      order: 't.round_id, t.function, t.label, t.id',
    },
    {
      name: 'campaigns.assignment',
      about: 'Which responsibility (4) or condition (4.3) is asked of whom.',
      columns: { campaign_id: campaign, subject: text(10), function: functionOrNone, participant_id: orNone(row('campaigns.participant', 'leaves-out')) },
      belongs: (places) => sql`t.campaign_id in (select c.id from campaigns.campaign c where c.board_id = any(${places}::uuid[]))`,
      order: 't.campaign_id, t.subject, t.function, t.participant_id',
    },
    {
      name: 'campaigns.view',
      about: 'How one participant sees one condition. Without names agreed, participant_id leads to nobody.',
      columns: {
        round_id: part,
        condition_id: condition,
        participant_id: readAs(text(64), `case ${promise} when 'named' then t.participant_id else gen_random_uuid()::text end`),
        function: readAs(functionOrNone, `case ${promise} when 'anonymous' then '' else t.function end`),
        version: readAs(number(1, 2_000_000_000), `case ${promise} when 'named' then t.version else 1 end`),
        judgement: oneOf(['level', 'unknown', 'not-applicable']),
        level: orNone(number(1, 4)),
        reason: text(VIEW_REASON_LIMIT),
        answered_at: readAs(moment, `case ${promise} when 'named' then t.answered_at else ${ended} end`),
      },
      belongs: (places) => sql`
        t.round_id in (${partsOf(places)}) and (
          exists (select from campaigns.part p join campaigns.campaign c on c.id = p.campaign_id where p.round_id = t.round_id and c.anonymity <> 'anonymous')
          or (select count(*) from campaigns.view o where o.round_id = t.round_id and o.condition_id = t.condition_id) >= ${ANONYMOUS_AT_LEAST})`,
      // Never the order in which they came in: that tells who was first.
      order: 't.round_id, t.condition_id, t.judgement, t.level, t.reason',
    },
    {
      name: 'campaigns.conversation',
      about: 'Where the conversation of a round is.',
      columns: { round_id: part, condition_id: condition, revealed: yes, changed_at: moment },
      belongs: (places) => sql`t.round_id in (${partsOf(places)})`,
      order: 't.round_id',
    },
    {
      name: 'campaigns.settlement',
      about: 'What a conversation about one condition came to.',
      columns: {
        round_id: part,
        condition_id: condition,
        outcome: oneOf(outcomes),
        reason: text(REASON_LIMIT),
        agreed_by: text(AGREED_LIMIT),
        dissent: text(REASON_LIMIT),
        settled_by: person,
        settled_at: moment,
        version: number(1, 2_000_000_000),
      },
      belongs: (places) => sql`t.round_id in (${partsOf(places)})`,
      order: 't.round_id, t.condition_id',
    },
  ],
  staysBehind: {
    'campaigns.campaign.example': 'an example is of the demonstration and open to everyone',
    'campaigns.participant.email': 'the address of a guest; the leader invites them again',
    'campaigns.participant.key_hash': 'a link that opens something is a secret of one installation',
    'campaigns.reminder': 'letters that went out',
  },
}
