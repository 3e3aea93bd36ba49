import type { Lang } from '#platform/i18n'
import type { GridColumn, GridRow } from '#ui/charts/grid'
import type { Answer, Round } from '#modules/assessments'
import type { Instrument } from '#modules/instruments'
import { textIn } from '../text.ts'

export type SchoolGrid = { title: string; columns: GridColumn[]; rows: GridRow[]; names: Record<1 | 2 | 3 | 4, string> }

/** Het raster: the schools of the example against the conditions, each in its latest round. */
export function schoolGrid(latest: readonly Round[], answers: ReadonlyMap<string, ReadonlyMap<string, Answer>>, instrument: Instrument, lang: Lang): SchoolGrid {
  const signOf = (answer: Answer | undefined) => (answer === undefined ? 'open' : answer.judgement.kind === 'level' ? answer.judgement.level : answer.judgement.kind)
  return {
    title: textIn(lang).example.grid(latest.length, instrument.conditions.length),
    names: { 1: instrument.levelName(1), 2: instrument.levelName(2), 3: instrument.levelName(3), 4: instrument.levelName(4) },
    columns: instrument.conditions.map((condition) => ({ number: condition.id, label: condition.title, group: condition.id.split('.')[0] ?? '' })),
    rows: latest.map((round) => ({
      label: round.name,
      href: `/metingen/${round.id}/rapport`,
      answers: instrument.conditions.map((condition) => signOf(answers.get(round.id)?.get(condition.id))),
    })),
  }
}
