import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { placesFor } from '#platform/rights'
import { Heading } from '#ui/heading'
import { OrganisationPage, organisationPath } from '#ui/organisation-page'
import type { Family } from '../overviews.ts'

/** The pages of growth of one board or school; `below` is where this one is, within it. */
export function Frame({ c, organisation, title, below, children }: { c: Ctx; organisation: Family['organisation']; title: string; below?: string; children?: Child }) {
  const right = c.var.actor.standing.get(organisation.id)?.right ?? 'reader'
  return (
    <OrganisationPage
      {...c.var.page}
      title={`${title} – ${organisation.name}`}
      organisation={organisation}
      place="groei"
      open={placesFor(right)}
      {...(below === undefined ? {} : { below: [{ href: `${organisationPath(organisation.id)}/${below}`, label: title }] })}
      wide
    >
      <Heading level={1} over={<bdi>{organisation.name}</bdi>}>
        {title}
      </Heading>
      {children}
    </OrganisationPage>
  )
}
