import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Claim } from './claim.ts'
import type { Website } from './mail-domain.ts'

/** Organisations of the register whose website holds this domain; that it is really theirs is for the caller to look at. A domain holds no sign that `ilike` reads. */
export async function websitesWith(db: Db, domain: string): Promise<Website[]> {
  return db.rows<Website>(sql`
    select o.id, o.parent_id as "parentId", coalesce(g.id, p.id, o.id) as "topId", o.website
    from organisations.organisation o left join organisations.organisation p on p.id = o.parent_id left join organisations.organisation g on g.id = p.parent_id
    where o.origin = 'register' and o.gone_at is null and o.website ilike ${`%${domain}%`} limit 2000`)
}

const columns = sql`c.id, c.organisation_id as "organisationId", c.person_id as "personId", c.functions, c.asked_at as "askedAt" from organisations.claim c`

export async function openClaimOf(db: Db, organisationId: string, personId: string): Promise<Claim | undefined> {
  return db.one<Claim>(sql`select ${columns} where c.organisation_id = ${organisationId} and c.person_id = ${personId} and c.decided_at is null`)
}

/** How many requests of this person are open, and whether this organisation refused them since. */
export async function claimsBefore(db: Db, organisationId: string, personId: string, since: Date): Promise<{ open: number; refused: boolean }> {
  const row = await db.one<{ open: number; refused: boolean | null }>(sql`
    select count(*) filter (where decided_at is null) as open,
      bool_or(organisation_id = ${organisationId} and granted = false and decided_at > ${since}) as refused
    from organisations.claim where person_id = ${personId}`)
  return { open: row?.open ?? 0, refused: row?.refused ?? false }
}

/** False when the same request is open already. */
export async function insertClaim(tx: Db, claim: Claim): Promise<boolean> {
  const row = await tx.one(sql`
    insert into organisations.claim (id, organisation_id, person_id, functions, asked_at)
    values (${claim.id}, ${claim.organisationId}, ${claim.personId}, ${claim.functions}::text[], ${claim.askedAt})
    on conflict (organisation_id, person_id) where decided_at is null do nothing returning id`)
  return row !== undefined
}

/** Open requests at an organisation and at the schools below it. */
export async function openClaimsAt(db: Db, organisationId: string): Promise<Claim[]> {
  return db.rows<Claim>(sql`
    select ${columns} join organisations.organisation o on o.id = c.organisation_id
    where (o.id = ${organisationId} or o.parent_id = ${organisationId}) and c.decided_at is null order by c.asked_at limit 200`)
}

/** Open requests at organisations that nobody owns, themselves or through their board. */
export async function openClaimsWithoutOwner(db: Db): Promise<Claim[]> {
  return db.rows<Claim>(sql`
    select ${columns} join organisations.organisation o on o.id = c.organisation_id
    where c.decided_at is null and not exists (
      select 1 from organisations.membership m where m.organisation_id in (o.id, o.parent_id) and m.rights = 'owner' and m.ended_at is null)
    order by c.asked_at limit 200`)
}

export async function claimById(db: Db, id: string): Promise<Claim | undefined> {
  return db.one<Claim>(sql`select ${columns} where c.id = ${id} and c.decided_at is null`)
}

/** Once only: of two who decide at one moment, the second finds it decided. */
export async function decideClaim(tx: Db, id: string, decision: { by: string; at: Date; granted: boolean }): Promise<boolean> {
  const row = await tx.one(sql`
    update organisations.claim set decided_at = ${decision.at}, decided_by = ${decision.by}, granted = ${decision.granted}
    where id = ${id} and decided_at is null returning id`)
  return row !== undefined
}

export async function claimsOfPerson(db: Db, personId: string): Promise<{ organisation: string; askedAt: Date; decidedAt: Date | null; granted: boolean | null }[]> {
  return db.rows(sql`
    select o.name as organisation, c.asked_at as "askedAt", c.decided_at as "decidedAt", c.granted
    from organisations.claim c join organisations.organisation o on o.id = c.organisation_id where c.person_id = ${personId} order by c.asked_at limit 200`)
}

export async function forgetClaims(tx: Db, before: Date): Promise<void> {
  await tx.rows(sql`delete from organisations.claim where coalesce(decided_at, asked_at) < ${before}`)
}

export async function eraseClaimsOf(tx: Db, personId: string): Promise<void> {
  await tx.rows(sql`delete from organisations.claim where person_id = ${personId}`)
}
