import { createHash } from 'node:crypto'
import type { Db } from '#platform/db'
import type { Assessments } from '#modules/assessments'
import type { Instruments, Level } from '#modules/instruments'
import { cohortFor, cohortsOf } from './cohort.ts'
import { countable, countsOf, PUBLICATIONS_BACK, type Candidate, type Past } from './counting.ts'
import type { Period } from './period.ts'
import { sameWords } from './same-words.ts'
import * as store from './store.ts'

export type PublishedReport = { period: string; boards: number; cohorts: number; shown: number; cells: number }
type Needs = { instruments: Instruments; assessments: Pick<Assessments, 'contributions'> }

/** Makes the publication of one school year in the caller's transaction. */
export async function publish(tx: Db, { instruments, assessments }: Needs, period: Period, at: Date): Promise<PublishedReport> {
  const instrument = instruments.current
  const participants = new Map((await store.participantsBefore(tx, period.until)).map((one) => [one.organisationId, one]))
  const said = await levelsOf([...participants.keys()])
  const contributing = [...participants.values()].filter(({ organisationId }) => said.has(organisationId))
  const cohorts = cohortsOf(contributing)
  const cohortOf = new Map(contributing.map((board) => [board.organisationId, cohortFor(cohorts, board)?.id ?? '']))

  const earlier = (await store.publications(tx, PUBLICATIONS_BACK)).map((publication) => publication.period)
  const pasts: Map<string, Past>[] = []
  for (const one of earlier) pasts.push(await store.countedIn(tx, one))

  const counted: store.CountedCell[] = []
  const cells: (store.Cell & { cohort: string })[] = []
  const turn = turnIn(period)
  const nobody: Past = new Map()
  for (const { id: conditionId } of instrument.conditions) {
    const candidates = [...said].flatMap(([board, levels]): Candidate[] => {
      const level = levels.get(conditionId)
      return level === undefined ? [] : [{ board, cohort: cohortOf.get(board) ?? '', level }]
    })
    const earlierHere = pasts.map((past) => past.get(conditionId) ?? nobody)
    const groups = Map.groupBy(countable(candidates, earlierHere, turn), ({ cohort, shown }) => `${cohort}${shown}`)
    for (const boards of groups.values())
      for (const { cohort, shown } of boards.slice(0, 1))
        counted.push({ conditionId, cohort, shown, organisations: boards.map((one) => one.board), levels: boards.map((one) => one.level) })
    for (const { id: cohort } of cohorts) {
      const levels = groups.get(`${cohort}true`)?.flatMap(({ level }) => level || [])
      cells.push({ cohort, conditionId, counts: levels ? countsOf(levels) : null })
    }
  }
  const { hash, version } = instrument.edition
  await store.insertPublication(tx, { publication: { period: period.id, edition: hash, editionVersion: version, publishedAt: at }, cohorts, cells, counted })
  await store.forgetCounted(tx, [period.id, ...earlier.slice(0, PUBLICATIONS_BACK - 1)])
  return { period: period.id, boards: contributing.length, cohorts: cohorts.length, shown: cells.filter((cell) => cell.counts).length, cells: cells.length }

  /** Of each board the levels it gave to conditions that ask the same today: an answer to other words is another answer. */
  async function levelsOf(organisationIds: readonly string[]): Promise<Map<string, ReadonlyMap<string, Level>>> {
    const all = new Map<string, ReadonlyMap<string, Level>>()
    for await (const chunk of assessments.contributions({ organisationIds, from: period.from, until: period.until }, tx))
      for (const { organisationId, editionHash, levels } of chunk) {
        const same = sameWords(instrument, await instruments.edition(editionHash, tx))
        const counting = new Map([...levels].filter(([conditionId]) => same(conditionId)))
        if (counting.size > 0) all.set(organisationId, counting)
      }
    return all
  }
}

/** Another order each year, the same for every condition, and not to be chosen by anyone. */
function turnIn(period: Period): (board: string) => string {
  const turns = new Map<string, string>()
  return (board) => {
    const known = turns.get(board)
    if (known !== undefined) return known
    const turn = createHash('sha256').update(`${period.id} ${board}`).digest('base64url')
    turns.set(board, turn)
    return turn
  }
}
