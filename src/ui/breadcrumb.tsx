import { textIn, type Lang } from './text.ts'

export type Crumb = { href: string; label: string }

/** The pages above this one; the page itself is its heading and is not repeated. */
export function Breadcrumb({ items, lang = 'nl' }: { items: readonly Crumb[]; lang?: Lang }) {
  return (
    <nav class="utrecht-breadcrumb-nav" aria-label={textIn(lang).breadcrumb}>
      <ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">
        {items.map(({ href, label }) => (
          <li class="utrecht-breadcrumb-nav__item">
            <a class="nl-link utrecht-breadcrumb-nav__link" href={href}>
              <bdi>{label}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
