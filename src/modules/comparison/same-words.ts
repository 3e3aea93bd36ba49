import type { Condition, Instrument } from '#modules/instruments'

const asks = (condition: Condition) => JSON.stringify([condition.question, condition.levels])

/** Whether a condition asks in both editions the same, with the same four sentences: else two answers are not to be put together. */
export function sameWords(now: Instrument, then: Instrument): (conditionId: string) => boolean {
  return (conditionId) => {
    const [one, other] = [now.condition(conditionId), then.condition(conditionId)]
    return one !== undefined && other !== undefined && (one === other || asks(one) === asks(other))
  }
}
