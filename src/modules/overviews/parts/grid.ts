import { longDate, type Lang } from '#platform/i18n'
import type { GridColumn, GridProps, GridRow } from '#ui/charts/grid'
import type { Instrument } from '#modules/instruments'
import { latestOf, type Course, type Measured } from '../course.ts'
import type { Now } from '../overviews.ts'
import { levelIn, openStand } from '../stand.ts'
import { textIn } from '../text.ts'

type Grid = Pick<GridProps, 'title' | 'columns' | 'rows' | 'names'>

/** Het raster: of a board its schools below it, each in its last round; of a school its own rounds, the newest first. */
export function gridOf(now: Now, lang: Lang): Grid {
  const { grid: text } = textIn(lang)
  const { instrument, own, below, organisation } = now
  const count = instrument.conditions.length
  if (organisation.kind !== 'board')
    return {
      ...frame(instrument),
      title: text.ofSchool(own.rounds.length, count),
      rows: own.rounds.toReversed().map((measured) => row(text.round(measured.round.number, monthOf(measured.on, lang)), own, measured, now, lang)),
    }
  return {
    ...frame(instrument),
    title: text.ofBoard(below.filter((course) => course.rounds.length > 0).length, below.length, count),
    rows: [...(own.rounds.length === 0 ? [] : [own]), ...below].map((course) => {
      const name = course === own ? `${course.organisation.name} (${text.board})` : course.organisation.name
      return row(name, course, latestOf(course), now, lang)
    }),
  }
}

const frame = (instrument: Instrument): Pick<Grid, 'names' | 'columns'> => ({
  names: { 1: instrument.levelName(1), 2: instrument.levelName(2), 3: instrument.levelName(3), 4: instrument.levelName(4) },
  columns: instrument.conditions.map(({ id, title }): GridColumn => ({ number: id, label: title, group: id.split('.')[0] ?? '' })),
})

/** Evidence that stands by a condition says something about now: it counts for the last round, not for those before. */
function row(name: string, course: Course, measured: Measured | undefined, { instrument, evidence }: Now, lang: Lang): GridRow {
  const { grid: text } = textIn(lang)
  if (!measured) return { label: `${name} (${text.noRound})`, answers: [] }
  const held = measured === latestOf(course) ? evidence.get(course.organisation.id) : undefined
  const stands = instrument.conditions.map(({ id }) => ({ id, stand: measured.stands.get(id) ?? openStand }))
  return {
    label: measured.round.finishedAt === null ? `${name} (${text.busy})` : name,
    href: `/metingen/${measured.round.id}/rapport`,
    answers: stands.map(({ stand }) => stand.answer),
    underpinned: stands.map(({ id, stand }) => levelIn(stand) !== null && (stand.underpinned || (held?.has(id) ?? false))),
  }
}

/** "mrt 2025": short enough to stand under a line. */
export function monthOf(day: Date, lang: Lang): string {
  const [, month = '', year = ''] = longDate(day, lang).split(' ')
  return `${month === 'maart' ? 'mrt' : month.slice(0, 3)} ${year}`
}
