import type { FieldError } from '#platform/form'
import type { Lang } from '#platform/i18n'
import { FileField, TextField } from '#ui/field'
import { textIn } from '../text.ts'
import { errorIn } from './details-fields.tsx'

const accepted = '.pdf,.png,.jpg,.jpeg,.webp,.odt,.ods,.odp,.docx,.xlsx,.pptx,.txt,.csv,.md'

/** A link or a file: one of both. */
export function ContentsFields({ link, errors, lang }: { link: string; errors: readonly FieldError[]; lang: Lang }) {
  const t = textIn(lang).form
  const error = errorIn(errors, lang)
  return (
    <fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset koers-group">
      <legend class="utrecht-form-label">{t.what}</legend>
      <div class="koers-hint">{t.whatHint}</div>
      <TextField name="link" type="url" label={t.link} hint={t.linkHint} value={link} error={error('link')} spellcheck={false} lang={lang} autocomplete="off" />
      <FileField name="file" label={t.file} hint={t.fileHint} error={error('file')} accept={accepted} lang={lang} />
    </fieldset>
  )
}
