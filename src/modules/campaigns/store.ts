import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Anonymity, Campaign, CampaignScope, Part } from './campaign.ts'
import type { Assignment, Participant } from './participant.ts'

type CampaignRow = {
  id: string
  board_id: string
  title: string
  starts_on: string
  ends_on: string
  scope: CampaignScope
  anonymity: Anonymity
  by_link: boolean
  example: boolean
  created_by: string | null
  created_at: Date
  closed_at: Date | null
}
const campaignColumns = sql`c.id, c.board_id, c.title, c.starts_on, c.ends_on, c.scope, c.anonymity, c.by_link, c.example, c.created_by, c.created_at, c.closed_at`
const campaignFrom = (row: CampaignRow): Campaign => ({
  id: row.id,
  boardId: row.board_id,
  title: row.title,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  scope: row.scope,
  anonymity: row.anonymity,
  byLink: row.by_link,
  example: row.example,
  createdBy: row.created_by,
  createdAt: row.created_at,
  closedAt: row.closed_at,
})

export async function insertCampaign(db: Db, campaign: Campaign): Promise<void> {
  await db.rows(sql`
    insert into campaigns.campaign (id, board_id, title, starts_on, ends_on, scope, anonymity, by_link, example, created_by, created_at)
    values (${campaign.id}, ${campaign.boardId}, ${campaign.title}, ${campaign.startsOn}::date, ${campaign.endsOn}::date, ${campaign.scope}, ${campaign.anonymity}, ${campaign.byLink},
            ${campaign.example}, ${campaign.createdBy}, ${campaign.createdAt})`)
}

export async function campaignById(db: Db, id: string): Promise<Campaign | undefined> {
  const row = await db.one<CampaignRow>(sql`select ${campaignColumns} from campaigns.campaign c where c.id = ${id}`)
  return row && campaignFrom(row)
}

/** Held until the transaction ends, so that two people who close or adopt at once do it one after the other. */
export async function lockCampaign(db: Db, id: string): Promise<Campaign | undefined> {
  const row = await db.one<CampaignRow>(sql`select ${campaignColumns} from campaigns.campaign c where c.id = ${id} for update`)
  return row && campaignFrom(row)
}

/** Of a board, or those in which a school takes part; newest first. */
export async function campaignsAt(db: Db, organisationId: string): Promise<Campaign[]> {
  const rows = await db.rows<CampaignRow>(sql`
    select ${campaignColumns} from campaigns.campaign c
    where c.id in (select id from campaigns.campaign where board_id = ${organisationId} union select campaign_id from campaigns.part where organisation_id = ${organisationId})
    order by c.created_at desc, c.id limit 100`)
  return rows.map(campaignFrom)
}

/** The made-up campaign of the demonstration, with the round of its board. */
export const exampleCampaign = (db: Db) =>
  db.one<{ id: string; boardId: string; roundId: string }>(sql`
    select c.id, c.board_id as "boardId", p.round_id as "roundId"
    from campaigns.campaign c join campaigns.part p on p.campaign_id = c.id and p.organisation_id = c.board_id where c.example limit 1`)

/** The campaign that a round belongs to. */
export async function campaignOfRound(db: Db, roundId: string): Promise<{ campaign: Campaign; part: Part } | undefined> {
  const row = await db.one<CampaignRow & { part: Part }>(sql`
    select ${campaignColumns}, json_build_object('roundId', p.round_id, 'organisationId', p.organisation_id, 'name', p.name, 'scope', p.scope) as part
    from campaigns.part p join campaigns.campaign c on c.id = p.campaign_id where p.round_id = ${roundId}`)
  return row && { campaign: campaignFrom(row), part: row.part }
}

export async function updateCampaign(db: Db, id: string, changed: Pick<Campaign, 'title' | 'startsOn' | 'endsOn' | 'byLink'>): Promise<void> {
  await db.rows(sql`
    update campaigns.campaign set title = ${changed.title}, starts_on = ${changed.startsOn}::date, ends_on = ${changed.endsOn}::date, by_link = ${changed.byLink}
    where id = ${id} and closed_at is null`)
}

export async function insertParts(db: Db, campaignId: string, parts: readonly Part[]): Promise<void> {
  await db.rows(sql`
    insert into campaigns.part (campaign_id, round_id, organisation_id, name, scope)
    select ${campaignId}, g."roundId", g."organisationId", g.name, g.scope
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as g ("roundId" text, "organisationId" uuid, name text, scope text)`)
}

/** Held until the transaction ends: a board makes one joint round at a time. */
export const lockBoard = (db: Db, boardId: string) => db.rows(sql`select pg_advisory_xact_lock(hashtextextended('campaigns.board ' || ${boardId}::text, 0))`)

/** Whether one of these organisations takes part in a joint round that is still open. */
export async function anyTakesPart(db: Db, organisationIds: readonly string[]): Promise<boolean> {
  const row = await db.one(sql`
    select 1 from campaigns.part p join campaigns.campaign c on c.id = p.campaign_id where p.organisation_id = any(${organisationIds}::uuid[]) and c.closed_at is null limit 1`)
  return row !== undefined
}

