import { breaksOver, changeBetween, differ, readAs, type Break, type Change, type Round } from '#modules/assessments'
import type { Instrument } from '#modules/instruments'
import { answerOf, openStand, standIn, standOf, statementOf, type Cell, type Pictured, type Stand } from './stand.ts'

export type Named = { id: string; name: string }
/**
 * A round read through the questions of now. `breaks`: what was asked otherwise since the round before. `apart`: conditions put
 * together from questions that had different answers.
 */
export type Measured = { round: Round; on: Date; stands: ReadonlyMap<string, Stand>; breaks: ReadonlyMap<string, Break>; apart: ReadonlySet<string> }
/** All that one board or school measured, oldest round first. */
export type Course = { organisation: Named; rounds: readonly Measured[] }

/** The questions that everything is read through: those of the round that was begun last. */
export async function questionsOf(pictured: readonly Pictured[], edition: (hash: string) => Promise<Instrument>, current: Instrument): Promise<Instrument> {
  const [newest] = pictured.map(({ round }) => round).toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime())
  return newest ? edition(newest.editionHash) : current
}

/** What each organisation measured; those without a round too. */
export async function coursesOf(
  organisations: readonly Named[],
  pictured: readonly Pictured[],
  edition: (hash: string) => Promise<Instrument>,
  now: Instrument,
): Promise<Course[]> {
  const asked = new Map<string, Instrument>([[now.edition.hash, now]])
  for (const { round } of pictured) if (!asked.has(round.editionHash)) asked.set(round.editionHash, await edition(round.editionHash))
  const byOrganisation = Map.groupBy(pictured, ({ round }) => round.organisationId)
  return organisations.map((organisation) => {
    const own = byOrganisation.get(organisation.id) ?? []
    const breaks = breaksOver([...own.map(({ round }) => asked.get(round.editionHash) ?? now), now])
    return {
      organisation,
      rounds: own.map(({ round, cells }, at): Measured => ({
        round,
        on: round.finishedAt ?? round.startedAt,
        breaks: breaks[at] ?? new Map(),
        ...read(cells, asked.get(round.editionHash) ?? now, now, round.startedAt),
      })),
    }
  })
}

function read(cells: readonly Cell[], then: Instrument, now: Instrument, at: Date): Pick<Measured, 'stands' | 'apart'> {
  if (then.edition.hash === now.edition.hash) return { stands: new Map(cells.map((cell) => [cell.conditionId, standOf(cell)])), apart: new Set() }
  const { answers, from } = readAs(now, then, new Map(cells.map((cell) => [cell.conditionId, answerOf(cell.conditionId, standOf(cell), at)])))
  return {
    stands: new Map([...answers].map(([id, answer]) => [id, standIn(answer)])),
    apart: new Set([...from].filter(([, { sources }]) => differ(sources)).map(([id]) => id)),
  }
}

/** Rounds that are finished: one that is open says nothing yet about growth. */
export const finishedIn = ({ rounds }: Course) => rounds.filter(({ round }) => round.finishedAt !== null)

/** What counts now: the last finished round, or the one under way when there is no other. */
export const latestOf = (course: Course): Measured | undefined => finishedIn(course).at(-1) ?? course.rounds.at(-1)

export type Move = { conditionId: string; change: Change }
/** What changed between the last two finished rounds, in the order of the questions; undefined before there are two. */
export function movesOf(course: Course, now: Instrument): { from: Measured; to: Measured; moves: Move[] } | undefined {
  const [from, to] = finishedIn(course).slice(-2)
  if (!from || !to) return undefined
  const moves = now.conditions.flatMap(({ id }): Move[] => {
    const [before, after] = [from.stands.get(id) ?? openStand, to.stands.get(id) ?? openStand]
    if (before.answer === after.answer && before.underpinned === after.underpinned) return []
    return [{ conditionId: id, change: changeBetween(statementOf(before), statementOf(after), { apart: from.apart.has(id) }) }]
  })
  return { from, to, moves }
}
