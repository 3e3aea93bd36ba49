import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import type { OfferedPractice } from '../offered.ts'
import type { Text } from '../text.ts'

/** What others did on exactly this condition to come to the next level. */
export function OfferedPractices({ offered, conditionId, text }: { offered: readonly OfferedPractice[]; conditionId: string; text: Text }) {
  if (offered.length === 0) return null
  return (
    <>
      <Heading level={2} looks={3}>
        {text.condition.offered}
      </Heading>
      <ul class="koers-links">
        {offered.map(({ id, title, organisationName }) => (
          <li>
            <Link href={`/praktijken/${id}`}>
              <bdi>{title}</bdi>
            </Link>{' '}
            <span class="koers-quiet">
              <bdi>{organisationName}</bdi>
            </span>
          </li>
        ))}
        <li>
          <Link href={`/praktijken?voorwaarde=${conditionId}`}>{text.condition.offeredAll(conditionId)}</Link>
        </li>
      </ul>
    </>
  )
}
