import { z } from 'zod'
import { lineSchema, type Line } from './line.ts'
import { countOf, meanOf } from './measure.ts'

const count = z.number().int()
export const meanSchema = z.object({ mean: z.number(), over: count.describe('how many conditions have a level') }).nullable()

export const countsSchema = z.object({
  conditions: count,
  filledIn: count.describe('judged in this round'),
  carried: count.describe('taken over from the previous round and not yet looked at'),
  open: count,
  withLevel: count,
  unknown: count,
  notApplicable: count,
  underpinned: count.describe('of those with a level: how many name evidence'),
  wishes: count,
  needs: count,
  needsDone: count,
  nextSteps: count,
})

export const responsibilityReportSchema = z.object({
  id: z.string(),
  title: z.string(),
  promise: z.string(),
  theme: z.boolean(),
  counts: countsSchema,
  mean: meanSchema,
  previousMean: meanSchema,
  desiredMean: meanSchema.describe('over the same conditions: the desired level where there is a wish, else the level now; null without a wish'),
  conditions: z.array(lineSchema),
})

export type Mean = z.output<typeof meanSchema>
export type Counts = z.output<typeof countsSchema>
export type ResponsibilityReport = z.output<typeof responsibilityReportSchema>

export const countsOf = (lines: readonly Line[]): Counts => ({
  conditions: countOf('voorwaarden', lines),
  filledIn: countOf('ingevuld', lines),
  carried: countOf('overgenomen', lines),
  open: countOf('open', lines),
  withLevel: countOf('met-niveau', lines),
  unknown: countOf('weet-ik-niet', lines),
  notApplicable: countOf('niet-van-toepassing', lines),
  underpinned: countOf('onderbouwd', lines),
  wishes: countOf('wensen', lines),
  needs: countOf('werkpunten', lines),
  needsDone: countOf('werkpunten-klaar', lines),
  nextSteps: countOf('volgende-stap', lines),
})

export function responsibilityReportOf(about: { id: string; title: string; promise: string; theme: boolean }, lines: Line[], previousMean: Mean): ResponsibilityReport {
  const { id, title, promise, theme } = about
  const wishes = lines.some((line) => line.wish !== null && line.level !== null)
  return {
    id,
    title,
    promise,
    theme,
    counts: countsOf(lines),
    mean: meanOf('gemiddelde', lines),
    previousMean,
    desiredMean: wishes ? meanOf('gewenst', lines) : null,
    conditions: lines,
  }
}
