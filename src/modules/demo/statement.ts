import type { Arranger, Judgement, Statement } from '#modules/assessments'
import type { Condition } from '#modules/instruments'
import type { Saying } from './story.ts'

/** What is written in the content as a statement about a condition. */
export function statementFrom(said: Saying, condition: Condition, arrangedBy: Arranger | null): Statement {
  return {
    judgement: judgementFrom(said),
    needs: condition.needs.map((need) => need.id).filter((id) => said.needs === 'all' || said.needs.includes(id)),
    arrangedBy,
    note: said.note ?? '',
    evidence: said.evidence ?? '',
    evidenceLink: said.link ?? '',
    wish: said.wish ? { desiredLevel: said.wish.desired, owner: said.wish.owner ?? '', term: said.wish.term ?? null } : null,
  }
}

function judgementFrom({ answer, reason }: Pick<Saying, 'answer' | 'reason'>): Judgement {
  switch (answer) {
    case 'not-applicable':
      return { kind: 'not-applicable', reason: reason ?? '' }
    case 'unknown':
    case 'open':
      return { kind: answer }
    default:
      return { kind: 'level', level: answer }
  }
}
