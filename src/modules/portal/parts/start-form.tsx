import { Actions, Button } from '#ui/button'
import { Paragraph } from '#ui/paragraph'
import type { Text } from '../text.ts'

/** The one click that begins a measurement. */
export function StartForm({ text, returning }: { text: Text['home']; returning: boolean }) {
  return (
    <form method="post" action="/metingen">
      <Actions>
        <Button kind={returning ? 'secondary' : 'primary'}>{text.start}</Button>
      </Actions>
      <Paragraph quiet>{returning ? text.back.newHint : text.startHint}</Paragraph>
    </form>
  )
}
