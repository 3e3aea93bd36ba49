import type { Condition, Instrument, Remark, Succession } from '#modules/instruments'

export type DifferenceKind = 'changed' | 'split' | 'merged' | 'new' | 'gone'
/** One thing that happened between two editions, with the conditions on both sides of it. */
export type Difference = { kind: DifferenceKind; before: readonly Condition[]; after: readonly Condition[]; remarks: readonly Remark[] }

export const differenceKinds = ['changed', 'split', 'merged', 'new', 'gone'] as const satisfies readonly DifferenceKind[]

/** All that is different, each thing once: a split stands with the condition that was split, all else with the condition of now. */
export function differencesIn(succession: Succession, earlier: Instrument, later: Instrument): Difference[] {
  const ofNow = later.conditions.flatMap(({ id }) => differenceOf(id, succession, earlier, later) ?? []).filter(({ kind }) => kind !== 'split')
  const ofThen = earlier.conditions.flatMap(({ id }) => fateOf(id, succession, earlier, later) ?? []).filter(({ kind }) => kind === 'split' || kind === 'gone')
  return [...ofNow, ...ofThen]
}

/** Of the condition with this number, now or then; undefined when it stayed the same, or never was. */
export const differenceOf = (id: string, succession: Succession, earlier: Instrument, later: Instrument): Difference | undefined =>
  later.condition(id) ? originOf(id, succession, earlier, later) : fateOf(id, succession, earlier, later)

function originOf(id: string, succession: Succession, earlier: Instrument, later: Instrument): Difference | undefined {
  const origin = succession.origin(id)
  if (!origin || origin.relation === 'same') return undefined
  return { kind: origin.relation, before: known(origin.from, earlier), after: known([id], later), remarks: origin.remarks }
}

function fateOf(id: string, succession: Succession, earlier: Instrument, later: Instrument): Difference | undefined {
  const fate = succession.fate(id)
  if (!fate || fate.relation === 'same') return undefined
  return { kind: fate.relation, before: known([id], earlier), after: known(fate.into, later), remarks: fate.remarks }
}

const known = (ids: readonly string[], instrument: Instrument) => ids.flatMap((id) => instrument.condition(id) ?? [])
