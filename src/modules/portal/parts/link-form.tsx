import type { Lang } from '#platform/i18n'
import { Button } from '#ui/button'
import { Details } from '#ui/details'
import { TextField } from '#ui/field'
import type { Text } from '../text.ts'

/** The way back for who has a link and another browser. */
export function LinkForm({ text, lang }: { text: Text['home']['link']; lang: Lang }) {
  return (
    <Details summary={text.summary} id="verder">
      <form method="post" action="/verder">
        <TextField name="link" label={text.label} hint={text.hint} autocomplete="off" spellcheck={false} lang={lang} />
        <Button kind="secondary">{text.button}</Button>
      </form>
    </Details>
  )
}
