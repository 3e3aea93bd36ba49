import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Level } from '#modules/instruments'
import { COHORT_AT_LEAST, cohortsOf, type Group } from './cohort.ts'
import { countable, PUBLICATIONS_BACK, rule, type Candidate, type Past, type Rule } from './counting.ts'

/** One board over the years: the cohort it would be counted in, or '' in a year without a round or without taking part; and its levels. */
type Board = { cohorts: readonly string[]; levels: readonly Level[] }
type View = { year: number; cohort: string; members: Set<string> }

/** All that is ever published of one condition, made year after year as the real publication is made. */
function publish(boards: readonly Board[], years: number, by: Rule = rule): { views: View[]; pasts: Past[] } {
  const pasts: Past[] = []
  const views: View[] = []
  for (let year = 0; year < years; year++) {
    const candidates = boards.flatMap(({ cohorts, levels }, at): Candidate[] => {
      const cohort = cohorts[year]
      return cohort ? [{ board: `b${at}`, cohort, level: levels[year] ?? 1 }] : []
    })
    const counted = countable(candidates, pasts.slice(-PUBLICATIONS_BACK), (board) => `${(board.length * 7 + year) % 5}${board}`, by)
    pasts.push(new Map(counted.map((one) => [one.board, one])))
    const shown = counted.filter((one) => one.shown)
    for (const [cohort, members] of Map.groupBy(shown, (one) => one.cohort)) views.push({ year, cohort, members: new Set(members.map((one) => one.board)) })
  }
  return { views, pasts }
}

const level = fc.constantFrom<Level>(1, 2, 3, 4)
/** Answers like those that are hard to hide: nearly everyone says the same. */
const likely = fc.oneof({ weight: 3, arbitrary: fc.constant<Level>(2) }, { weight: 1, arbitrary: level })
const YEARS = PUBLICATIONS_BACK + 1
/** Boards that do the same over the years: most are always there, some come, go, skip a year, stop, or move when cohorts are joined or split. */
const crowd = fc
  .record({
    cohorts: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('a', 'b').map((cohort) => Array.from({ length: YEARS }, () => cohort)) },
      { weight: 3, arbitrary: fc.array(fc.constantFrom('', 'a', 'b'), { minLength: YEARS, maxLength: YEARS }) },
    ),
    levels: fc.constantFrom(likely, level).chain((one) => fc.array(fc.array(one, { minLength: YEARS, maxLength: YEARS }), { minLength: 1, maxLength: 14 })),
  })
  .map(({ cohorts, levels }) => levels.map((each): Board => ({ cohorts, levels: each })))
const boards = fc.array(crowd, { minLength: 2, maxLength: 9 }).map((crowds) => crowds.flat())

/** Every sum and difference of views, each taken away once, left alone or added: the smallest group of boards that one of them is about. */
function smallestGroup(views: readonly View[]): number {
  let smallest = Infinity
  const names = [...new Set(views.flatMap((view) => [...view.members]))]
  const inView = views.map((view) => names.map((name) => (view.members.has(name) ? 1 : 0)))
  const weights = names.map(() => 0)
  const walk = (at: number): void => {
    if (at === views.length) {
      const about = weights.filter((weight) => weight !== 0).length
      if (about > 0) smallest = Math.min(smallest, about)
      return
    }
    const members = inView[at] ?? []
    for (const factor of [-1, 0, 1]) {
      members.forEach((is, place) => (weights[place] = (weights[place] ?? 0) + factor * is))
      walk(at + 1)
      members.forEach((is, place) => (weights[place] = (weights[place] ?? 0) - factor * is))
    }
  }
  walk(0)
  return smallest
}

test('no sum or difference of views over groups and years is about fewer than ten boards', { timeout: 60_000 }, () => {
  let seen = 0
  fc.assert(
    fc.property(boards, (all) => {
      const { views } = publish(all, YEARS)
      seen += views.length
      expect(smallestGroup(views)).toBeGreaterThanOrEqual(rule.boards)
    }),
    { numRuns: 150 },
  )
  expect(seen).toBeGreaterThan(60) // an attack on nothing proves nothing
})

