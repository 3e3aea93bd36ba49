import { longDate, type Lang } from '#platform/i18n'
import { Heading } from '#ui/heading'
import type { NamedHandover } from '../handovers/handovers.ts'
import { textIn } from '../text.ts'

/** What came and went, with the day, why, and who says so. */
export function HandoverList({ handovers, lang, title }: { handovers: readonly NamedHandover[]; lang: Lang; title?: string }) {
  const t = textIn(lang).handovers
  return (
    <section>
      <Heading level={2} id="overdrachten">
        {title ?? t.title}
      </Heading>
      <ul class="koers-links">
        {handovers.map(({ onDay, organisation, from, to, kind, reason, source }) => (
          <li>
            {longDate(onDay, lang)}: <bdi>{from === null ? t.joined(organisation, to) : kind === 'merged' ? t.merged(from, to) : t.moved(organisation, from, to)}</bdi>
            <span class="koers-quiet">
              , {source === 'register' ? t.register : t.hand}
              {reason && (
                <>
                  : <bdi>{reason}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
