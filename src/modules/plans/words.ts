import type { Lang } from '#platform/i18n'
import { longDate } from '#platform/i18n'
import type { Instrument, Level } from '#modules/instruments'
import type { Action, ActionFields } from './action.ts'
import type { Place } from './plans.ts'
import type { Text } from './text.ts'

/** Who carries it, in words; '' when nobody does. */
export const ownerWords = ({ ownerId, owner }: Pick<ActionFields, 'ownerId' | 'owner'>, people: Place['people'], text: Text) =>
  ownerId === null ? owner : (people.get(ownerId)?.name ?? text.someone)

const levelWords = (level: Level, instrument: Instrument) => `${level} ${instrument.levelName(level)}`

/** "van 2 Opzetten naar 3 Ingericht"; '' when no level was chosen. */
export function levelsWords({ fromLevel, desiredLevel }: Pick<ActionFields, 'fromLevel' | 'desiredLevel'>, instrument: Instrument, text: Text): string {
  if (desiredLevel === null) return fromLevel === null ? '' : levelWords(fromLevel, instrument)
  return fromLevel === null ? text.to(levelWords(desiredLevel, instrument)) : text.level(levelWords(fromLevel, instrument), levelWords(desiredLevel, instrument))
}

/** "4.3 Sterk inloggen en veilige apparaten"; the number alone when the instrument does not have it any more. */
export const conditionWords = (conditionId: string, instrument: Instrument) => `${conditionId} ${instrument.condition(conditionId)?.title ?? ''}`.trim()

/** The schools by name; ids that are not below this organisation stay unnamed. */
export function schoolWords(schoolIds: readonly string[], { schools, organisation }: Pick<Place, 'schools' | 'organisation'>): string[] {
  const names = new Map([organisation, ...schools].map((one) => [one.id, one.name]))
  return schoolIds.flatMap((id) => names.get(id) ?? [])
}

export const euros = (amount: number, lang: Lang) => amount.toLocaleString(lang === 'nl' ? 'nl-NL' : 'en-GB', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })

/** Each field as a person reads it, for the two sides of a conflict; '' where nothing was said. */
export function fieldWords(action: ActionFields & Partial<Pick<Action, 'status'>>, place: Place, text: Text, lang: Lang): { label: string; value: string }[] {
  const f = text.form
  return [
    { label: text.columns.title, value: action.title },
    { label: text.action.why, value: action.why },
    { label: text.action.condition, value: action.conditionId === null ? '' : conditionWords(action.conditionId, place.instrument) },
    { label: f.fromLevel, value: action.fromLevel === null ? '' : levelWords(action.fromLevel, place.instrument) },
    { label: f.desiredLevel, value: action.desiredLevel === null ? '' : levelWords(action.desiredLevel, place.instrument) },
    { label: text.action.owner, value: ownerWords(action, place.people, text) },
    { label: text.action.term, value: action.term === null ? '' : longDate(action.term, lang) },
    { label: text.action.effort, value: action.effort === null ? '' : text.hours(action.effort) },
    { label: text.action.cost, value: action.cost === null ? '' : euros(action.cost, lang) },
    { label: text.action.schools, value: schoolWords(action.schoolIds, place).join(', ') },
  ]
}
