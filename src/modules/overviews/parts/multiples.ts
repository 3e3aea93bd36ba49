import { decimal, type Lang } from '#platform/i18n'
import type { Multiple, MultiplesProps, Point } from '#ui/charts/multiples'
import type { Responsibility } from '#modules/instruments'
import { finishedIn, type Course } from '../course.ts'
import type { Growth } from '../overviews.ts'
import { meanOf } from '../stand.ts'
import { textIn } from '../text.ts'
import { findingOf } from './finding.ts'
import { monthOf } from './grid.ts'

type Picture = Pick<MultiplesProps, 'title' | 'multiples' | 'span' | 'names' | 'dotted'>

/** Per responsibility the mean level over the finished rounds; undefined when none has two. */
export function multiplesOf(growth: Growth, lang: Lang): Picture | undefined {
  const { own, below, instrument } = growth
  const text = textIn(lang)
  const courses = [own, ...below]
  if (!courses.some((course) => finishedIn(course).length > 1)) return undefined
  const days = courses.flatMap((course) => finishedIn(course).map(({ on }) => on.getTime()))
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const at = (day: Date) => (last === first ? 1 : (day.getTime() - first) / (last - first))
  const { responsibilities } = instrument.edition
  const multiples = responsibilities.map((responsibility): Multiple => {
    const points = (course: Course) => pointsOf(course, responsibility, at)
    return { number: responsibility.id, label: responsibility.title, own: points(own), others: below.map(points).filter((line) => line.length > 0) }
  })
  return {
    title: findingOf(growth, lang),
    multiples,
    span: [monthOf(new Date(first), lang), monthOf(new Date(last), lang)],
    names: { own: below.length === 0 ? '' : text.multiples.own, others: text.multiples.others(below.length) },
    dotted: text.multiples.dotted,
  }
}

/** The means that the lines are drawn from, a row for each round. */
export function meansOf({ own, below, instrument }: Growth, lang: Lang): { columns: string[]; rows: string[][] } {
  const { responsibilities } = instrument.edition
  return {
    columns: [textIn(lang).multiples.round, ...responsibilities.map(({ id }) => id)],
    rows: [own, ...below].flatMap((course) =>
      finishedIn(course).map(({ on, stands }) => [
        `${course.organisation.name}, ${monthOf(on, lang)}`,
        ...responsibilities.map(({ conditions }) => {
          const mean = meanOf(conditions.map(({ id }) => stands.get(id)))
          return mean === null ? '–' : decimal(mean, lang)
        }),
      ]),
    ),
  }
}

function pointsOf(course: Course, { conditions }: Responsibility, at: (day: Date) => number): Point[] {
  let broken = false
  return finishedIn(course).flatMap(({ on, stands, breaks }): Point[] => {
    broken ||= conditions.some(({ id }) => breaks.has(id))
    const mean = meanOf(conditions.map(({ id }) => stands.get(id)))
    if (mean === null) return []
    const point = { at: at(on), mean, broken }
    broken = false
    return [point]
  })
}
