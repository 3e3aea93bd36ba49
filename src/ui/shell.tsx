import { Wordmark } from './wordmark.tsx'
import { textIn, type Lang } from './text.ts'

const places = [
  ['/', 'start'],
  ['/voorbeeld', 'example'],
  ['/bronnen', 'sources'],
  ['/hulp', 'help'],
] as const

/** In which place of the menu a page stands: the example has pages below it, the start has not. */
const isIn = (place: string, path: string) => path === place || (place !== '/' && path.startsWith(`${place}/`))

export const placeOf = (path: string) => places.find(([place]) => isIn(place, path))?.[0]

export function Top({ lang, mode }: { lang: Lang; mode: 'trial' | 'production' }) {
  const text = textIn(lang)
  return (
    <>
      <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#main">
        {text.skip}
      </a>
      {mode === 'trial' && (
        <div class="koers-trial">
          <p class="koers-trial__text koers-across">
            <strong>{text.trial.name}</strong> {text.trial.what}{' '}
            <a class="nl-link" href="/over">
              {text.trial.more}
            </a>
          </p>
        </div>
      )}
    </>
  )
}

export function Menu({ lang, place }: { lang: Lang; place: string | undefined }) {
  const text = textIn(lang).nav
  return (
    <>
      <a class="koers-header__home" href="/">
        <Wordmark />
      </a>
      <nav class="koers-header__nav" aria-label={text.label}>
        <ul class="koers-nav">
          {places.map(([href, key]) => (
            <li>
              <a class="koers-nav__link" href={href} aria-current={href === place ? 'page' : undefined}>
                {text[key]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

/** The way in, or to one's own page. */
export function Account({ person, lang }: { person: { name: string; unread: number } | undefined; lang: Lang }) {
  const text = textIn(lang).account
  return person ? (
    <>
      <a class="koers-nav__link" href="/mijn/meldingen">
        {text.notifications}
        {person.unread > 0 && <Unread count={person.unread} of={text.unread} />}
      </a>
      <a class="koers-nav__link koers-header__account" href="/mijn">
        <span class="koers-hidden">{text.mine}: </span>
        <bdi>{person.name || text.mine}</bdi>
      </a>
    </>
  ) : (
    <a class="koers-nav__link koers-header__account" href="/aanmelden">
      {text.signIn}
    </a>
  )
}

/** The service counts to a hundred and no further. */
function Unread({ count, of }: { count: number; of: (count: string) => string }) {
  const shown = count > 99 ? '99+' : String(count)
  return (
    <>
      {' '}
      <span class="koers-count" aria-hidden="true">
        {shown}
      </span>
      <span class="koers-hidden">({of(shown)})</span>
    </>
  )
}

export function Footer({ lang }: { lang: Lang }) {
  const text = textIn(lang).footer
  return (
    <footer class="koers-footer">
      <div class="koers-across">
        <nav aria-label={text.label}>
          <ul class="koers-nav">
            <li>
              <a class="koers-nav__link" href="/over">
                {text.about}
              </a>
            </li>
            <li>
              <a class="koers-nav__link" href="/praktijken">
                {text.practices}
              </a>
            </li>
            <li>
              <a class="koers-nav__link" href="/toegankelijkheid">
                {text.accessibility}
              </a>
            </li>
            <li>
              <a class="koers-nav__link" href="/status">
                {text.status}
              </a>
            </li>
            <li>
              <a class="koers-nav__link" href="/api/openapi.json">
                {text.api}
              </a>
            </li>
          </ul>
        </nav>
        <p class="koers-footer__own">{text.own}</p>
      </div>
    </footer>
  )
}
