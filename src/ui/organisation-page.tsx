import { Page, type PageProps } from './page.tsx'
import { textIn, type Lang } from './text.ts'

/** The places of one board or school, in the order of its menu; each is the last part of its address. */
export const organisationPlaces = ['', 'rondes', 'plan', 'bewijs', 'groei', 'vergelijken', 'netwerken', 'mensen', 'logboek'] as const
export type OrganisationPlace = (typeof organisationPlaces)[number]

export const organisationPath = (id: string, place: OrganisationPlace = '') => `/organisaties/${id}${place === '' ? '' : `/${place}`}`

type Props = Omit<PageProps, 'robots' | 'breadcrumb'> & {
  organisation: { id: string; name: string }
  place: OrganisationPlace
  /** The places this person may open here. */
  open: readonly OrganisationPlace[]
  /** Below the place itself, such as one action of the plan. */
  below?: { href: string; label: string }[]
}

/** The frame of every page of one board or school: its name in the path, its menu, and never in a search engine. */
export function OrganisationPage({ organisation, place, open, below = [], children, ...page }: Props) {
  const text = textIn(page.lang).organisation
  const path = [
    { href: '/mijn', label: textIn(page.lang).account.mine },
    ...(place === '' && below.length === 0 ? [] : [{ href: organisationPath(organisation.id), label: organisation.name }]),
    ...(below.length === 0 ? [] : [{ href: organisationPath(organisation.id, place), label: text.places[place] }, ...below.slice(0, -1)]),
  ]
  return (
    <Page {...page} breadcrumb={path} robots="noindex">
      <OrganisationMenu id={organisation.id} place={place} open={open} lang={page.lang} />
      {children}
    </Page>
  )
}

function OrganisationMenu({ id, place, open, lang }: { id: string; place: OrganisationPlace; open: readonly OrganisationPlace[]; lang: Lang }) {
  const text = textIn(lang).organisation
  return (
    <nav class="koers-places" aria-label={text.menu}>
      <ul class="koers-nav">
        {organisationPlaces
          .filter((known) => open.includes(known))
          .map((known) => (
            <li>
              <a class="koers-nav__link" href={organisationPath(id, known)} aria-current={known === place ? 'page' : undefined}>
                {text.places[known]}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}
