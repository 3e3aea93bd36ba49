import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { placesFor } from '#platform/rights'
import { OrganisationPage, organisationPath } from '#ui/organisation-page'
import type { Place } from '../plans.ts'
import { textIn } from '../text.ts'

export const planPath = (organisationId: string, rest = '') => `${organisationPath(organisationId, 'plan')}${rest}`

type Props = { c: Ctx; place: Place; title: string; below?: { href: string; label: string }[]; wide?: boolean; error?: boolean; aside?: Child; children?: Child }

/** The frame of every page of a plan. */
export function PlanPage({ c, place: { organisation, right }, title, ...rest }: Props) {
  return <OrganisationPage {...c.var.page} title={`${title} · ${organisation.name}`} organisation={organisation} place="plan" open={placesFor(right)} {...rest} />
}

const views = { list: '', board: '/bord', calendar: '/kalender', yearly: '/jaarkalender' } as const
export type View = keyof typeof views

/** The four ways to look at one plan. */
export function Views({ c, organisationId, current }: { c: Ctx; organisationId: string; current: View }) {
  const text = textIn(c.var.lang).views
  return (
    <nav class="koers-views" aria-label={text.label}>
      <ul class="koers-nav">
        {(Object.keys(views) as View[]).map((view) => (
          <li>
            <a class="koers-nav__link" href={planPath(organisationId, views[view])} aria-current={view === current ? 'page' : undefined}>
              {text[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
