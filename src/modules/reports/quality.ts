import { z } from 'zod'
import { personSchema, type Line } from './line.ts'
import { countOf } from './measure.ts'

const count = z.number().int()

/** How far the picture can be trusted: how much is answered, by whom, how long ago, with what to show for it. */
export const qualitySchema = z.object({
  answered: count.describe('judged in this round'),
  carried: count,
  total: count,
  byRole: z.array(z.object({ role: personSchema.nullable().describe('null: not filled in who answered'), answers: count })),
  oldest: z.iso.datetime().nullable(),
  newest: z.iso.datetime().nullable(),
  olderThanAYear: count,
  inherited: count.describe('filled in by the board for its schools'),
  deviating: count.describe('different here although the board arranges it, with a reason'),
  discussed: count.describe('settled together, or to be found out first'),
  withLevel: count,
  withEvidence: count,
})
export type Quality = z.output<typeof qualitySchema>

export function qualityOf(lines: readonly Line[]): Quality {
  const judged = lines.filter((line) => line.answer !== 'open')
  const moments = judged.flatMap((line) => line.answeredAt ?? []).toSorted()
  const roles = Map.groupBy(judged, (line) => line.answeredBy?.code ?? '')
  return {
    answered: countOf('ingevuld', lines),
    carried: countOf('overgenomen', lines),
    total: countOf('voorwaarden', lines),
    byRole: [...roles.values()].map((given) => ({ role: given[0]?.answeredBy ?? null, answers: given.length })).toSorted((a, b) => b.answers - a.answers),
    oldest: moments[0] ?? null,
    newest: moments.at(-1) ?? null,
    olderThanAYear: countOf('ouder-dan-een-jaar', lines),
    inherited: countOf('van-het-bestuur', lines),
    deviating: countOf('bij-ons-anders', lines),
    discussed: countOf('samen-besproken', lines),
    withLevel: countOf('met-niveau', lines),
    withEvidence: countOf('onderbouwd', lines),
  }
}
