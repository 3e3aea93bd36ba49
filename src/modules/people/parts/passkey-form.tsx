import type { Child } from 'hono/jsx'
import type { Lang } from '#platform/i18n'
import { Actions, Button } from '#ui/button'
import { Paragraph } from '#ui/paragraph'
import { textIn } from '../text.ts'

/** The script shows this form; without it, or in a browser that knows no passkeys, other ways remain. */
export function PasskeyForm({
  use,
  action,
  options,
  button,
  kind,
  lang,
  children,
}: {
  use: 'add' | 'give'
  action: string
  options: string
  button: string
  kind: 'primary' | 'secondary'
  lang: Lang
  children?: Child
}) {
  return (
    <>
      <form method="post" action={action} data-passkey={use} data-options={options} hidden>
        <input type="hidden" name="response" value="" />
        {children}
        <Actions>
          <Button kind={kind}>{button}</Button>
        </Actions>
        <p class="koers-keep" role="status"></p>
      </form>
      <noscript>
        <Paragraph quiet>{textIn(lang).passkeys.noScript}</Paragraph>
      </noscript>
    </>
  )
}
