import { auditEntry } from '#platform/audit'
import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import {
  kinds,
  type JointAction,
  type JointActionFields,
  type Kind,
  type Member,
  type Message,
  type MessageFields,
  type Network,
  type NetworkFields,
  type Part,
} from './network.ts'

const network = sql`n.id, n.name, n.about, n.contact, n.link_number as "linkNumber", n.version, n.created_at as "createdAt"`

export const networkById = (db: Db, id: string) => db.one<Network>(sql`select ${network} from networks.network n where n.id = ${id}`)

/** False when there is one with this id already. */
export async function insertNetwork(db: Db, made: { id: string; by: string; at: Date }, fields: NetworkFields): Promise<boolean> {
  const row = await db.one(sql`
    insert into networks.network (id, name, about, contact, created_by, created_at) values (${made.id}, ${fields.name}, ${fields.about}, ${fields.contact}, ${made.by}, ${made.at})
    on conflict (id) do nothing returning id`)
  return row !== undefined
}

export const renewLink = (db: Db, id: string) => db.rows(sql`update networks.network set link_number = link_number + 1 where id = ${id}`)

type MemberRow = Omit<Member, 'shared'> & { levels: Date | null; wishes: Date | null; plan: Date | null }
const member = sql`m.network_id as "networkId", m.organisation_id as "organisationId", m.coordinator, m.joined_at as "joinedAt", m.levels_since as levels,
  m.wishes_since as wishes, m.plan_since as plan`
const memberFrom = ({ levels, wishes, plan, ...row }: MemberRow): Member => ({ ...row, shared: { levels, wishes, plan } })

export const membersOf = async (db: Db, networkId: string): Promise<Member[]> =>
  (
    await db.rows<MemberRow>(
      sql`select ${member} from networks.member m where m.network_id = ${networkId} and m.left_at is null order by m.joined_at, m.organisation_id limit 1000`,
    )
  ).map(memberFrom)

/** The networks of one board, by name, each with how it takes part. */
export async function networksOf(db: Db, organisationId: string): Promise<{ network: Network; member: Member }[]> {
  const rows = await db.rows<MemberRow & Network>(sql`
    select ${member}, ${network} from networks.member m join networks.network n on n.id = m.network_id
    where m.organisation_id = ${organisationId} and m.left_at is null order by lower(n.name), n.id limit 200`)
  return rows.map(({ id, name, about, contact, linkNumber, version, createdAt, ...row }) => ({
    network: { id, name, about, contact, linkNumber, version, createdAt },
    member: memberFrom(row),
  }))
}

/** Who was here before comes back without sharing. False when it is a member already. */
export async function join(db: Db, networkId: string, organisationId: string, coordinator: boolean, at: Date): Promise<boolean> {
  const row = await db.one(sql`
    insert into networks.member as m (network_id, organisation_id, coordinator, joined_at) values (${networkId}, ${organisationId}, ${coordinator}, ${at})
    on conflict (network_id, organisation_id) do update set joined_at = ${at}, left_at = null where m.left_at is not null returning m.network_id`)
  return row !== undefined
}

/** Everything it shared is no longer shared. A network without a coordinator gets the board that is a member longest. */
export async function leave(db: Db, networkId: string, organisationId: string, at: Date): Promise<boolean> {
  const row = await db.one(sql`
    update networks.member set left_at = ${at}, levels_since = null, wishes_since = null, plan_since = null, coordinator = false
    where network_id = ${networkId} and organisation_id = ${organisationId} and left_at is null returning network_id`)
  await db.rows(sql`
    update networks.member set coordinator = true
    where network_id = ${networkId} and not exists (select from networks.member c where c.network_id = ${networkId} and c.coordinator)
      and organisation_id = (select o.organisation_id from networks.member o where o.network_id = ${networkId} and o.left_at is null order by o.joined_at, o.organisation_id limit 1)`)
  return row !== undefined
}

/** What is shared already keeps its day. */
export async function share(db: Db, networkId: string, organisationId: string, chosen: readonly Kind[], at: Date): Promise<void> {
  const [levels, wishes, plan] = kinds.map((kind) => (chosen.includes(kind) ? at : null))
  await db.rows(sql`
    update networks.member set
      levels_since = case when ${levels ?? null}::timestamptz is null then null else coalesce(levels_since, ${levels ?? null}::timestamptz) end,
      wishes_since = case when ${wishes ?? null}::timestamptz is null then null else coalesce(wishes_since, ${wishes ?? null}::timestamptz) end,
      plan_since = case when ${plan ?? null}::timestamptz is null then null else coalesce(plan_since, ${plan ?? null}::timestamptz) end
    where network_id = ${networkId} and organisation_id = ${organisationId} and left_at is null`)
}

