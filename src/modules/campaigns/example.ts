import type { Db } from '#platform/db'
import { newId } from '#platform/secret'
import { sql } from '#platform/sql'
import type { PersonFunction } from '#platform/rights'
import type { Part } from './campaign.ts'
import type { Settlement } from './conversation/conversation.ts'
import { settle } from './conversation/store.ts'
import { insertCampaign, insertParts } from './store.ts'
import type { View } from './views/view.ts'

export type ExampleView = Pick<View, 'conditionId' | 'judgement' | 'reason'>
export type ExampleSeat = { function: PersonFunction; done: boolean; views: ExampleView[]; at: Date }
type ExamplePart = Part & { seats: ExampleSeat[]; settled: (Pick<Settlement, 'conditionId' | 'outcome' | 'reason' | 'agreedBy' | 'dissent'> & { settledAt: Date })[] }
export type ExampleCampaign = { boardId: string; title: string; startsOn: string; endsOn: string; at: Date; parts: ExamplePart[] }

/**
 * A made-up campaign that everyone may look at. Who takes part is a function: there is no account, no address and no link, so nobody can
 * be written to and nobody can answer.
 */
export async function insertExample(tx: Db, { parts, at, ...about }: ExampleCampaign): Promise<void> {
  const campaign = { ...about, id: newId(), scope: 'both' as const, anonymity: 'function' as const, byLink: false, example: true, createdBy: null, createdAt: at, closedAt: null }
  await insertCampaign(tx, campaign)
  await insertParts(
    tx,
    campaign.id,
    parts.map(({ roundId, organisationId, name, scope }) => ({ roundId, organisationId, name, scope })),
  )
  const seats = parts.flatMap(({ roundId, seats: all }) => all.map((seat, nr) => ({ ...seat, id: newId(), roundId, label: `Deelnemer ${nr + 1}` })))
  await tx.rows(sql`
    insert into campaigns.participant (id, campaign_id, round_id, function, label, invited_at, done_at)
    select g.id, ${campaign.id}, g."roundId", g.function, g.label, ${at}, case when g.done then g.at end
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as g (id text, "roundId" text, function text, label text, done boolean, at timestamptz)`)
  const views = seats.flatMap(({ id, roundId, function: as, views: said, at: answeredAt }) =>
    said.map(({ conditionId, judgement, reason }) => ({
      roundId,
      conditionId,
      participantId: id,
      as,
      judgement: judgement.kind,
      level: judgement.kind === 'level' ? judgement.level : null,
      reason,
      at: answeredAt,
    })),
  )
  await tx.rows(sql`
    insert into campaigns.view (round_id, condition_id, participant_id, function, judgement, level, reason, answered_at)
    select g."roundId", g."conditionId", g."participantId", g."as", g.judgement, g.level, g.reason, g.at
    from jsonb_to_recordset(${JSON.stringify(views)}::jsonb)
      as g ("roundId" text, "conditionId" text, "participantId" text, "as" text, judgement text, level smallint, reason text, at timestamptz)`)
  for (const { roundId, settled } of parts) for (const one of settled) await settle(tx, roundId, { ...one, settledBy: null })
}
