import type { Level } from '#modules/instruments'
import type { Answer, Arranger, CarriedAs, Judgement } from './answer.ts'
import type { AnswererRole, Round, Scope, Sector } from './round.ts'

/** The rows as the database gives them; its checks guarantee the unions. */
export type RoundRow = {
  id: string
  organisation_id: string
  number: number
  previous_id: string | null
  edition: string
  edition_version: string
  name: string
  scope: Scope
  sector: Sector | null
  role: string
  register_id: string | null
  example: boolean
  started_at: Date
  finished_at: Date | null
  board_round_id: string | null
  revision: number
  corrects: string | null
  correction_reason: string
  adopted_at: Date | null
  adopted_on: string | null
  adopted_by: string
  adopted_by_person: string | null
  content_hash: string | null
}

export type AnswerRow = {
  condition_id: string
  version: number
  judgement: Judgement['kind']
  level: Level | null
  reason: string
  needs: string[]
  arranged_by: Arranger | null
  note: string
  evidence: string
  evidence_link: string
  wish: boolean
  desired_level: Level | null
  owner: string
  term: string | null
  answered_by: string
  answered_at: Date
  carried: boolean
  deviation: string
  inherited_from: string | null
  carried_as: CarriedAs | null
}

export const roundFrom = (row: RoundRow): Round => ({
  id: row.id,
  organisationId: row.organisation_id,
  number: row.number,
  previousId: row.previous_id,
  editionHash: row.edition,
  editionVersion: row.edition_version,
  name: row.name,
  scope: row.scope,
  sector: row.sector,
  role: row.role as AnswererRole,
  registerId: row.register_id,
  example: row.example,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  boardRoundId: row.board_round_id,
  revision: row.revision,
  correction: row.corrects === null ? null : { of: row.corrects, reason: row.correction_reason },
  adoption:
    row.adopted_at && row.adopted_on !== null && row.content_hash !== null
      ? { at: row.adopted_at, on: row.adopted_on, by: row.adopted_by, personId: row.adopted_by_person, contentHash: row.content_hash }
      : null,
})

export const answerFrom = (row: AnswerRow): Answer => ({
  conditionId: row.condition_id,
  version: row.version,
  judgement: judgementFrom(row),
  needs: row.needs,
  arrangedBy: row.arranged_by,
  note: row.note,
  evidence: row.evidence,
  evidenceLink: row.evidence_link,
  wish: row.desired_level === null ? null : { desiredLevel: row.desired_level, owner: row.owner, term: row.term },
  answeredBy: row.answered_by,
  answeredAt: row.answered_at,
  carried: row.carried,
  deviation: row.deviation,
  inheritedFrom: row.inherited_from,
  ...(row.carried_as && { carriedAs: row.carried_as }),
})

function judgementFrom(row: AnswerRow): Judgement {
  if (row.judgement === 'level' && row.level !== null) return { kind: 'level', level: row.level }
  if (row.judgement === 'not-applicable') return { kind: 'not-applicable', reason: row.reason }
  return { kind: row.judgement === 'unknown' ? 'unknown' : 'open' }
}