/** The board first, then the schools by name. */
export async function partsOf(db: Db, campaignId: string): Promise<Part[]> {
  return db.rows<Part>(sql`
    select round_id as "roundId", organisation_id as "organisationId", name, scope from campaigns.part where campaign_id = ${campaignId} order by scope, name, round_id limit 1000`)
}

const participantColumns = sql`p.id, p.round_id as "roundId", p.person_id as "personId", p.function, p.label, p.email, p.key_hash is not null as "byLink", p.removed_at is not null as removed, p.invited_at as "invitedAt", p.done_at as "doneAt"`

export type NewParticipant = { id: string; roundId: string; personId: string | null; function: string; label: string; email: string | null; keyHash: string | null }

/** Those who take part already are left as they are; the ids of the new ones come back. */
export async function insertParticipants(db: Db, campaignId: string, at: Date, participants: readonly NewParticipant[]): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(sql`
    insert into campaigns.participant (id, campaign_id, round_id, person_id, function, label, email, key_hash, invited_at)
    select g.id, ${campaignId}, g."roundId", g."personId", g.function, g.label, g.email, g."keyHash", ${at}
    from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb)
      as g (id text, "roundId" text, "personId" uuid, function text, label text, email text, "keyHash" text)
    on conflict (round_id, person_id) do nothing returning id`)
  return rows.map((row) => row.id)
}

type Answering = Participant & { answered: string[] }

/** Everyone who takes part, with what they answered: one statement that reads the views of the whole campaign once. */
export async function participantsOf(db: Db, campaignId: string): Promise<Answering[]> {
  return db.rows(sql`
    select ${participantColumns}, coalesce(v.answered, '{}') as answered
    from campaigns.participant p left join (
      select participant_id, round_id, array_agg(condition_id) as answered
      from campaigns.view where round_id in (select round_id from campaigns.part where campaign_id = ${campaignId}) group by participant_id, round_id) v
      on v.participant_id = p.id and v.round_id = p.round_id
    where p.campaign_id = ${campaignId} and p.removed_at is null order by p.round_id, p.id limit 5000`)
}

/** Those of one round, with what they answered. */
export async function participantsIn(db: Db, roundId: string): Promise<Answering[]> {
  return db.rows(sql`
    select ${participantColumns}, coalesce(v.answered, '{}') as answered
    from campaigns.participant p left join (
      select participant_id, array_agg(condition_id) as answered from campaigns.view where round_id = ${roundId} group by participant_id) v on v.participant_id = p.id
    where p.round_id = ${roundId} and p.removed_at is null order by p.function, p.label, p.id limit 1000`)
}

/** How someone takes part in a round: by their account, or by the link that their browser holds. */
export async function participantFor(db: Db, roundId: string, personId: string | undefined, keys: readonly string[]): Promise<Participant | undefined> {
  return db.one<Participant>(sql`
    select ${participantColumns} from campaigns.participant p
    where p.round_id = ${roundId} and (p.person_id = ${personId ?? null}::uuid or p.key_hash = any(${keys}::text[])) order by p.person_id nulls last limit 1`)
}

export async function participantByKey(db: Db, hash: string): Promise<Participant | undefined> {
  return db.one<Participant>(sql`select ${participantColumns} from campaigns.participant p where p.key_hash = ${hash}`)
}

/** Where a person is asked to answer and the campaign is still open; soonest end first. */
export async function openPartsOf(
  db: Db,
  personId: string,
): Promise<{ roundId: string; campaignId: string; organisationId: string; title: string; name: string; endsOn: string; done: boolean; answered: number }[]> {
  return db.rows(sql`
    select p.round_id as "roundId", c.id as "campaignId", t.organisation_id as "organisationId", c.title, t.name, c.ends_on as "endsOn", p.done_at is not null as done,
           (select count(*) from campaigns.view v where v.round_id = p.round_id and v.participant_id = p.id) as answered
    from campaigns.participant p join campaigns.campaign c on c.id = p.campaign_id join campaigns.part t on t.round_id = p.round_id
    where p.person_id = ${personId} and p.removed_at is null and c.closed_at is null order by c.ends_on, t.name limit 100`)
}

/** Takes someone off the list of one of these rounds; a personal link and the address it went to are forgotten. */
export async function removeParticipant(db: Db, roundIds: readonly string[], id: string, at: Date): Promise<boolean> {
  const row = await db.one(sql`
    update campaigns.participant set removed_at = ${at}, label = '', email = null, key_hash = null
    where id = ${id} and round_id = any(${roundIds}::text[]) and removed_at is null returning id`)
  return row !== undefined
}

/** Back on the list, as the same person. */
export const restoreParticipant = (db: Db, id: string) => db.rows(sql`update campaigns.participant set removed_at = null where id = ${id}`)

