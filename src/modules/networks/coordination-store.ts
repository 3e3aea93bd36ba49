import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Network, NetworkFields } from './network.ts'

/** Whoever changes who is in a network, or who coordinates it, does so one after the other. */
export const lockNetwork = async (tx: Db, id: string): Promise<boolean> => (await tx.one(sql`select id from networks.network where id = ${id} for update`)) !== undefined

/** False when it was changed since this version. */
export const changeNetwork = async (tx: Db, { id, version }: Pick<Network, 'id' | 'version'>, { name, about, contact }: NetworkFields): Promise<boolean> =>
  (await tx.one(sql`
    update networks.network set name = ${name}, about = ${about}, contact = ${contact}, version = version + 1 where id = ${id} and version = ${version} returning id`)) !==
  undefined

/** From now on this member coordinates, and no other. */
export async function setCoordinator(tx: Db, networkId: string, organisationId: string): Promise<void> {
  await tx.rows(sql`update networks.member set coordinator = false where network_id = ${networkId} and coordinator and organisation_id <> ${organisationId}`)
  await tx.rows(sql`update networks.member set coordinator = true where network_id = ${networkId} and organisation_id = ${organisationId} and left_at is null`)
}

/** True when the board is asked by this; false when it is asked already, or declined since `since`. */
export const invite = async (tx: Db, networkId: string, organisationId: string, { at, since }: { at: Date; since: Date }): Promise<boolean> =>
  (await tx.one(sql`
    insert into networks.invitation as i (network_id, organisation_id, asked_at) values (${networkId}, ${organisationId}, ${at})
    on conflict (network_id, organisation_id) do update set asked_at = excluded.asked_at, declined_at = null where i.declined_at < ${since} returning i.network_id`)) !== undefined

export const openInvitation = async (db: Db, networkId: string, organisationId: string): Promise<boolean> =>
  (await db.one(sql`
    select network_id from networks.invitation where network_id = ${networkId} and organisation_id = ${organisationId} and declined_at is null`)) !== undefined

export const declineInvitation = async (tx: Db, networkId: string, organisationId: string, at: Date): Promise<boolean> =>
  (await tx.one(sql`
    update networks.invitation set declined_at = ${at}
    where network_id = ${networkId} and organisation_id = ${organisationId} and declined_at is null returning network_id`)) !== undefined

export const endInvitation = (tx: Db, networkId: string, organisationId: string) =>
  tx.rows(sql`delete from networks.invitation where network_id = ${networkId} and organisation_id = ${organisationId}`)

export type Invited = Pick<Network, 'id' | 'name' | 'about' | 'contact'> & { askedAt: Date }

/** What one board was asked, the oldest first. */
export const invitationsOf = (db: Db, organisationId: string) =>
  db.rows<Invited>(sql`
    select n.id, n.name, n.about, n.contact, i.asked_at as "askedAt" from networks.invitation i join networks.network n on n.id = i.network_id
    where i.organisation_id = ${organisationId} and i.declined_at is null order by i.asked_at, n.id limit 100`)

export type Overseen = Pick<Network, 'id' | 'name' | 'createdAt'> & { members: number; coordinatorId: string | null }

/** Every network, for administrators: that it is there, and who coordinates it. */
export const allNetworks = (db: Db) =>
  db.rows<Overseen>(sql`
    select n.id, n.name, n.created_at as "createdAt", count(m.organisation_id)::int as members, (array_agg(m.organisation_id) filter (where m.coordinator))[1] as "coordinatorId"
    from networks.network n left join networks.member m on m.network_id = n.id and m.left_at is null group by n.id order by lower(n.name), n.id limit 1000`)

/** Of these, what was not told yet; from now on it is. */
export const toldNow = async (tx: Db, networkId: string, conditionIds: readonly string[], at: Date): Promise<string[]> =>
  (
    await tx.rows<{ conditionId: string }>(sql`
      insert into networks.told_wish (network_id, condition_id, told_at) select ${networkId}, id, ${at}::timestamptz from unnest(${conditionIds}::text[]) id
      on conflict do nothing returning condition_id as "conditionId"`)
  ).map(({ conditionId }) => conditionId)

/** Networks in which so many boards share their wishes. */
export const networksSharingWishes = (tx: Db, boards: number) =>
  tx.rows<{ id: string; name: string }>(sql`
    select n.id, n.name from networks.network n join networks.member m on m.network_id = n.id and m.left_at is null and m.wishes_since is not null
    group by n.id having count(*) >= ${boards} order by n.id limit 1000`)
