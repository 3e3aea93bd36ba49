import type { Typed } from '#platform/form'
import type { Lang } from '#platform/i18n'
import { DateField, TextField } from '#ui/field'
import type { Text } from '../text.ts'
import { typedIn } from './errors.ts'

type Props = { fields: Typed; of: (field: string) => string | undefined; text: Text; lang: Lang }

/** When the board decided, and who that was. */
export function DecisionFields({ fields, of, text, lang }: Props) {
  const t = text.decision
  return (
    <>
      <DateField name="on" label={t.on} value={typedIn(fields, 'on')} error={of('on')} lang={lang} />
      <TextField name="by" label={t.by} hint={t.byHint} value={typedIn(fields, 'by')} error={of('by')} lang={lang} autocomplete="off" />
    </>
  )
}
