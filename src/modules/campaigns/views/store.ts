import type { Db } from '#platform/db'
import { sql } from '#platform/sql'
import type { Level } from '#modules/instruments'
import type { View, ViewJudgement } from './view.ts'

type ViewRow = { condition_id: string; participant_id: string; function: View['function']; version: number; judgement: ViewJudgement['kind']; level: Level | null; reason: string }
const columns = sql`v.condition_id, v.participant_id, v.function, v.version, v.judgement, v.level, v.reason`

const viewFrom = (row: ViewRow): View => ({
  conditionId: row.condition_id,
  participantId: row.participant_id,
  function: row.function,
  version: row.version,
  judgement: row.judgement === 'level' && row.level !== null ? { kind: 'level', level: row.level } : { kind: row.judgement === 'unknown' ? 'unknown' : 'not-applicable' },
  reason: row.reason,
})

export async function viewsOfParticipant(db: Db, roundId: string, participantId: string): Promise<Map<string, View>> {
  const rows = await db.rows<ViewRow>(sql`select ${columns} from campaigns.view v where v.round_id = ${roundId} and v.participant_id = ${participantId} limit 1000`)
  return new Map(rows.map((row) => [row.condition_id, viewFrom(row)]))
}

/** All views in a round, by condition. */
export async function viewsOfRound(db: Db, roundId: string, conditionId?: string): Promise<Map<string, View[]>> {
  const rows = await db.rows<ViewRow>(
    conditionId === undefined
      ? sql`select ${columns} from campaigns.view v where v.round_id = ${roundId} limit 20000`
      : sql`select ${columns} from campaigns.view v where v.round_id = ${roundId} and v.condition_id = ${conditionId} limit 2000`,
  )
  const byCondition = new Map<string, View[]>()
  for (const row of rows) {
    const known = byCondition.get(row.condition_id)
    if (known) known.push(viewFrom(row))
    else byCondition.set(row.condition_id, [viewFrom(row)])
  }
  return byCondition
}

/**
 * Stores one view, if the campaign is open and the person saw the latest. Undefined: it changed, or the campaign closed. Two tabs of
 * one person are two people as far as this is concerned.
 */
export async function saveView(db: Db, roundId: string, view: View & { at: Date }): Promise<number | undefined> {
  const { judgement } = view
  const row = await db.one<{ version: number }>(sql`
    with open as (
      select t.round_id from campaigns.part t join campaigns.campaign c on c.id = t.campaign_id where t.round_id = ${roundId} and c.closed_at is null for key share of c)
    insert into campaigns.view as v (round_id, condition_id, participant_id, function, judgement, level, reason, answered_at)
    select round_id, ${view.conditionId}, ${view.participantId}, ${view.function}, ${judgement.kind}, ${judgement.kind === 'level' ? judgement.level : null}::smallint, ${view.reason}, ${view.at}::timestamptz
    from open
    where ${view.version}::integer = 0 or exists (
      select from campaigns.view where round_id = ${roundId} and condition_id = ${view.conditionId} and participant_id = ${view.participantId})
    on conflict (round_id, condition_id, participant_id) do update set
      version = v.version + 1, function = excluded.function, judgement = excluded.judgement, level = excluded.level, reason = excluded.reason, answered_at = excluded.answered_at
      where v.version = ${view.version}
    returning version`)
  return row?.version
}
