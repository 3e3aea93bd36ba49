import { z } from 'zod'
import { conditionId, text, version } from './instrument.ts'

/**
 * What became of the conditions from one version to the next, as people state it in `changes.yaml`. A condition that is not
 * named stayed the same. Numbers never get a second life: what was split, merged or gone leaves its number behind, unless
 * one of the parts, or the whole, goes on under it.
 */
const sentence = text(300)
const change = z.discriminatedUnion('relation', [
  z.strictObject({
    relation: z.literal('changed'),
    id: conditionId,
    was: conditionId.optional().describe('its number before, where that was another'),
    what: sentence.describe('what is asked otherwise now, in one plain Dutch sentence'),
  }),
  z.strictObject({
    relation: z.literal('split'),
    id: conditionId.describe('the condition that was split'),
    into: z.array(conditionId).min(2).max(9),
    what: sentence.describe('which part asks what, in one plain Dutch sentence'),
  }),
  z.strictObject({
    relation: z.literal('merged'),
    id: conditionId.describe('the condition that asks it all now'),
    from: z.array(conditionId).min(2).max(9),
    what: sentence.describe('why they are one now, in one plain Dutch sentence'),
  }),
  z.strictObject({ relation: z.literal('new'), id: conditionId, what: sentence.describe('what is asked that was not asked before, in one plain Dutch sentence') }),
  z.strictObject({ relation: z.literal('gone'), id: conditionId, why: sentence.describe('why it is no longer asked, in one plain Dutch sentence') }),
])

export const changesSchema = z.strictObject({
  editions: z
    .array(
      z.strictObject({ version, conditions: z.array(conditionId).min(1).max(200).describe('every condition of that version: what is not here any more must be accounted for') }),
    )
    .min(1)
    .describe('every version that was ever published, oldest first; the last is the version of the files beside this one'),
  transitions: z
    .array(z.strictObject({ from: version, to: version, conditions: z.array(change).max(200) }))
    .describe('from each version to the next; empty while there is one version'),
})

export type Changes = z.output<typeof changesSchema>
export type Transition = Changes['transitions'][number]
export type Change = z.output<typeof change>

/** An edition that was kept before there was anything to say about others. */
export const noChanges: Changes = { editions: [], transitions: [] }

/** Which conditions a statement is about: those of the version before, and those of the version after. */
export function sidesOf(one: Change): { before: readonly string[]; after: readonly string[] } {
  switch (one.relation) {
    case 'changed':
      return { before: [one.was ?? one.id], after: [one.id] }
    case 'split':
      return { before: [one.id], after: one.into }
    case 'merged':
      return { before: one.from, after: [one.id] }
    case 'new':
      return { before: [], after: [one.id] }
    case 'gone':
      return { before: [one.id], after: [] }
  }
}

export const sentenceOf = (one: Change) => (one.relation === 'gone' ? one.why : one.what)
