import type { FieldError, Typed } from '#platform/form'
import { personFunctions } from '#platform/rights'
import type { Lang } from '#platform/i18n'
import type { Responsibility } from '#modules/instruments'
import { CheckboxGroup } from '#ui/choice'
import { Details } from '#ui/details'
import { DateField, FieldError as Mistake, FieldHint, Select, TextArea, TextField } from '#ui/field'
import type { Colleague } from '../evidence.ts'
import { DESCRIPTION_LIMIT, ownerChoice, REMIND_BEFORE, type Details as Given } from '../piece.ts'
import { problemText, textIn } from '../text.ts'

/** What stands in the form, as text. */
export type Fields = { title: string; description: string; conditions: readonly string[]; owner: string; ownerName: string; validUntil: string; remindBefore: string }

export const fieldsOf = (details: Given): Fields => ({
  title: details.title,
  description: details.description,
  conditions: details.conditions,
  owner: ownerChoice(details.owner),
  ownerName: details.owner.kind === 'other' ? details.owner.name : '',
  validUntil: details.validUntil ?? '',
  remindBefore: String(details.remindBefore),
})
const emptyDetails: Given = { title: '', description: '', conditions: [], owner: { kind: 'none' }, validUntil: null, remindBefore: REMIND_BEFORE }
export const emptyFields = (condition: string | undefined): Fields => fieldsOf({ ...emptyDetails, conditions: condition === undefined ? [] : [condition] })

export const typedOne = (typed: Typed, name: string) => [typed[name] ?? ''].flat()[0] ?? ''

export const fieldsTyped = (typed: Typed): Fields => ({
  title: typedOne(typed, 'title'),
  description: typedOne(typed, 'description'),
  conditions: [typed['conditions'] ?? []].flat(),
  owner: typedOne(typed, 'owner'),
  ownerName: typedOne(typed, 'ownerName'),
  validUntil: typedOne(typed, 'validUntil'),
  remindBefore: typedOne(typed, 'remindBefore'),
})

type Props = { fields: Fields; errors: readonly FieldError[]; responsibilities: readonly Responsibility[]; colleagues: readonly Colleague[]; self: string | undefined; lang: Lang }

export function errorIn(errors: readonly FieldError[], lang: Lang) {
  return (field: string) => {
    const found = errors.find((one) => one.field === field)
    return found && problemText(textIn(lang), found)
  }
}

const inOrder = ['title', 'link', 'file', 'conditions', 'description', 'owner', 'ownerName', 'validUntil', 'remindBefore']

/** For the error summary, in the order of the page; one of a list is named with its place in it. */
export const mistakes = (errors: readonly FieldError[], lang: Lang) =>
  errors
    .map((error) => ({ field: error.field.startsWith('conditions') ? 'conditions' : error.field, message: problemText(textIn(lang), error) }))
    .toSorted((one, other) => inOrder.indexOf(one.field) - inOrder.indexOf(other.field))

export function TitleField({ fields, errors, lang }: Pick<Props, 'fields' | 'errors' | 'lang'>) {
  const t = textIn(lang).form
  return <TextField name="title" label={t.title} hint={t.titleHint} value={fields.title} error={errorIn(errors, lang)('title')} lang={lang} autocomplete="off" />
}

export function DetailsFields({ fields, errors, responsibilities, colleagues, self, lang }: Props) {
  const text = textIn(lang)
  const t = text.form
  const error = errorIn(errors, lang)
  const owners = [
    ...colleagues.map(({ id, name }) => ({ value: `person:${id}`, label: id === self ? t.ownerMe(name) : name })),
    ...personFunctions.map((one) => ({ value: `function:${one}`, label: text.function[one] })),
    { value: 'other', label: t.ownerOther },
  ]
  return (
    <>
      <ConditionFields fields={fields} errors={errors} responsibilities={responsibilities} lang={lang} />
      <TextArea name="description" label={t.description} value={fields.description} limit={DESCRIPTION_LIMIT} error={error('description')} optional lang={lang} />
      <Select name="owner" label={t.owner} hint={t.ownerHint} empty={t.ownerNone} value={fields.owner} options={owners} error={error('owner')} lang={lang} />
      <TextField name="ownerName" label={t.ownerName} value={fields.ownerName} error={error('ownerName')} optional lang={lang} autocomplete="off" />
      <DateField name="validUntil" label={t.validUntil} hint={t.validUntilHint} value={fields.validUntil} error={error('validUntil')} optional lang={lang} />
      <TextField name="remindBefore" label={t.remindBefore} value={fields.remindBefore} error={error('remindBefore')} inputmode="numeric" width="short" lang={lang} />
    </>
  )
}

/** Ten folds of some six boxes each; what was chosen stands open. */
function ConditionFields({ fields, errors, responsibilities, lang }: Omit<Props, 'colleagues' | 'self'>) {
  const t = textIn(lang).form
  const wrong = errors.find(({ field }) => field.startsWith('conditions'))
  return (
    <div class={`utrecht-form-field${wrong ? ' utrecht-form-field--invalid' : ''}`} id="conditions" tabindex={-1}>
      <p class="utrecht-form-label">{t.conditions}</p>
      <FieldHint id="conditions">{t.conditionsHint}</FieldHint>
      <Mistake id="conditions" error={wrong && problemText(textIn(lang), wrong)} lang={lang} />
      {responsibilities.map(({ id, title, conditions }) => {
        const chosen = conditions.filter((condition) => fields.conditions.includes(condition.id))
        return (
          <Details summary={<span lang="nl">{`${id} ${title}`}</span>} over={t.chosen(chosen.length)} open={chosen.length > 0}>
            <CheckboxGroup
              name="conditions"
              id={`conditions-${id}`}
              legend={<span class="koers-hidden">{`${id} ${title}`}</span>}
              options={conditions.map((condition) => ({
                value: condition.id,
                label: <span lang="nl">{`${condition.id} ${condition.title}`}</span>,
                checked: chosen.includes(condition),
              }))}
              lang={lang}
            />
          </Details>
        )
      })}
    </div>
  )
}
