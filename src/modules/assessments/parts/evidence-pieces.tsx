import { Badge } from '#ui/badge'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import type { Named } from '#modules/evidence'
import type { Condition } from '#modules/instruments'
import type { Text } from '../text.ts'

type Props = { pieces: readonly Named[]; organisationId: string; condition: Condition; text: Text }

/** The evidence that is kept by this condition, with whether it still holds, and the way to add some. */
export function EvidencePieces({ pieces, organisationId, condition, text }: Props) {
  const t = text.pieces
  const base = organisationPath(organisationId, 'bewijs')
  return (
    <section aria-labelledby="pieces">
      <Heading level={2} looks={3} id="pieces">
        {t.title}
      </Heading>
      {pieces.length === 0 ? (
        <Paragraph>{t.none}</Paragraph>
      ) : (
        <ul class="koers-links">
          {pieces.map((piece) => (
            <li>
              <Link href={`${base}?voorwaarde=${condition.id}`}>
                <bdi>{piece.title}</bdi>
              </Link>
              {piece.state !== 'valid' && (
                <>
                  {' '}
                  <Badge kind="warning">{t.state[piece.state]}</Badge>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <Paragraph>
        <Link href={`${base}/nieuw?voorwaarde=${condition.id}`}>{t.add}</Link>
      </Paragraph>
    </section>
  )
}