/** A new link in the place of the old one. */
export async function renewLink(db: Db, roundIds: readonly string[], id: string, keyHash: string): Promise<Participant | undefined> {
  return db.one<Participant>(sql`
    update campaigns.participant p set key_hash = ${keyHash} where p.id = ${id} and p.round_id = any(${roundIds}::text[]) and p.key_hash is not null returning ${participantColumns}`)
}

export async function setDone(db: Db, id: string, at: Date | null): Promise<void> {
  await db.rows(sql`update campaigns.participant set done_at = ${at} where id = ${id}`)
}

export async function assignmentsOf(db: Db, campaignId: string): Promise<Assignment[]> {
  return db.rows<Assignment>(sql`
    select subject, function, participant_id as "participantId" from campaigns.assignment where campaign_id = ${campaignId} order by subject, function limit 2000`)
}

export async function replaceAssignments(db: Db, campaignId: string, assignments: readonly Assignment[]): Promise<void> {
  await db.rows(sql`delete from campaigns.assignment where campaign_id = ${campaignId}`)
  await db.rows(sql`
    insert into campaigns.assignment (campaign_id, subject, function, participant_id)
    select ${campaignId}, g.subject, g.function, g."participantId" from jsonb_to_recordset(${JSON.stringify(assignments)}::jsonb) as g (subject text, function text, "participantId" text)
    on conflict do nothing`)
}

/**
 * Closes the campaign. Addresses and links of people without an account have done their work. What was promised without names loses the
 * thread: each view gets an id of its own that leads to nobody, also not for who has the database.
 */
export async function closeCampaign(db: Db, { id, anonymity }: Pick<Campaign, 'id' | 'anonymity'>, at: Date): Promise<void> {
  await db.rows(sql`update campaigns.campaign set closed_at = ${at} where id = ${id} and closed_at is null`)
  await db.rows(sql`update campaigns.participant set email = null, key_hash = null where campaign_id = ${id}`)
  if (anonymity !== 'named')
    await db.rows(sql`
      update campaigns.view set participant_id = gen_random_uuid()::text, answered_at = ${at}
      where round_id in (select round_id from campaigns.part where campaign_id = ${id})`)
  if (anonymity === 'anonymous') await db.rows(sql`update campaigns.view set function = '' where round_id in (select round_id from campaigns.part where campaign_id = ${id})`)
}

/** Campaigns that are open and end on one of these days, and whose people were not reminded today. */
export async function endingOn(db: Db, days: readonly string[], today: string): Promise<Campaign[]> {
  const rows = await db.rows<CampaignRow>(sql`
    select ${campaignColumns} from campaigns.campaign c
    where c.closed_at is null and not c.example and c.ends_on = any(${days}::date[]) and not exists (select from campaigns.reminder r where r.campaign_id = c.id and r.day = ${today}::date)
    order by c.id limit 1000`)
  return rows.map(campaignFrom)
}

/** False when someone was before us. */
export async function markReminded(db: Db, campaignId: string, day: string): Promise<boolean> {
  return (await db.one(sql`insert into campaigns.reminder (campaign_id, day) values (${campaignId}, ${day}::date) on conflict do nothing returning day`)) !== undefined
}

/** For who asks for their own data, and for erasing it. */
export async function participationsOf(
  db: Db,
  personId: string,
): Promise<{ roundId: string; function: string; conditionId: string | null; level: number | null; judgement: string | null; reason: string | null }[]> {
  return db.rows(sql`
    select p.round_id as "roundId", p.function, v.condition_id as "conditionId", v.level, v.judgement, v.reason
    from campaigns.participant p left join campaigns.view v on v.round_id = p.round_id and v.participant_id = p.id
    where p.person_id = ${personId} order by p.round_id, v.condition_id limit 20000`)
}

/** Who took part in rounds that closed before this: how many and with which function stays, who not. */
export const forgetParticipants = async (tx: Db, before: Date): Promise<number> =>
  (
    await tx.rows(sql`
      update campaigns.participant p set person_id = null, label = '', email = null, key_hash = null from campaigns.campaign c
      where c.id = p.campaign_id and c.closed_at < ${before} and (p.person_id is not null or p.label <> '' or p.email is not null or p.key_hash is not null) returning p.id`)
  ).length

/** What someone answered stays for the organisation, without who it was. */
export async function forgetPerson(db: Db, personId: string): Promise<void> {
  await db.rows(sql`
    update campaigns.view v set participant_id = gen_random_uuid()::text from campaigns.participant p
    where p.person_id = ${personId} and v.round_id = p.round_id and v.participant_id = p.id`)
  await db.rows(sql`delete from campaigns.participant where person_id = ${personId}`)
  await db.rows(sql`update campaigns.campaign set created_by = null where created_by = ${personId}`)
  await db.rows(sql`update campaigns.settlement set settled_by = null where settled_by = ${personId}`)
}
