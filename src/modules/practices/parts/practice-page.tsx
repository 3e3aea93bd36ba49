import type { Child } from 'hono/jsx'
import type { Ctx } from '#platform/http'
import { placesFor } from '#platform/rights'
import { OrganisationPage } from '#ui/organisation-page'
import type { Place } from '../practices.ts'
import { textIn } from '../text.ts'

export const ownPath = (organisationId: string) => `/organisaties/${organisationId}/praktijken`

type Props = { c: Ctx; place: Place; title: string; below?: { href: string; label: string }[]; error?: boolean; wide?: boolean; children?: Child }

/** The frame of the practices of one organisation, below its networks: both are about learning from others. */
export function PracticePage({ c, place, title, below = [], error = false, wide = false, children }: Props) {
  const here = { href: ownPath(place.id), label: textIn(c.var.lang).title }
  return (
    <OrganisationPage
      {...c.var.page}
      title={`${title} – ${place.name}`}
      organisation={place}
      place="netwerken"
      open={placesFor(place.right)}
      below={[here, ...below]}
      error={error}
      wide={wide}
    >
      {children}
    </OrganisationPage>
  )
}
