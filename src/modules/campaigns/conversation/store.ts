import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Anonymity } from '../campaign.ts'
import type { Settlement } from './conversation.ts'

export type Stage = { conditionId: string; revealed: boolean }

export const stageOf = (db: Db, roundId: string) => db.one<Stage>(sql`select condition_id as "conditionId", revealed from campaigns.conversation where round_id = ${roundId}`)

/** Puts a condition on the screen. Taken up again, what was shown stays shown. True for the one call that begins the conversation. */
export async function setStage(db: Db, roundId: string, stage: Stage, at: Date): Promise<boolean> {
  const row = await db.one<{ began: boolean }>(sql`
    insert into campaigns.conversation (round_id, condition_id, revealed, changed_at) values (${roundId}, ${stage.conditionId}, ${stage.revealed}, ${at})
    on conflict (round_id) do update set condition_id = excluded.condition_id, revealed = excluded.revealed, changed_at = excluded.changed_at
    returning xmax = 0 as began`)
  return row?.began ?? false
}

export async function settlementsOf(db: Db, roundId: string): Promise<Map<string, Settlement>> {
  const rows = await db.rows<Settlement>(sql`
    select condition_id as "conditionId", outcome, reason, agreed_by as "agreedBy", dissent, settled_by as "settledBy", settled_at as "settledAt", version
    from campaigns.settlement where round_id = ${roundId} limit 1000`)
  return new Map(rows.map((row) => [row.conditionId, row]))
}

type SettledIn = Settlement & { organisationId: string; anonymity: Anonymity }

/** What was settled in any of these rounds, the latest last, with what was promised there about names. */
export const settledIn = (db: Db, roundIds: readonly string[]) =>
  db.rows<SettledIn>(sql`
    select s.condition_id as "conditionId", s.outcome, s.reason, s.agreed_by as "agreedBy", s.dissent, s.settled_by as "settledBy", s.settled_at as "settledAt", s.version,
           p.organisation_id as "organisationId", c.anonymity
    from campaigns.settlement s join campaigns.part p on p.round_id = s.round_id join campaigns.campaign c on c.id = p.campaign_id
    where s.round_id = any(${roundIds}::text[]) order by s.settled_at, s.condition_id limit 2000`)

/** Held until the transaction ends: what is settled in one round is settled one after the other. People go on answering meanwhile. */
export const lockPart = (db: Db, roundId: string) => db.rows(sql`select round_id from campaigns.part where round_id = ${roundId} for no key update`)

/** What is about to be settled: its version comes from what stood there. */
export type Unsettled = Omit<Settlement, 'version'>

export async function settle(db: Db, roundId: string, settlement: Unsettled): Promise<void> {
  await db.rows(sql`
    insert into campaigns.settlement (round_id, condition_id, outcome, reason, agreed_by, dissent, settled_by, settled_at)
    values (${roundId}, ${settlement.conditionId}, ${settlement.outcome}, ${settlement.reason}, ${settlement.agreedBy}, ${settlement.dissent}, ${settlement.settledBy}, ${settlement.settledAt})
    on conflict (round_id, condition_id) do update set
      outcome = excluded.outcome, reason = excluded.reason, agreed_by = excluded.agreed_by, dissent = excluded.dissent, settled_by = excluded.settled_by, settled_at = excluded.settled_at,
      version = campaigns.settlement.version + 1`)
}
