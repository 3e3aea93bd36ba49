import type { Level } from '#modules/instruments'
import { answerName, isUnderpinned, levelOf, type Statement } from './answer.ts'

/**
 * The mean level over the conditions that have one. *Niet van toepassing*, *weet ik niet* and open answers are left out
 * of the sum and of the count, and stay visible as numbers of their own. Null when no condition has a level.
 */
export function meanLevel(answers: Iterable<Statement | undefined>): { mean: number; over: number } | null {
  let sum = 0
  let over = 0
  for (const answer of answers) {
    const level = levelOf(answer)
    if (level === null) continue
    sum += level
    over++
  }
  return over === 0 ? null : { mean: sum / over, over }
}

export type Change = {
  direction: 'forward' | 'back' | 'same' | 'now-known' | 'now-unknown' | 'new' | 'gone'
  /** In levels; 0 where one of both has no level. */
  steps: number
  gainedEvidence: boolean
  lostEvidence: boolean
}

/** What happened to one condition between two rounds. */
export function changeBetween(before: Statement | undefined, after: Statement | undefined): Change {
  const was = levelOf(before)
  const is = levelOf(after)
  const steps = was !== null && is !== null ? is - was : 0
  return {
    direction: directionOf(before, after, was, is),
    steps,
    gainedEvidence: !isUnderpinned(before) && isUnderpinned(after),
    lostEvidence: isUnderpinned(before) && !isUnderpinned(after),
  }
}

function directionOf(before: Statement | undefined, after: Statement | undefined, was: Level | null, is: Level | null): Change['direction'] {
  if (was !== null && is !== null) return is > was ? 'forward' : is < was ? 'back' : 'same'
  const nameBefore = before ? answerName(before.judgement) : ''
  const nameAfter = after ? answerName(after.judgement) : ''
  if (nameBefore === nameAfter) return 'same'
  if (nameBefore === '') return 'new'
  if (nameAfter === '') return 'gone'
  if (is !== null) return 'now-known'
  return nameAfter === 'unknown' ? 'now-unknown' : 'gone'
}