const message = sql`g.id, g.network_id as "networkId", g.organisation_id as "organisationId", g.kind, g.condition_id as "conditionId", g.text, g.practice_id as "practiceId",
  g.created_at as "createdAt"`

/** Open asks and offers of boards that are members, the newest first. */
export const messagesOf = (db: Db, networkId: string) =>
  db.rows<Message>(sql`
    select ${message} from networks.message g join networks.member m on m.network_id = g.network_id and m.organisation_id = g.organisation_id and m.left_at is null
    where g.network_id = ${networkId} and g.closed_at is null order by g.created_at desc, g.id limit 200`)

export async function insertMessage(db: Db, made: { id: string; networkId: string; by: string; at: Date }, fields: MessageFields): Promise<boolean> {
  const row = await db.one(sql`
    insert into networks.message (id, network_id, organisation_id, kind, condition_id, text, practice_id, created_by, created_at)
    values (${made.id}, ${made.networkId}, ${fields.organisationId}, ${fields.kind}, ${fields.conditionId}, ${fields.text}, ${fields.practiceId}, ${made.by}, ${made.at})
    on conflict (id) do nothing returning id`)
  return row !== undefined
}

export const messageById = (db: Db, networkId: string, id: string) =>
  db.one<Message>(sql`select ${message} from networks.message g where g.id = ${id} and g.network_id = ${networkId} and g.closed_at is null`)
export const closeMessage = (db: Db, id: string, at: Date) => db.rows(sql`update networks.message set closed_at = ${at} where id = ${id} and closed_at is null`)

const joint = sql`j.id, j.network_id as "networkId", j.organisation_id as "organisationId", j.title, j.why, j.condition_id as "conditionId", j.term, j.created_at as "createdAt"`

export const jointActionsOf = (db: Db, networkId: string) =>
  db.rows<JointAction>(sql`select ${joint} from networks.joint_action j where j.network_id = ${networkId} order by j.created_at desc, j.id limit 200`)
/** Held for the rest of the transaction: a board that accepts twice at once makes one action. */
export const lockJointAction = (db: Db, networkId: string, id: string) =>
  db.one<JointAction>(sql`select ${joint} from networks.joint_action j where j.id = ${id} and j.network_id = ${networkId} for update`)

export async function insertJointAction(db: Db, made: { id: string; networkId: string; by: string; at: Date }, fields: JointActionFields): Promise<boolean> {
  const row = await db.one(sql`
    insert into networks.joint_action (id, network_id, organisation_id, title, why, condition_id, term, created_by, created_at)
    values (${made.id}, ${made.networkId}, ${fields.organisationId}, ${fields.title}, ${fields.why}, ${fields.conditionId}, ${fields.term}, ${made.by}, ${made.at})
    on conflict (id) do nothing returning id`)
  return row !== undefined
}

/** Who takes part in the joint actions of a network, of the boards that are members now. */
export const partsOf = (db: Db, networkId: string) =>
  db.rows<Part>(sql`
    select p.joint_action_id as "jointActionId", p.organisation_id as "organisationId", p.action_id as "actionId"
    from networks.part p join networks.joint_action j on j.id = p.joint_action_id
    join networks.member m on m.network_id = j.network_id and m.organisation_id = p.organisation_id and m.left_at is null
    where j.network_id = ${networkId} order by p.at, p.organisation_id limit 20000`)

export const partOf = (db: Db, jointActionId: string, organisationId: string) =>
  db.one<{ actionId: string }>(sql`select action_id as "actionId" from networks.part where joint_action_id = ${jointActionId} and organisation_id = ${organisationId}`)
export const insertPart = (db: Db, part: Part, at: Date) =>
  db.rows(sql`insert into networks.part (joint_action_id, organisation_id, action_id, at) values (${part.jointActionId}, ${part.organisationId}, ${part.actionId}, ${at})`)

export const log = (db: Db, entry: Parameters<typeof auditEntry>[0]) => db.rows(auditEntry(entry))

/** What is kept about one person. */
export const ofPerson = (db: Db, personId: string) =>
  db.rows<{ what: string; text: string; at: Date }>(sql`
    select 'made the network' as what, name as text, created_at as at from networks.network where created_by = ${personId}
    union all select 'wrote', text, created_at from networks.message where created_by = ${personId}
    union all select 'proposed', title, created_at from networks.joint_action where created_by = ${personId} limit 10000`)

export async function forgetPerson(db: Db, personId: string): Promise<void> {
  await db.rows(sql`update networks.network set created_by = null where created_by = ${personId}`)
  await db.rows(sql`update networks.message set created_by = null where created_by = ${personId}`)
  await db.rows(sql`update networks.joint_action set created_by = null where created_by = ${personId}`)
}
