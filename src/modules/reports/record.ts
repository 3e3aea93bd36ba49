import { z } from 'zod'
import { dayOf } from '#platform/clock'
import type { History, Round } from '#modules/assessments'
import { nl } from './text.nl.ts'
import type { Text } from './text.ts'
import { longDate, type Lang } from '#platform/i18n'

const adoptionSchema = z.object({
  on: z.iso.date().describe('the day of the decision'),
  by: z.string().describe('who decided, as in the minutes'),
  recordedAt: z.iso.datetime(),
  contentHash: z.string().describe('SHA-256 over the answers that were adopted'),
})
const otherRevisionSchema = z.object({ roundId: z.string(), revision: z.number().int(), adoption: adoptionSchema.nullable(), finishedOn: z.iso.date().nullable() })

/** What a round is to its board: adopted or not, a correction or not, and whether it is the one that holds. */
export const recordSchema = z.object({
  revision: z.number().int().describe('1, or more for a correction of an adopted round'),
  adoption: adoptionSchema.nullable(),
  corrects: otherRevisionSchema.extend({ reason: z.string() }).nullable().describe('the adopted version that this one corrects, and why'),
  correctedBy: otherRevisionSchema.nullable().describe('a later version; not finished yet: this one still holds'),
})
export type RoundRecord = z.output<typeof recordSchema>

export function recordOf({ round, revisions }: Pick<History, 'round' | 'revisions'>): RoundRecord {
  const before = revisions.find((other) => other.id === round.correction?.of)
  const later = revisions.filter((other) => other.revision > round.revision)
  const after = later.findLast((other) => other.finishedAt !== null) ?? later.at(-1)
  return {
    revision: round.revision,
    adoption: adoptionOf(round),
    corrects: before && round.correction ? { ...otherOf(before), reason: round.correction.reason } : null,
    correctedBy: after ? otherOf(after) : null,
  }
}

const otherOf = (round: Round) => ({
  roundId: round.id,
  revision: round.revision,
  adoption: adoptionOf(round),
  finishedOn: round.finishedAt && dayOf(round.finishedAt),
})

const adoptionOf = ({ adoption }: Round) => adoption && { on: adoption.on, by: adoption.by, recordedAt: adoption.at.toISOString(), contentHash: adoption.contentHash }

/** The same in words, one fact each, for the page, the documents and the spreadsheet; empty for a round that was only finished. */
export function recordFacts(record: RoundRecord, round: number, text: Text = nl, lang: Lang = 'nl'): [label: string, words: string][] {
  const t = text.record
  const { adoption, corrects, correctedBy } = record
  const facts: [string, string][] = []
  if (adoption) {
    facts.push([t.adopted, t.adoptedBy(adoption.by, longDate(adoption.on, lang))])
    facts.push([t.recorded, longDate(new Date(adoption.recordedAt), lang)], [t.hash, adoption.contentHash])
  }
  if (corrects) facts.push([t.corrects, correctsWords(record, round, text, lang)], [t.reason, corrects.reason])
  if (correctedBy) facts.push([t.correctedBy, correctedBy.finishedOn ? t.corrected(longDate(correctedBy.finishedOn, lang)) : t.underCorrection])
  return facts
}

/** "ronde 2, versie 1, vastgesteld op 3 juni 2026 door het college van bestuur": what a correction takes the place of. */
export function correctsWords({ corrects }: RoundRecord, round: number, text: Text, lang: Lang): string {
  if (!corrects) return ''
  const { adoption, revision } = corrects
  return [text.round(round).toLowerCase(), text.record.version(revision), adoption ? text.record.adoptedWords(adoption.by, longDate(adoption.on, lang)) : []].flat().join(', ')
}
