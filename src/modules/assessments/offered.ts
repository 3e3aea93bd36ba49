import type { Level } from '#modules/instruments'
import { levelOf } from './answer.ts'
import type { ConditionView } from './assessments.ts'
import type { Sector } from './round.ts'

export type OfferedPractice = { id: string; title: string; organisationName: string }
/** What others did to come one level further than this; passed in, for good practices are a service of their own. */
export type OfferedFor = (conditionId: string, level: Level, sector: Sector | null) => Promise<readonly OfferedPractice[]>

/** Only for who knows where they stand. */
export async function offeredIn({ round, condition, answer }: ConditionView, offeredFor: OfferedFor): Promise<readonly OfferedPractice[]> {
  const level = levelOf(answer)
  return level ? offeredFor(condition.id, level, round.sector) : []
}
