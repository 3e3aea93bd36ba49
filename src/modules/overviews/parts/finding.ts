import type { Lang } from '#platform/i18n'
import { finishedIn, movesOf, type Course } from '../course.ts'
import type { Growth } from '../overviews.ts'
import { textIn } from '../text.ts'

export type Tally = { forward: number; back: number }

/** How often a level rose or fell between the last two finished rounds. */
export function tallyOf(courses: readonly Course[], instrument: Growth['instrument']): Tally {
  const directions = courses.flatMap((course) => movesOf(course, instrument)?.moves ?? []).map(({ change }) => change.direction)
  return { forward: directions.filter((one) => one === 'forward').length, back: directions.filter((one) => one === 'back').length }
}

/** The sentence above the pictures: of its own rounds where there are two, else of the schools together. */
export function findingOf({ own, below, instrument }: Pick<Growth, 'own' | 'below' | 'instrument'>, lang: Lang): string {
  const text = textIn(lang)
  const ofOwn = tallyOf([own], instrument)
  if (finishedIn(own).length > 1) return text.finding(ofOwn.forward, ofOwn.back)
  const ofSchools = tallyOf(below, instrument)
  return text.schoolsMoved(ofSchools.forward, ofSchools.back)
}
