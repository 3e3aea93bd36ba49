import { longDate, type Lang } from '#platform/i18n'
import type { Standing } from '#platform/rights'
import { Button } from '#ui/button'
import { Heading } from '#ui/heading'
import { Table } from '#ui/table'
import { hasExpired, type Invitation } from '../invitations/invitation.ts'
import type { Organisation } from '../organisation.ts'
import { mayWithdraw } from '../policy.ts'
import { textIn } from '../text.ts'
import { Address } from './address.tsx'
import { peoplePath } from './paths.ts'

type Props = { invitations: readonly Invitation[]; organisation: Organisation; at: Standing; now: Date; lang: Lang }

export function OpenInvitations({ invitations, organisation, at, now, lang }: Props) {
  const text = textIn(lang)
  const t = text.invitations
  return (
    <>
      <Heading level={2} id="uitnodigingen">
        {t.title}
      </Heading>
      <Table
        caption={t.caption}
        captionHidden
        columns={[t.email, text.people.functions, text.people.right, t.for, t.state, <span class="koers-hidden">{text.people.actions}</span>].map((label) => ({ label }))}
        empty={t.none}
        lang={lang}
        rows={invitations.map((invitation) => {
          const expires = longDate(invitation.expiresAt, lang)
          return [
            <Address email={invitation.email} />,
            invitation.functions.map((one) => text.function[one]).join(', '),
            text.right[invitation.right].name,
            invitation.placeIds.includes(organisation.id) ? <bdi>{organisation.name}</bdi> : t.schools(invitation.placeIds.length),
            hasExpired(invitation, now) ? t.expired(expires) : t.until(expires),
            mayWithdraw(at, invitation.right) ? <Acts invitation={invitation} lang={lang} /> : '',
          ]
        })}
      />
    </>
  )
}

function Acts({ invitation, lang }: { invitation: Invitation; lang: Lang }) {
  const t = textIn(lang).invitations
  const here = `${peoplePath(invitation.organisationId)}/uitnodigingen/${invitation.id}`
  return (
    <form method="post" action={`${here}/opnieuw`}>
      <Button kind="subtle">
        {t.again}
        <span class="koers-hidden"> {t.to(invitation.email)}</span>
      </Button>
      <Button kind="subtle" formaction={`${here}/intrekken`}>
        {t.withdraw}
        <span class="koers-hidden"> {t.to(invitation.email)}</span>
      </Button>
    </form>
  )
}
