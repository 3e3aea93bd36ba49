import type { Db } from '#platform/db'
import type { PersonFunction, Right } from '#platform/rights'
import { sql, type Sql } from '#platform/sql'
import type { Membership, Reached } from '../membership.ts'
import type { Organisation } from '../organisation.ts'

/**
 * Every organisation in a person's reach: where they belong, the schools of such a board, the locations of such a school; and, to read
 * only, boards that merged. `secondStep`: it, or what stands above it, asks everyone there for one.
 */
export const reachOf = (db: Db, personId: string): Promise<Reached[]> => db.rows<Reached>(reachFor(sql`${personId}::uuid`))

/** The same as part of a larger question: `personId` may be a column of that. */
export const reachFor = (personId: Sql): Sql => sql`
    with recursive reach as (
      select m.organisation_id, case when o.merged_into is null then m.rights else 'reader' end as rights, m.functions, 0 as depth,
        coalesce(o.second_step_since, p.second_step_since, g.second_step_since) is not null as second_step, array_remove(array[p.id, g.id], null) as above
      from organisations.membership m join organisations.organisation o on o.id = m.organisation_id
        left join organisations.organisation p on p.id = o.parent_id left join organisations.organisation g on g.id = p.parent_id
      where m.person_id = ${personId} and m.ended_at is null
      union all
      select below.id, below.rights, r.functions, r.depth + 1, r.second_step or below.second_step, below.above from reach r cross join lateral (
        select o.id, r.rights, o.second_step_since is not null as second_step, r.organisation_id || r.above as above from organisations.organisation o where o.parent_id = r.organisation_id
        union all
        select o.id, 'reader'::text, o.second_step_since is not null, array_remove(array[o.parent_id, (select u.parent_id from organisations.organisation u where u.id = o.parent_id)], null)
        from organisations.organisation o where o.merged_into = r.organisation_id and r.rights = 'owner') below
      where r.depth < 2)
    select organisation_id as "organisationId", rights as "right", functions, second_step as "secondStep", above from reach limit 20000`

/** False when this person belongs there already. */
export async function insertMembership(db: Db, membership: Membership & { grantedBy: string | null }): Promise<boolean> {
  const row = await db.one(sql`
    insert into organisations.membership (id, person_id, organisation_id, functions, rights, since, granted_by)
    values (${membership.id}, ${membership.personId}, ${membership.organisationId}, ${membership.functions}::text[], ${membership.right}, ${membership.since}, ${membership.grantedBy})
    on conflict (person_id, organisation_id) where ended_at is null do nothing returning id`)
  return row !== undefined
}

/** Who belongs to these organisations themselves, not through their board. */
export async function membersOf(db: Db, organisationIds: readonly string[]): Promise<Membership[]> {
  return db.rows<Membership>(sql`
    select id, person_id as "personId", organisation_id as "organisationId", functions, rights as "right", since
    from organisations.membership where organisation_id = any(${organisationIds}::uuid[]) and ended_at is null order by since, id limit 5000`)
}

export async function membershipById(db: Db, organisationId: string, id: string): Promise<Membership | undefined> {
  return db.one<Membership>(sql`
    select id, person_id as "personId", organisation_id as "organisationId", functions, rights as "right", since
    from organisations.membership where id = ${id} and organisation_id = ${organisationId} and ended_at is null`)
}

export async function membershipsOfPerson(db: Db, personId: string): Promise<(Membership & { name: string; endedAt: Date | null })[]> {
  return db.rows(sql`
    select m.id, m.person_id as "personId", m.organisation_id as "organisationId", m.functions, m.rights as "right", m.since, m.ended_at as "endedAt", o.name
    from organisations.membership m join organisations.organisation o on o.id = m.organisation_id
    where m.person_id = ${personId} order by m.ended_at is not null, o.kind_order, o.name, m.since limit 500`)
}

/** The owners of an organisation, of its own and of what stands above it. A board that merged has none. */
export async function ownersOf(db: Db, organisationId: string): Promise<{ membershipId: string; personId: string; organisationId: string }[]> {
  return db.rows(sql`
    with recursive above as (
      select o.id, o.parent_id, 0 as depth from organisations.organisation o where o.id = ${organisationId} and o.merged_into is null
      union all
      select o.id, o.parent_id, a.depth + 1 from above a join organisations.organisation o on o.id = a.parent_id where a.depth < 2 and o.merged_into is null)
    select m.id as "membershipId", m.person_id as "personId", m.organisation_id as "organisationId"
    from above a join organisations.membership m on m.organisation_id = a.id where m.rights = 'owner' and m.ended_at is null order by a.depth, m.since limit 200`)
}

/** Like `ownersOf`, for everything a person owns: what has no other owner, of its own or above it. Locks as `waitForTurn` does, in the same order. */
export async function ownedOnlyBy(db: Db, personId: string): Promise<Pick<Organisation, 'id' | 'name' | 'origin'>[]> {
  await db.rows(sql`
    with owned as (select organisation_id as id from organisations.membership where person_id = ${personId} and rights = 'owner' and ended_at is null)
    select o.id from organisations.organisation o
    where o.id in (select id from owned) or o.id in (select s.parent_id from organisations.organisation s where s.id in (select id from owned))
    order by o.id for no key update`)
  return db.rows(sql`
    with recursive above as (
      select o.id as owned, o.id, o.parent_id, 0 as depth from organisations.membership m join organisations.organisation o on o.id = m.organisation_id
      where m.person_id = ${personId} and m.rights = 'owner' and m.ended_at is null and o.merged_into is null
      union all
      select a.owned, o.id, o.parent_id, a.depth + 1 from above a join organisations.organisation o on o.id = a.parent_id where a.depth < 2 and o.merged_into is null)
    select o.id, o.name, o.origin from organisations.organisation o
    where o.id in (select owned from above) and not exists (
      select from above a join organisations.membership m on m.organisation_id = a.id
      where a.owned = o.id and m.rights = 'owner' and m.ended_at is null and m.person_id <> ${personId})
    order by o.kind_order, o.name, o.id limit 500`)
}

/** Whoever changes who owns an organisation does so one after the other, its board included, so that two owners cannot remove one another at once. */
export async function waitForTurn(tx: Db, organisationId: string): Promise<void> {
  await tx.rows(sql`
    select o.id from organisations.organisation o
    where o.id = ${organisationId} or o.id = (select s.parent_id from organisations.organisation s where s.id = ${organisationId})
    order by o.id for no key update`)
}

export async function changeMembership(tx: Db, id: string, { functions, right }: { functions: readonly PersonFunction[]; right: Right }): Promise<void> {
  await tx.rows(sql`update organisations.membership set functions = ${functions}::text[], rights = ${right} where id = ${id} and ended_at is null`)
}

/** False when it had ended already. */
export async function endMembership(tx: Db, id: string, at: Date): Promise<boolean> {
  return (await tx.one(sql`update organisations.membership set ended_at = ${at} where id = ${id} and ended_at is null returning id`)) !== undefined
}

export const forgetEnded = async (tx: Db, before: Date): Promise<number> =>
  (await tx.rows(sql`delete from organisations.membership where ended_at < ${before} returning id`)).length

export async function endMembershipsOf(tx: Db, personId: string, at: Date): Promise<void> {
  await tx.rows(sql`update organisations.membership set ended_at = ${at} where person_id = ${personId} and ended_at is null`)
}
