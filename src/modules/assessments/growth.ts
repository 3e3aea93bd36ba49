import { successionBetween, type Instrument, type Level } from '#modules/instruments'
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
  /** `not-comparable`: the question was put together from questions that had different answers. */
  direction: 'forward' | 'back' | 'same' | 'now-known' | 'now-unknown' | 'new' | 'gone' | 'not-comparable'
  /** In levels; 0 where one of both has no level. */
  steps: number
  gainedEvidence: boolean
  lostEvidence: boolean
}

/** What happened to one condition between two rounds. `apart`: there was no one answer before, because several questions became this one. */
export function changeBetween(before: Statement | undefined, after: Statement | undefined, { apart = false } = {}): Change {
  const was = levelOf(before)
  const is = levelOf(after)
  const steps = was !== null && is !== null ? is - was : 0
  return {
    direction: apart && after?.judgement.kind !== 'open' ? 'not-comparable' : directionOf(before, after, was, is),
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

/** Between the round before and this one the question became another; `version` is the one in which it did. */
export type Break = { relation: 'changed' | 'split' | 'merged' | 'new'; version: string }

/**
 * Where the lines of the conditions of now are broken: per round, in the order of the rounds, by condition. Empty for the
 * first round and wherever the edition stayed the same.
 */
export function breaksOver(rounds: readonly Instrument[]): ReadonlyMap<string, Break>[] {
  const now = rounds.at(-1)
  return rounds.map((instrument, at) => {
    const before = rounds[at - 1]
    if (!now || !before || before.edition.hash === instrument.edition.hash) return new Map()
    const step = successionBetween(before.edition, instrument.edition)
    const on = successionBetween(instrument.edition, now.edition)
    return new Map(
      now.conditions.flatMap(({ id }) => {
        const origins = (on.origin(id)?.from ?? []).flatMap((then) => step.origin(then) ?? [])
        const broken = origins.find((origin) => origin.relation !== 'same')
        if (!broken || broken.relation === 'same') return []
        return [[id, { relation: broken.relation, version: broken.remarks.at(-1)?.version ?? instrument.edition.version }] as const]
      }),
    )
  })
}
