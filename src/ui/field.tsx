import type { Child } from 'hono/jsx'
import { textIn, type Lang } from './text.ts'

/** What every field has. `id` is the name unless said otherwise; an error summary links to it. */
export type FieldProps = {
  name: string
  label: Child
  id?: string
  hint?: Child
  error?: string | undefined
  /** Says "niet verplicht" beside the label. */
  optional?: boolean
  lang?: Lang
}

/** The `aria-describedby` of a field: what is wrong is read before the hint. */
export const describedBy = (id: string, { hint, error }: { hint?: unknown; error?: string | undefined }) =>
  [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ') || undefined

export function FieldHint({ id, children }: { id: string; children?: Child }) {
  return children === undefined ? null : (
    <div class="koers-hint" id={`${id}-hint`}>
      {children}
    </div>
  )
}

export function FieldError({ id, error, lang = 'nl' }: { id: string; error: string | undefined; lang?: Lang }) {
  if (error === undefined) return null
  return (
    <p class="utrecht-form-field-error-message koers-error" id={`${id}-error`}>
      <span class="koers-hidden">{textIn(lang).field.error}</span>
      {error}
    </p>
  )
}

function Field({ id, label, hint, error, optional, lang = 'nl', children }: Omit<FieldProps, 'name'> & { id: string; children: Child }) {
  return (
    <div class={error === undefined ? 'utrecht-form-field' : 'utrecht-form-field utrecht-form-field--invalid'}>
      <label class="utrecht-form-label" for={id}>
        {label}
        {optional && <span class="koers-quiet"> ({textIn(lang).field.optional})</span>}
      </label>
      <FieldHint id={id}>{hint}</FieldHint>
      <FieldError id={id} error={error} lang={lang} />
      {children}
    </div>
  )
}

const widths = { short: 'koers-width--short', middle: 'koers-width--middle', full: '' }

type TextFieldProps = FieldProps & {
  value?: string | undefined
  type?: 'text' | 'email' | 'url' | 'search' | 'password' | 'tel'
  inputmode?: 'numeric' | 'decimal'
  autocomplete?: string
  /** As wide as what is expected in it. */
  width?: keyof typeof widths
  spellcheck?: boolean
  /** Attributes a script of ours looks for, such as `data-search`. */
  data?: Record<`data-${string}`, string>
}

export function TextField({ value, type = 'text', inputmode, autocomplete, width = 'full', spellcheck, data, ...field }: TextFieldProps) {
  const id = field.id ?? field.name
  return (
    <Field {...field} id={id}>
      <input
        class={`utrecht-textbox utrecht-textbox--html-input ${widths[width]}`}
        type={type}
        id={id}
        name={field.name}
        value={value}
        inputmode={inputmode}
        autocomplete={autocomplete}
        spellcheck={spellcheck}
        dir="auto"
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, field)}
        {...data}
      />
    </Field>
  )
}

type TextAreaProps = FieldProps & {
  value?: string | undefined
  rows?: number
  /** The most characters it may hold: said, not enforced, for a browser cuts pasted text off without a word. */
  limit?: number
}

export function TextArea({ value, rows = 4, limit, hint, ...field }: TextAreaProps) {
  const id = field.id ?? field.name
  const said =
    limit === undefined ? (
      hint
    ) : (
      <>
        {hint} {textIn(field.lang ?? 'nl').field.limit(limit)}
      </>
    )
  return (
    <Field {...field} id={id} hint={said}>
      <textarea
        class="utrecht-textarea utrecht-textarea--html-textarea"
        id={id}
        name={field.name}
        rows={rows}
        dir="auto"
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, { ...field, hint: said })}
      >
        {value}
      </textarea>
    </Field>
  )
}

/** `lang` where the label is in another language than the page. */
export type Option = { value: string; label: string; disabled?: boolean; lang?: Lang }

/** `empty` is the first, empty choice; without one the first option is chosen. */
export function Select({ value, options, empty, ...field }: FieldProps & { value?: string | undefined; options: readonly Option[]; empty?: string | true }) {
  const id = field.id ?? field.name
  return (
    <Field {...field} id={id}>
      <select
        class="utrecht-select utrecht-select--html-select"
        id={id}
        name={field.name}
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, field)}
      >
        {empty !== undefined && <option value="">{empty === true ? textIn(field.lang ?? 'nl').field.choose : empty}</option>}
        {options.map((option) => (
          <option value={option.value} lang={option.lang} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** A day, as `2026-08-31`. The browser shows it in the way of its person and helps choosing. */
export function DateField({ value, min, max, ...field }: FieldProps & { value?: string | undefined; min?: string; max?: string }) {
  const id = field.id ?? field.name
  return (
    <Field {...field} id={id}>
      <input
        class="utrecht-textbox utrecht-textbox--html-input koers-width--short"
        type="date"
        id={id}
        name={field.name}
        value={value}
        min={min}
        max={max}
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, field)}
      />
    </Field>
  )
}

/** Files to send along; the form has `enctype="multipart/form-data"`. The browser never gives a chosen file back after a mistake: say so. */
export function FileField({ accept, multiple, ...field }: FieldProps & { accept?: string; multiple?: boolean }) {
  const id = field.id ?? field.name
  return (
    <Field {...field} id={id}>
      <input
        class="koers-file"
        type="file"
        id={id}
        name={field.name}
        accept={accept}
        multiple={multiple}
        aria-invalid={field.error === undefined ? undefined : 'true'}
        aria-describedby={describedBy(id, field)}
      />
    </Field>
  )
}
