import type { Assessments } from '#modules/assessments'
import type { Instrument } from '#modules/instruments'
import type { Named } from './course.ts'
import { standOf, type Cell, type Pictured, type Stand } from './stand.ts'

/** A school that says otherwise than its board on what the board arranges. `why` is empty when it gave no reason. */
export type Deviation = { organisation: Named; roundId: string; stand: Stand; why: string }
/** `board`: what the board says; unknown to who only belongs to the school. */
export type DeviatingCondition = { id: string; title: string; board: Stand | undefined; deviations: readonly Deviation[] }

type Reasons = Awaited<ReturnType<Assessments['answersOfRounds']>>
type Told = { school: Pictured; cell: Cell; board: Cell | undefined }

const isJudged = (cell: Cell) => cell.judgement !== 'open' && !cell.carried
const isArranged = (cell: Cell) => isJudged(cell) && (cell.arrangedBy === 'board' || cell.arrangedBy === 'supplier')
const differs = (one: Cell, other: Cell) => one.judgement !== other.judgement || one.level !== other.level

/** The newest round of each of these in which it judged something itself: one that only just began says nothing yet. */
const newest = (pictured: readonly Pictured[]) => [
  ...new Map(pictured.filter(({ cells }) => cells.some((cell) => isJudged(cell) && !cell.inherited)).map((one) => [one.round.organisationId, one])).values(),
]

/** Of each school, in its newest round, what is otherwise than in the board's round of the same campaign, or else in its newest. */
export function toldOtherwise(pictured: readonly Pictured[], boardId: string | undefined): Told[] {
  const ofBoard = pictured.filter(({ round }) => round.organisationId === boardId)
  return newest(pictured.filter(({ round }) => round.organisationId !== boardId)).flatMap((school): Told[] => {
    const above = ofBoard.find(({ round }) => round.id === school.round.boardRoundId) ?? ofBoard.at(-1)
    // Other questions are not another answer.
    const arranged = new Map((above?.round.editionHash === school.round.editionHash ? above.cells : []).filter(isArranged).map((cell) => [cell.conditionId, cell]))
    return school.cells.flatMap((cell): Told[] => {
      const board = arranged.get(cell.conditionId)
      if (!isJudged(cell) || cell.inherited) return []
      if (cell.deviates) return [{ school, cell, board }]
      return board && differs(cell, board) ? [{ school, cell, board }] : []
    })
  })
}

/** By condition, in the order of the questions; a school with a reason before one without. */
export function deviatingConditions(told: readonly Told[], names: ReadonlyMap<string, Named>, reasons: Reasons, instrument: Instrument): DeviatingCondition[] {
  const byCondition = Map.groupBy(told, ({ cell }) => cell.conditionId)
  return instrument.conditions.flatMap(({ id, title }): DeviatingCondition[] => {
    const here = byCondition.get(id)
    if (!here) return []
    const deviations = here.flatMap(({ school: { round }, cell }): Deviation[] => {
      const organisation = names.get(round.organisationId)
      return organisation ? [{ organisation, roundId: round.id, stand: standOf(cell), why: reasons.get(round.id)?.get(id)?.deviation ?? '' }] : []
    })
    const board = here.find((one) => one.board !== undefined)?.board
    return [{ id, title, board: board && standOf(board), deviations: [...deviations.filter(({ why }) => why !== ''), ...deviations.filter(({ why }) => why === '')] }]
  })
}
