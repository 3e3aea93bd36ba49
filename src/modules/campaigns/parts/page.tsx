import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { placesFor } from '#platform/rights'
import { OrganisationPage } from '#ui/organisation-page'
import type { Organisation } from '#modules/organisations'
import type { Campaign } from '../campaign.ts'

type Props = {
  c: Ctx
  organisation: Pick<Organisation, 'id' | 'name'>
  title: string
  /** The campaign, and the page below it. */
  campaign?: Pick<Campaign, 'id' | 'title'>
  here?: string
  error?: boolean
  wide?: boolean
  aside?: Child
  children?: Child
}

/** The frame of the pages of rounds of one board or school. */
export function RoundsPage({ c, organisation, title, campaign, here, children, ...page }: Props) {
  const base = `/organisaties/${organisation.id}/rondes`
  const below = [...(campaign ? [{ href: `${base}/${campaign.id}`, label: campaign.title }] : []), ...(here === undefined ? [] : [{ href: c.req.path, label: here }])]
  return (
    <OrganisationPage
      {...c.var.page}
      organisation={organisation}
      place="rondes"
      open={placesFor(c.var.actor.standing.get(organisation.id)?.right ?? 'reader')}
      title={title}
      below={below}
      {...page}
    >
      {children}
    </OrganisationPage>
  )
}
