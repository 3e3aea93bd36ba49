import type { Child } from 'hono/jsx'
import { describedBy, FieldError, FieldHint, type FieldProps } from './field.tsx'
import { textIn } from './text.ts'

export type Choice = {
  value: string
  label: Child
  hint?: Child
  checked?: boolean
  disabled?: boolean
}

type OptionRow = Choice & { type: 'radio' | 'checkbox'; name: string; id: string; describedby?: string | undefined; invalid?: boolean }

const looks = { radio: 'utrecht-radio-button utrecht-radio-button--html-input', checkbox: 'koers-checkbox' }

function Row({ type, name, id, value, label, hint, checked, disabled, describedby, invalid }: OptionRow) {
  return (
    <div class="koers-option">
      <input
        class={looks[type]}
        type={type}
        id={id}
        name={name}
        value={value}
        checked={checked}
        disabled={disabled}
        aria-invalid={invalid && type === 'checkbox' ? 'true' : undefined}
        aria-describedby={[describedby, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ') || undefined}
      />
      <label class="koers-option__label" for={id}>
        {label}
      </label>
      <FieldHint id={id}>{hint}</FieldHint>
    </div>
  )
}

/** One box to tick, on its own. */
export function Checkbox({ name, label, id = name, hint, error, lang = 'nl', value = 'on', checked }: FieldProps & { value?: string; checked?: boolean }) {
  return (
    <div class={error === undefined ? 'utrecht-form-field' : 'utrecht-form-field utrecht-form-field--invalid'}>
      <FieldError id={id} error={error} lang={lang} />
      <Row
        type="checkbox"
        name={name}
        id={id}
        value={value}
        label={label}
        hint={hint}
        invalid={error !== undefined}
        {...(checked === undefined ? {} : { checked })}
        describedby={error === undefined ? undefined : `${id}-error`}
      />
    </div>
  )
}

type GroupProps = Omit<FieldProps, 'label'> & {
  legend: Child
  options: readonly Choice[]
  /** The legend looks like a label (default) or like a heading of this page. */
  legendLooks?: 'label' | 'heading'
  /** Short options stand side by side where there is room. */
  inline?: boolean
}

const legends = { label: 'utrecht-form-label', heading: 'nl-heading nl-heading--level-2' }

function Group({ type, name, id = name, legend, legendLooks = 'label', hint, error, optional, lang = 'nl', options, inline }: GroupProps & { type: 'radio' | 'checkbox' }) {
  return (
    <fieldset
      class={`utrecht-form-fieldset utrecht-form-fieldset--html-fieldset koers-group${error === undefined ? '' : ' utrecht-form-fieldset--invalid'}`}
      role={type === 'radio' ? 'radiogroup' : undefined}
      aria-invalid={type === 'radio' && error !== undefined ? 'true' : undefined}
      aria-describedby={describedBy(`${id}-group`, { hint, error })}
    >
      <legend class={legends[legendLooks]}>
        {legend}
        {optional && <span class="koers-quiet"> ({textIn(lang).field.optional})</span>}
      </legend>
      <FieldHint id={`${id}-group`}>{hint}</FieldHint>
      <FieldError id={`${id}-group`} error={error} lang={lang} />
      <div class={inline ? 'koers-options koers-options--inline' : 'koers-options'}>
        {options.map((option, at) => (
          <Row {...option} type={type} name={name} id={at === 0 ? id : `${id}-${at + 1}`} invalid={error !== undefined} />
        ))}
      </div>
    </fieldset>
  )
}

/** One of a few. An error summary links to `id` (the name), which is the first option. */
export const RadioGroup = (props: GroupProps) => <Group {...props} type="radio" />

/** Any of a few: each box has the same name and its own value. */
export const CheckboxGroup = (props: GroupProps) => <Group {...props} type="checkbox" />
