import type { Db } from '#platform/db'
import { sql } from '#platform/sql'

/** What is written about one condition by one writer; nobody else writes it, so what stands there afterwards is known. */
export type Cell = {
  kind: 'view' | 'answer' | 'settlement'
  roundId: string
  conditionId: string
  personId: string
  version: number
  /** The words of the last write that was answered with 303. */
  acknowledged: string
  /** The words of the write that the kill came through: they may be there or not, but not half. */
  underWay: string
}
export type Adoption = { campaignId: string; by: string; rounds: number }

/** What writers were told is stored. */
export class Ledger {
  readonly cells: Cell[] = []
  readonly adoptions: Adoption[] = []
  acknowledged = 0
}

type Stored = { kind: Cell['kind']; round: string; condition: string; person: string; version: number; words: string }

/** Compares what was acknowledged with what a database has. What is missing or half comes back in words; what was under way and arrived becomes what is known. */
export async function compare(ledger: Ledger, db: Db): Promise<{ lost: string[]; half: string[] }> {
  const stored = new Map<string, Stored>()
  const rounds = [...new Set(ledger.cells.map((cell) => cell.roundId))]
  for (const row of await db.rows<Stored>(sql`
    select 'view' as kind, v.round_id as round, v.condition_id as condition, p.person_id::text as person, v.version, v.reason as words
    from campaigns.view v join campaigns.participant p on p.id = v.participant_id where v.round_id = any(${rounds}::text[])
    union all select 'answer', a.round_id, a.condition_id, '', a.version, a.note from assessments.answer a where a.round_id = any(${rounds}::text[])
    union all select 'settlement', s.round_id, s.condition_id, '', a.version, s.reason
      from campaigns.settlement s left join assessments.answer a on a.round_id = s.round_id and a.condition_id = s.condition_id where s.round_id = any(${rounds}::text[])`))
    stored.set([row.kind, row.round, row.condition, row.person].join('/'), row)

  const lost: string[] = []
  for (const cell of ledger.cells) {
    const name = [cell.kind, cell.roundId, cell.conditionId, cell.kind === 'view' ? cell.personId : ''].join('/')
    const found = stored.get(name)
    const words = found?.words ?? ''
    if (words !== cell.acknowledged && words !== cell.underWay) lost.push(`${name}: ${cell.acknowledged} was acknowledged, ${words || 'nothing'} is there`)
    Object.assign(cell, { version: found?.version ?? 0, acknowledged: words, underWay: '' })
  }
  const adopted = await db.rows<{ campaign: string; by: string; rounds: number }>(sql`
    select p.campaign_id as campaign, r.adopted_by as by, count(*) as rounds from campaigns.part p join assessments.round r on r.id = p.round_id where r.adopted_at is not null group by 1, 2`)
  for (const { campaignId, by, rounds: count } of ledger.adoptions)
    if (!adopted.some((row) => row.campaign === campaignId && row.by === by && row.rounds === count)) lost.push(`adoption of ${campaignId} by ${by}`)
  return { lost, half: await halves(db) }
}

/** What may never be there, whoever wrote it and whatever was answered. */
async function halves(db: Db): Promise<string[]> {
  const rows = await db.rows<{ what: string }>(sql`
    select 'campaign ' || p.campaign_id || ' is adopted in part or in two decisions' as what
    from campaigns.part p join assessments.round r on r.id = p.round_id join campaigns.campaign c on c.id = p.campaign_id group by p.campaign_id, c.closed_at
    having bool_or(r.adopted_at is not null) and (not bool_and(r.adopted_at is not null) or count(distinct (r.adopted_at, r.adopted_on, r.adopted_by)) > 1 or c.closed_at is null)
    union all select 'campaign ' || p.campaign_id || ' is closed and has open rounds, or the other way round'
    from campaigns.part p join assessments.round r on r.id = p.round_id join campaigns.campaign c on c.id = p.campaign_id where (c.closed_at is null) <> (r.finished_at is null)
    union all select 'round ' || r.id || ' is adopted without a line in the record' from assessments.round r
    where r.adopted_at is not null and not r.example and exists (select from campaigns.part p where p.round_id = r.id)
      and (select count(*) from audit.entry e where e.verb = 'round.adopted' and e.subject = r.id) <> 1
    union all select 'campaign ' || c.id || ' was made without its rounds' from campaigns.campaign c where not exists (select from campaigns.part p where p.campaign_id = c.id)
    union all select 'settlement of ' || s.round_id || '/' || s.condition_id || ' has no answer that says it' from campaigns.settlement s
    where s.reason <> '' and not exists (select from assessments.answer a where a.round_id = s.round_id and a.condition_id = s.condition_id and position(s.reason in a.note) > 0)
    union all select s.round_id || '/' || s.condition_id || ' is to be found out and no action says so' from campaigns.settlement s
    where s.outcome = 'find-out' and not exists (select from plans.action a where a.origin_round_id = s.round_id and a.origin_condition_id = s.condition_id)`)
  return rows.map((row) => row.what)
}
