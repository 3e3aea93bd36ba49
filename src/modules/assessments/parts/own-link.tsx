import { Link } from '#ui/link'
import { Paragraph } from '#ui/paragraph'
import type { Text } from '../text.ts'

/** Where one finds the link that opens this measurement elsewhere. The secret itself is shown on a page of its own. */
export function OwnLink({ href, text }: { href: string; text: Text }) {
  return (
    <div class="koers-panel">
      <Paragraph>
        <Link href={href}>{text.list.keep}</Link>
      </Paragraph>
      <Paragraph quiet>{text.list.keepWhy}</Paragraph>
    </div>
  )
}
