import type { FieldError } from '#platform/form'
import type { Ctx } from '#platform/http'
import { RadioGroup } from '#ui/choice'
import { Select, TextArea, TextField } from '#ui/field'
import { WHY_LIMIT } from '../action.ts'
import { longMonth } from '../months.ts'
import type { Place } from '../plans.ts'
import type { TaskTyped } from '../standing/task.ts'
import { textIn } from '../text.ts'
import { ConditionField, errorsBy, OwnerFields } from './action-form.tsx'

export function TaskForm({ c, place, typed, errors }: { c: Ctx; place: Place; typed: TaskTyped; errors: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.yearly
  const error = errorsBy(c, errors)
  return (
    <>
      <TextField name="title" label={t.titleLabel} value={typed.title} error={error('title')} lang={lang} autocomplete="off" />
      <TextArea name="why" label={text.form.why} value={typed.why} limit={WHY_LIMIT} rows={3} error={error('why')} optional lang={lang} />
      <ConditionField c={c} place={place} value={typed.conditionId} error={error('conditionId')} />
      <OwnerFields c={c} place={place} typed={typed} error={error} />
      <RadioGroup
        name="when"
        legend={t.when}
        lang={lang}
        options={[
          { value: 'day', label: t.onDay, checked: typed.when !== 'before-summer' },
          { value: 'before-summer', label: t.beforeSummer, checked: typed.when === 'before-summer' },
        ]}
      />
      <div class="koers-filters">
        <TextField name="day" label={t.day} value={typed.day} width="short" inputmode="numeric" error={error('day')} lang={lang} autocomplete="off" />
        <Select
          name="month"
          label={t.month}
          value={typed.month}
          empty={true}
          lang={lang}
          options={Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: longMonth(at + 1, lang) }))}
        />
        <TextField name="weeks" label={t.weeks} hint={t.weeksHint} value={typed.weeks} width="short" inputmode="numeric" error={error('weeks')} lang={lang} autocomplete="off" />
      </div>
    </>
  )
}
