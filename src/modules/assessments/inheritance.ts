import { isFilledIn, NOTE_LIMIT, type Answer } from './answer.ts'

/** What the board, or a supplier for the whole board, arranges: answered once, it holds for each school of the same campaign. */
export const isArrangedAbove = (answer: Answer) => (answer.arrangedBy === 'board' || answer.arrangedBy === 'supplier') && isFilledIn(answer)

/**
 * The answers that hold at a school: its own where it judged by itself, else what is arranged above it, else what it noted so far.
 * An inherited answer keeps the school's own version, note and wish, so that *bij ons anders* is an ordinary save.
 */
export function withInherited(own: ReadonlyMap<string, Answer>, ofBoard: readonly Answer[], boardRoundId: string): Map<string, Answer> {
  const holding = new Map(own)
  for (const above of ofBoard) {
    const mine = own.get(above.conditionId)
    if (!isArrangedAbove(above) || isFilledIn(mine)) continue
    holding.set(above.conditionId, {
      ...above,
      version: mine?.version ?? 0,
      note: noteOver(mine?.note ?? '', above.note),
      wish: mine?.wish ?? null,
      deviation: '',
      inheritedFrom: boardRoundId,
    })
  }
  return holding
}

/** The school's own note, then that of the board, as they are put together at the finish; only its own where both together are too long for the field. */
function noteOver(own: string, ofBoard: string): string {
  const both = [own, ofBoard].filter((note) => note !== '').join('\n\n')
  return both.length > NOTE_LIMIT ? own : both
}

/** What is the school's own of a note that began as `noteOver` gave it. */
export function ownNoteIn(typed: string, ofBoard: string): string {
  if (ofBoard === '' || typed === ofBoard) return ofBoard === '' ? typed : ''
  return typed.endsWith(`\n\n${ofBoard}`) ? typed.slice(0, -ofBoard.length).trimEnd() : typed
}