test('what a combination is about is never a group of boards that all but two say the same', () => {
  fc.assert(
    fc.property(boards, (all) => {
      const { views, pasts } = publish(all, YEARS)
      const names = [...new Set(views.flatMap((view) => [...view.members]))]
      const together = Map.groupBy(names, (name) => pasts.map((past) => (past.get(name)?.shown ? past.get(name)?.cohort : '')).join('|'))
      for (const [history, group] of together)
        for (const [year, cohort] of history.split('|').entries()) {
          if (cohort === '') continue
          const levels = group.map((name) => pasts[year]?.get(name)?.level)
          const most = Math.max(...[1, 2, 3, 4].map((one) => levels.filter((other) => other === one).length))
          expect(levels.length - most).toBeGreaterThanOrEqual(rule.apart)
        }
    }),
    { numRuns: 600 },
  )
})

/** Small enough to go through every world, with a rule in proportion. */
const small: Rule = { boards: 4, apart: 2 }
const smallYears = 3
const smallWorld = (boards: { from: number; to: number }) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(['a', 'a', 'a']) },
      { weight: 2, arbitrary: fc.array(fc.constantFrom('', 'a', 'b'), { minLength: smallYears, maxLength: smallYears }) },
    ),
    { minLength: boards.from, maxLength: boards.to },
  )

test.for([
  ['three levels', { levels: [1, 2, 3] as const, boards: { from: 5, to: 7 } }],
  ['two levels, so that more years differ', { levels: [1, 2] as const, boards: { from: 8, to: 10 } }],
] as const)('who knows the rule, who takes part when, that no answer ever changes, and one answer, still cannot tell any other board: %s', ([, { levels, boards: count }]) => {
  let shown = 0
  fc.assert(
    fc.property(smallWorld(count), (memberships) => {
      const byPublication = Map.groupBy(worldsOf(memberships.length, levels), (world) => {
        const { views, pasts } = publish(
          memberships.map((cohorts, at) => ({ cohorts, levels: Array.from({ length: smallYears }, () => world[at] ?? 1) })),
          smallYears,
          small,
        )
        return views
          .map(({ year, cohort, members }) => `${year}${cohort}:${levels.map((one) => [...members].filter((name) => pasts[year]?.get(name)?.level === one).length).join()}`)
          .join(' ')
      })
      for (const [publication, possible] of byPublication) {
        if (publication !== '') shown++
        for (const [insider] of memberships.entries())
          for (const consistent of Map.groupBy(possible, (world) => world[insider]).values())
            for (const [other] of memberships.entries())
              if (other !== insider && new Set(consistent.map((world) => world[other])).size === 1)
                expect.fail(`${insider} can tell ${other} (${consistent[0]?.[other]}) from ${publication}, of ${consistent.map((world) => world.join('')).join()}`)
      }
    }),
    { numRuns: 12 },
  )
  expect(shown).toBeGreaterThan(20)
})

function worldsOf(count: number, levels: readonly Level[]): Level[][] {
  if (count === 0) return [[]]
  return worldsOf(count - 1, levels).flatMap((world) => levels.map((one): Level[] => [...world, one]))
}

test('there is no filter to subtract with: each board is in one group, and a group is small only where the whole sector is', () => {
  const group = fc.record<Group>({ sector: fc.constantFrom('po', 'vo'), size: fc.constantFrom(1, 2, 3) })
  fc.assert(
    fc.property(fc.array(group, { maxLength: 200 }), (all) => {
      const cohorts = cohortsOf(all)
      for (const { sector, size } of all) expect(cohorts.filter((one) => one.sector === sector && one.first <= size && size <= one.last)).toHaveLength(1)
      for (const { sector, boards: count } of cohorts) expect(count).toBeGreaterThanOrEqual(Math.min(COHORT_AT_LEAST, all.filter((one) => one.sector === sector).length))
      expect(cohorts.reduce((sum, one) => sum + one.boards, 0)).toBe(all.length)
    }),
  )
})
