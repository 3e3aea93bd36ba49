import type { Instrument } from '#modules/instruments'

/** Which conditions (4.3) lean on which source, law, norm or practice. */
export type Citations = Record<'sources' | 'laws' | 'norms' | 'practices', ReadonlyMap<string, readonly string[]>>

export function citationsIn({ conditions }: Instrument): Citations {
  const by = (cited: (condition: (typeof conditions)[number]) => readonly string[]) => {
    const found = new Map<string, string[]>()
    for (const condition of conditions) for (const id of new Set(cited(condition))) found.set(id, [...(found.get(id) ?? []), condition.id])
    return found
  }
  return {
    sources: by((condition) => condition.sources),
    laws: by((condition) => condition.laws.map((reference) => reference.law)),
    norms: by((condition) => condition.norms),
    practices: by((condition) => condition.practices),
  }
}
