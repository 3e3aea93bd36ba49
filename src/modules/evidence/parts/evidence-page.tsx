import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { placesFor } from '#platform/rights'
import { OrganisationPage, organisationPath } from '#ui/organisation-page'
import type { Place } from '../piece.ts'

export const listPath = (organisationId: string) => organisationPath(organisationId, 'bewijs')
export const piecePath = ({ id, organisationId }: { id: string; organisationId: string }) => `${listPath(organisationId)}/${id}`

type Props = { c: Ctx; place: Place; title: string; below?: { href: string; label: string }[]; error?: boolean; wide?: boolean; children?: Child }

/** The frame of every page about the evidence of one organisation. */
export function EvidencePage({ c, place, title, below = [], error = false, wide = false, children }: Props) {
  return (
    <OrganisationPage {...c.var.page} title={`${title} – ${place.name}`} organisation={place} place="bewijs" open={placesFor(place.right)} below={below} error={error} wide={wide}>
      {children}
    </OrganisationPage>
  )
}
