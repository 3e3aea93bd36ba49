import type { FieldError } from '#platform/form'
import type { Ctx } from '#platform/http'
import { CheckboxGroup } from '#ui/choice'
import { DateField, Select, TextArea, TextField } from '#ui/field'
import { WHY_LIMIT, type ActionTyped } from '../action.ts'
import type { Place } from '../plans.ts'
import { problemText, textIn } from '../text.ts'

type Owned = { c: Ctx; place: Pick<Place, 'people'>; typed: Pick<ActionTyped, 'ownerId' | 'owner'>; error: (field: string) => string | undefined }

export const errorsBy = (c: Ctx, errors: readonly FieldError[]) => (field: string) => {
  const found = errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))
  return found && problemText(textIn(c.var.lang), found)
}

/** Who carries it: a person from the list, or a function. */
export function OwnerFields({ c, place, typed, error }: Owned) {
  const { lang } = c.var
  const t = textIn(lang).form
  const people = [...place.people.values()].toSorted((one, other) => one.name.localeCompare(other.name, lang))
  return (
    <>
      <Select
        name="ownerId"
        label={t.ownerId}
        hint={t.ownerIdHint}
        value={typed.ownerId}
        empty={t.nobody}
        error={error('ownerId')}
        lang={lang}
        options={people.map(({ id, name, email }) => ({ value: id, label: name || email }))}
      />
      <TextField name="owner" label={t.owner} hint={t.ownerHint} value={typed.owner} error={error('owner')} optional lang={lang} autocomplete="off" />
    </>
  )
}

export function ConditionField({ c, place, value, error }: { c: Ctx; place: Pick<Place, 'instrument'>; value: string; error: string | undefined }) {
  const { lang } = c.var
  const t = textIn(lang).form
  const known = place.instrument.conditions.map(({ id, title }) => ({ value: id, label: `${id} ${title}`, lang: 'nl' as const }))
  const kept = value === '' || known.some((one) => one.value === value) ? [] : [{ value, label: value }]
  return <Select name="conditionId" label={t.condition} value={value} empty={t.noCondition} error={error} lang={lang} options={[...kept, ...known]} />
}

type Props = { c: Ctx; place: Place; typed: ActionTyped; errors: readonly FieldError[] }

export function ActionFormFields({ c, place, typed, errors }: Props) {
  const { lang } = c.var
  const t = textIn(lang).form
  const error = errorsBy(c, errors)
  const levels = place.instrument.edition.levels.map(({ level, name }) => ({ value: String(level), label: `${level} ${name}` }))
  return (
    <>
      <TextField name="title" label={t.title} hint={t.titleHint} value={typed.title} error={error('title')} lang={lang} autocomplete="off" />
      <TextArea name="why" label={t.why} value={typed.why} limit={WHY_LIMIT} rows={3} error={error('why')} optional lang={lang} />
      <ConditionField c={c} place={place} value={typed.conditionId} error={error('conditionId')} />
      <div class="koers-filters">
        <Select name="fromLevel" label={t.fromLevel} value={typed.fromLevel} empty={t.noLevel} error={error('fromLevel')} lang={lang} options={levels} />
        <Select name="desiredLevel" label={t.desiredLevel} value={typed.desiredLevel} empty={t.noLevel} error={error('desiredLevel')} lang={lang} options={levels} />
      </div>
      <OwnerFields c={c} place={place} typed={typed} error={error} />
      <DateField name="term" label={t.term} value={typed.term} error={error('term')} lang={lang} />
      {place.schools.length > 0 && (
        <CheckboxGroup
          name="schoolIds"
          legend={t.schools}
          hint={t.schoolsHint}
          error={error('schoolIds')}
          lang={lang}
          options={place.schools.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi>, checked: typed.schoolIds.includes(id) }))}
        />
      )}
      <div class="koers-filters">
        <TextField name="effort" label={t.effort} value={typed.effort} width="short" inputmode="numeric" error={error('effort')} optional lang={lang} autocomplete="off" />
        <TextField name="cost" label={t.cost} value={typed.cost} width="short" inputmode="numeric" error={error('cost')} optional lang={lang} autocomplete="off" />
      </div>
    </>
  )
}

const order = ['title', 'why', 'conditionId', 'fromLevel', 'desiredLevel', 'ownerId', 'owner', 'term', 'schoolIds', 'effort', 'cost']

/** For the summary: in the order in which one meets the fields. */
export const summaryOfErrors = (c: Ctx, errors: readonly FieldError[]) =>
  errors
    .toSorted((one, other) => order.indexOf(one.field.split('.')[0] ?? '') - order.indexOf(other.field.split('.')[0] ?? ''))
    .map((one) => ({ field: one.field.split('.')[0] ?? one.field, message: problemText(textIn(c.var.lang), one) }))
