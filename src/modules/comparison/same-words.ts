import { successionBetween, type Condition, type Instrument } from '#modules/instruments'

const asks = (condition: Condition) => JSON.stringify([condition.question, condition.levels])

/**
 * Whether a condition asks in both editions the same, with the same four sentences, and the editors say so too: else two answers
 * are not to be put together. Stricter than growth, where one board reads its own answers with the reason beside them.
 */
export function sameWords(now: Instrument, then: Instrument): (conditionId: string) => boolean {
  if (now === then) return (conditionId) => now.condition(conditionId) !== undefined
  const succession = successionBetween(then.edition, now.edition)
  return (conditionId) => {
    const [one, other] = [now.condition(conditionId), then.condition(conditionId)]
    const origin = succession.origin(conditionId)
    return one !== undefined && other !== undefined && asks(one) === asks(other) && origin?.relation === 'same' && origin.from.includes(conditionId)
  }
}
