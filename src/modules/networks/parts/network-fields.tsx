import type { FieldError, Typed } from '#platform/form'
import type { Lang } from '#platform/i18n'
import { TextArea, TextField } from '#ui/field'
import { ABOUT_LIMIT } from '../network.ts'
import { problemText, textIn } from '../text.ts'

/** Name, purpose and contact, where a network is begun and where it is changed. */
export function NetworkFields({ typed, errors, lang }: { typed: Typed; errors: readonly FieldError[]; lang: Lang }) {
  const text = textIn(lang)
  const t = text.form
  const field = (name: string) => {
    const error = errors.find((wrong) => wrong.field === name)
    return { name, value: [typed[name] ?? ''].flat()[0], error: error && problemText(text, error), lang }
  }
  return (
    <>
      <TextField {...field('name')} label={t.name} />
      <TextArea {...field('about')} label={t.about} limit={ABOUT_LIMIT} optional />
      <TextField {...field('contact')} label={t.contact} hint={t.contactHint} />
    </>
  )
}
