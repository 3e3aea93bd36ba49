import type { Lang } from '#platform/i18n'
import type { DistributionProps, DistributionRow } from '#ui/charts/distribution'
import type { Comparing } from '../comparisons.ts'
import { textIn } from '../text.ts'

export type Picture = Pick<DistributionProps, 'title' | 'rows' | 'names' | 'none' | 'columns'>

export const namesOf = ({ instrument }: Pick<Comparing, 'instrument'>): DistributionProps['names'] => ({
  1: instrument.levelName(1),
  2: instrument.levelName(2),
  3: instrument.levelName(3),
  4: instrument.levelName(4),
})

/** All responsibilities; a level of one's own belongs to a condition, so there is none here. */
export function responsibilitiesOf(comparing: Comparing, lang: Lang, href?: (id: string) => string): Picture {
  const text = textIn(lang)
  const rows = comparing.distributions.map(({ id, title, shares, shown, conditions }): DistributionRow => {
    const note = shares ? { note: text.over(shown, conditions.length) } : {}
    return { number: id, label: title, shares, own: null, ...note, ...(href ? { href: href(id) } : {}) }
  })
  return { title: text.responsibilitiesFinding, rows, names: namesOf(comparing), none: text.tooFew, columns: { what: text.columns.responsibility } }
}

export function conditionsOf(comparing: Comparing, responsibilityId: string, lang: Lang): Picture | undefined {
  const text = textIn(lang)
  const found = comparing.distributions.find((one) => one.id === responsibilityId)
  if (!found) return undefined
  const rows = found.conditions.map(({ id, title, shares, own }): DistributionRow => ({ number: id, label: title, shares, own }))
  return {
    title: text.conditionsFinding(found.title),
    rows,
    names: namesOf(comparing),
    none: text.tooFew,
    columns: { what: text.columns.what, own: text.columns.own, marker: text.marker },
  }
}
