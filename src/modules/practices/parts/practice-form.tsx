import type { FieldError, Typed } from '#platform/form'
import type { Ctx } from '#platform/http'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Select, TextArea, TextField } from '#ui/field'
import { Link } from '#ui/link'
import { PART_LIMIT, practiceLevels, type Fields } from '../practice.ts'
import type { Practices } from '../practices.ts'
import { problemText, textIn } from '../text.ts'

/** What stands in the form, as text. */
export type FormFields = Record<keyof Fields, string>
export const names = ['title', 'conditionId', 'level', 'situation', 'approach', 'result', 'contactFunction', 'contactMail'] as const satisfies (keyof Fields)[]

export const emptyForm = (conditionId: string): FormFields => ({
  title: '',
  conditionId,
  level: '',
  situation: '',
  approach: '',
  result: '',
  contactFunction: '',
  contactMail: '',
})
export const formOf = (fields: Fields): FormFields => ({ ...emptyForm(fields.conditionId), ...fields, level: String(fields.level ?? '') })
export function formTyped(typed: Typed): FormFields {
  const one = (name: keyof Fields) => [typed[name] ?? ''].flat()[0] ?? ''
  return Object.fromEntries(names.map((name) => [name, one(name)])) as FormFields
}

type Props = { c: Ctx; practices: Practices; fields: FormFields; errors: readonly FieldError[]; action: string; hidden: { name: string; value: string }; back: string }

export function Mistakes({ errors, c }: Pick<Props, 'errors' | 'c'>) {
  const text = textIn(c.var.lang)
  const inOrder = errors.toSorted((one, other) => names.findIndex((name) => name === one.field) - names.findIndex((name) => name === other.field))
  return <ErrorSummary errors={inOrder.map((one) => ({ field: one.field, message: problemText(text, one) }))} lang={c.var.lang} />
}

export function PracticeForm({ c, practices, fields, errors, action, hidden, back }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.form
  const usual = (name: keyof Fields) => {
    const found = errors.find((one) => one.field === name)
    return { name, value: fields[name], error: found && problemText(text, found), lang }
  }
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" {...hidden} />
      <TextField {...usual('title')} label={t.title} hint={t.titleHint} />
      <Select {...usual('conditionId')} label={t.condition} empty options={practices.conditions().map(({ id, title }) => ({ value: id, label: `${id} ${title}`, lang: 'nl' }))} />
      <Select
        {...usual('level')}
        label={t.level}
        hint={t.levelHint}
        empty
        options={practiceLevels.map((level) => ({ value: String(level), label: `${level} ${practices.levelName(level)}` }))}
      />
      <TextArea {...usual('situation')} label={t.situation} rows={5} limit={PART_LIMIT} />
      <TextArea {...usual('approach')} label={t.approach} hint={t.approachHint} rows={8} limit={PART_LIMIT} />
      <TextArea {...usual('result')} label={t.result} rows={5} limit={PART_LIMIT} />
      <fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset koers-group">
        <legend class="utrecht-form-label">{t.contact}</legend>
        <div class="koers-hint">{t.contactHint}</div>
        <TextField {...usual('contactFunction')} label={t.contactFunction} width="middle" />
        <TextField {...usual('contactMail')} label={t.contactMail} type="email" width="middle" spellcheck={false} autocomplete="off" />
      </fieldset>
      <p class="koers-hint">{text.own.submitWhat}</p>
      <Actions>
        <Button name="do" value="submit">
          {t.submit}
        </Button>
        <Button kind="secondary">{t.saveDraft}</Button>
        <Link href={back}>{text.own.back}</Link>
      </Actions>
    </form>
  )
}
