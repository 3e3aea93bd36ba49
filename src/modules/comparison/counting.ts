import type { Level } from '#modules/instruments'

/** One board that gave a level to one condition, and the cohort it would be counted in. */
export type Candidate = { board: string; cohort: string; level: Level }
/**
 * Where a board is counted; or would have been, had it and those with its history not said nearly all the same: then it is not shown.
 * Those that rest beside such boards are named too, in the cohort of nobody, with level 0 where they gave none.
 */
export type Counted = { board: string; cohort: string; level: Level | 0; shown: boolean }
export const NOBODY = ''
/** One earlier publication of the same condition, by board; level 0 also for a board that stopped since. */
export type Past = ReadonlyMap<string, Omit<Counted, 'board'>>

/**
 * `boards`: so many share whatever can be worked out. `apart`: so many of them stand on another level than most, so that two boards
 * that put their own answers together still cannot tell a third one's.
 */
export type Rule = { boards: number; apart: number }
export const rule: Rule = { boards: 10, apart: 3 }

/** Publications that a new one is held against: with this one, four school years. */
export const PUBLICATIONS_BACK = 3

/**
 * Who may be counted, so that no sum, difference or other combination of this publication with the earlier ones is about fewer
 * than ten boards. Boards that were always counted together cannot be told apart by any such combination, whatever it is; so each
 * board that is counted must share its whole history of being counted with at least nine others, and those must not all say
 * the same. Who does not fit rests this time, and so do some who keep company to those who left (decision 0021).
 * `turn` decides who of equals rests first. Neither it nor the number that rests depends on a level, for that would be a hint.
 * Levels only decide whether boards with one history are shown; not being shown is a hint too, so it is part of their history.
 */
export function countable(candidates: readonly Candidate[], earlier: readonly Past[], turn: (board: string) => string, { boards, apart }: Rule = rule): Counted[] {
  const now = new Map(candidates.map((candidate) => [candidate.board, candidate]))
  const known = new Set([...earlier.flatMap((past) => [...past.keys()]), ...now.keys()])
  const historyOf = (board: string) => earlier.map((past) => past.get(board)).map((one) => one && `${one.cohort}${one.shown ? '!' : '?'}`)
  const today = (board: string) => now.get(board)?.level
  const areSpread = (part: readonly string[], levelIn: (board: string) => number | undefined) => isSpread(part.map(levelIn), apart)

  return [...Map.groupBy(known, (board) => historyOf(board).join('|')).values()].flatMap((all) => {
    const members = all.toSorted((one, other) => (turn(one) < turn(other) ? -1 : 1))
    const [first = ''] = members
    const states = historyOf(first).flatMap((state) => state?.at(-1) ?? [])
    const isNew = states.length === 0
    const then = earlier.filter((past) => past.get(first)?.shown).map((past) => (board: string) => past.get(board)?.level)
    const parts = [
      ...Map.groupBy(
        members.filter((board) => now.has(board)),
        (board) => now.get(board)?.cohort,
      ).values(),
    ].filter((part) => part.length >= boards)
    // Who was never counted can rest alone: there is nothing to subtract them from.
    let resting = isNew ? 0 : members.length - parts.flat().length
    while (resting > 0 && resting < boards && parts.length > 0) {
      parts.sort((one, other) => other.length - one.length)
      const rested = (parts[0]?.length ?? 0) > boards ? parts[0]?.splice(-1) : parts.pop()
      resting += rested?.length ?? 0
    }
    const counted = new Set(parts.flat())
    const rest = isNew ? [] : members.filter((board) => !counted.has(board))
    const hides = (part: readonly string[]) => [...then, today].every((levelIn) => areSpread(part, levelIn))
    // Shown before and then not: what was held back can be worked out as soon as a part is shown again.
    const wasHeldBack = states.join('').includes('!?')
    const classHides = !wasHeldBack && parts.every(hides) && (rest.length === 0 || then.every((levelIn) => areSpread(rest, levelIn)))
    const counting = parts.flatMap((part) => {
      const shown = isNew ? hides(part) : classHides
      return part.flatMap((board) => now.get(board) ?? []).map((candidate): Counted => ({ ...candidate, shown }))
    })
    const beside = isNew || classHides || counting.length === 0 ? [] : rest.map((board): Counted => ({ board, cohort: NOBODY, level: today(board) ?? 0, shown: false }))
    return [...counting, ...beside]
  })
}

/** At least so many stand elsewhere than where most stand. A level that was wiped is taken for that of most. */
function isSpread(levels: readonly (number | undefined)[], apart: number): boolean {
  const known = levels.filter((level) => level !== undefined && level !== 0)
  const most = Math.max(0, ...[1, 2, 3, 4].map((level) => known.filter((one) => one === level).length))
  return known.length - most >= apart
}

export type Counts = readonly [number, number, number, number]

export function countsOf(levels: readonly Level[]): Counts {
  const on = (level: Level) => levels.filter((one) => one === level).length
  return [on(1), on(2), on(3), on(4)]
}
