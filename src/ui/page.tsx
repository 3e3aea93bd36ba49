import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Breadcrumb, type Crumb } from './breadcrumb.tsx'
import { once } from './once.tsx'
import { Account, Footer, Menu, placeOf, Top } from './shell.tsx'
import { textIn, type Lang } from './text.ts'

export type { Lang }

/** Where the built files are. */
export type Assets = {
  css: string
  font?: string
  icon?: string
  /** The address of `src/browser/<name>.ts`. */
  script: (name: string) => string
}

export type PageProps = {
  /** What the page is about; " – Koers" comes behind it. */
  title: string
  lang: Lang
  /** Path and query of this page: the language link comes back to it. */
  path: string
  mode: 'trial' | 'production'
  assets: Assets
  /** Who is signed in; nobody is, on most pages of most visitors. */
  person?: { name: string; unread: number } | undefined
  /** What the page shows is made up. */
  example?: boolean
  /** The form came back with mistakes: the title begins with "Fout: ". */
  error?: boolean
  breadcrumb?: readonly Crumb[]
  /** What helps beside the work; below it on a phone. */
  aside?: Child
  /** For the map, the grid and wide tables: no limit of 66 characters. */
  wide?: boolean
  /** Names of scripts in `src/browser`, only where the page is nicer with them. */
  scripts?: readonly string[]
  /** "noindex" for whatever is behind an unguessable link. */
  robots?: string
  children?: Child
}

/** The same on every page until the next build. */
const files = ({ css, font, icon }: Assets) =>
  html`<meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" /> ${font && html`<link rel="preload" as="font" type="font/woff2" href="${font}" crossorigin />`}
    <link rel="stylesheet" href="${css}" /> ${icon && html`<link rel="icon" type="image/svg+xml" href="${icon}" />`}`

function Head({ title, lang, assets, error, scripts, robots }: PageProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${error ? textIn(lang).error : ''}${title} – Koers`}</title>
      {once(`files ${assets.css} ${assets.font} ${assets.icon}`, () => files(assets))}
      {robots && <meta name="robots" content={robots} />}
      {scripts?.map((name) => (
        <script type="module" src={assets.script(name)}></script>
      ))}
    </head>
  )
}

/** A whole document, from doctype to end. */
export function Page(props: PageProps) {
  const { lang, path, mode, breadcrumb, aside, wide, example, children } = props
  const { language, aside: asideLabel, example: made } = textIn(lang)
  const place = placeOf(path.split('?')[0] ?? path)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={lang}>
        <Head {...props} />
        <body>
          <header class="koers-header">
            {once(`top ${lang} ${mode}`, () => (
              <Top lang={lang} mode={mode} />
            ))}
            <div class="koers-header__bar koers-across">
              {once(`menu ${lang} ${place}`, () => (
                <Menu lang={lang} place={place} />
              ))}
              <div class="koers-header__own">
                <Account person={props.person} lang={lang} />
                <a
                  class="koers-nav__link koers-header__language"
                  href={`/taal/${language.other}?terug=${encodeURIComponent(path)}`}
                  lang={language.other}
                  hreflang={language.other}
                  aria-label={language.otherLabel}
                >
                  {language.otherName}
                </a>
              </div>
            </div>
          </header>
          <div class={`koers-page koers-across${wide ? ' koers-page--wide' : ''}${aside ? ' koers-page--aside' : ''}`}>
            {example && (
              <p class="koers-example">
                <strong>{made.name}</strong> {made.what}{' '}
                <a class="nl-link" href="/voorbeeld/samen">
                  {made.more}
                </a>
              </p>
            )}
            {breadcrumb && breadcrumb.length > 0 && <Breadcrumb items={breadcrumb} lang={lang} />}
            <main class="koers-main" id="main" tabindex={-1}>
              {children}
            </main>
            {aside && (
              <aside class="koers-aside" aria-label={asideLabel}>
                {aside}
              </aside>
            )}
          </div>
          {once(`footer ${lang}`, () => (
            <Footer lang={lang} />
          ))}
        </body>
      </html>
    </>
  )
}
