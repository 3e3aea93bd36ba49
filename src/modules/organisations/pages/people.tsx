import { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock'
import { Refusal } from '#platform/errors'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate, type Lang } from '#platform/i18n'
import { placesFor, rights } from '#platform/rights'
import { Alert } from '#ui/alert'
import { Actions, LinkButton } from '#ui/button'
import { Details } from '#ui/details'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import { Table } from '#ui/table'
import type { Claims, ClaimView } from '../claims/claims.ts'
import type { Handovers, NamedHandover } from '../handovers/handovers.ts'
import type { Invitation } from '../invitations/invitation.ts'
import type { Invitations } from '../invitations/invitations.ts'
import { rightField } from '../membership.ts'
import type { Member, Memberships, PeopleView } from '../memberships/memberships.ts'
import { Address } from '../parts/address.tsx'
import { ClaimList } from '../parts/claim-list.tsx'
import { HandoverList } from '../parts/handover-list.tsx'
import { OpenInvitations } from '../parts/open-invitations.tsx'
import { org, peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { mayAddSchools, mayChange, mayInvite } from '../policy.ts'
import { textIn } from '../text.ts'

const path = `${org}/mensen` as const

const claim = `${path}/verzoeken/:claim{[\\w-]{16}}` as const

type Needs = { memberships: Memberships; invitations: Invitations; claims: Claims; handovers: Handovers; clock: Clock }

export const peoplePages = ({ memberships, invitations, claims, handovers, clock }: Needs) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      if (!c.var.actor.person) return signInFirst(c)
      const id = c.req.param('org')
      const view = await memberships.peopleOf(c.var.actor, id)
      const open = mayInvite(view.at, 'reader') ? await invitations.openInvitations(c.var.actor, id) : undefined
      const [asked, moved] = [await claims.openClaims(c.var.actor, id), await handovers.handoversOf(c.var.actor, id)]
      return html(c, <PeoplePage c={c} view={view} invitations={open} claims={asked} handovers={moved} now={clock.now()} />)
    })
    .post(`${claim}/toelaten`, async (c) => {
      const form = await parseForm(c, z.object({ right: rightField }))
      // The list offers only rights that this function may hold: anything else was not made with our page.
      if (!form.ok) throw new Refusal('bad-request', 'Choose one of the rights of the list.')
      const done = await claims.decide(c.var.actor, c.req.param('claim'), form.value.right)
      if (done.status === 'function-cannot-hold') throw new Refusal('bad-request', 'Choose one of the rights of the list.')
      return c.redirect(`${peoplePath(c.req.param('org'))}?gedaan=granted`, 303)
    })
    .post(`${claim}/afwijzen`, async (c) => {
      await claims.decide(c.var.actor, c.req.param('claim'), undefined)
      return c.redirect(`${peoplePath(c.req.param('org'))}?gedaan=refused`, 303)
    })
    .post(`${path}/uitnodigingen/:invitation{[\\w-]{16}}/intrekken`, async (c) => {
      await invitations.withdraw(c.var.actor, c.req.param('org'), c.req.param('invitation'))
      return c.redirect(`${peoplePath(c.req.param('org'))}?gedaan=withdrawn`, 303)
    })
    .post(`${path}/uitnodigingen/:invitation{[\\w-]{16}}/opnieuw`, async (c) => {
      const { status } = await invitations.sendAgain(c.var.actor, c.req.param('org'), c.req.param('invitation'), c.var.lang)
      return c.redirect(`${peoplePath(c.req.param('org'))}?gedaan=${status === 'sent' ? 'again' : 'justSent'}`, 303)
    })

/** So many people of the board stand among those of a school without pushing them away. */
const FEW = 5

type Props = { c: Ctx; view: PeopleView; invitations: Invitation[] | undefined; claims: ClaimView[]; handovers: NamedHandover[]; now: Date }

function PeoplePage({ c, view, invitations, claims, handovers, now }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.people
  const { organisation, at, members, board, viaBoard } = view
  const mergedInto = organisation.mergedInto ? handovers.find((one) => one.kind === 'merged' && one.organisationId === organisation.id)?.to : undefined
  return (
    <OrganisationPage {...c.var.page} title={t.title} organisation={organisation} place="mensen" open={placesFor(at.right)} wide>
      <Done c={c} lang={lang} name={organisation.name} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>
        <bdi>{t.lead(organisation.name)}</bdi>
      </Paragraph>
      {mergedInto && (
        <Alert kind="info" lang={lang}>
          <Paragraph>
            <bdi>{text.handovers.mergedNote(mergedInto)}</bdi>
          </Paragraph>
        </Alert>
      )}
      {members.length === 1 && viaBoard.length === 0 && members[0]?.self && mayInvite(at, 'reader') && <Paragraph>{t.alone}</Paragraph>}
      {mayInvite(at, 'reader') ? (
        <Actions>
          <LinkButton href={`${peoplePath(organisation.id)}/uitnodigen`}>{t.invite}</LinkButton>
          {invitations && invitations.length > 0 && <Link href="#uitnodigingen">{`${text.invitations.title} (${invitations.length})`}</Link>}
          {mayAddSchools(at, organisation) && <Link href={`/organisaties/${organisation.id}/scholen`}>{text.own.link}</Link>}
        </Actions>
      ) : (
        <Paragraph quiet>{t.ask}</Paragraph>
      )}
      {mayChange(at) && (
        <Paragraph>
          <Link href={`${peoplePath(organisation.id)}/tweede-stap`}>{text.secondStep.link}</Link>
        </Paragraph>
      )}
      {claims.length > 0 && <ClaimList claims={claims} under={peoplePath(organisation.id)} lang={lang} />}
      <MemberTable caption={t.caption} members={members} empty={t.none} act={(member) => (mayChange(at) ? t.change : member.self ? t.leave : undefined)} lang={lang} />
      {board && viaBoard.length > 0 && (
        <Details summary={<bdi>{t.via(board.name)}</bdi>} over={`(${viaBoard.length})`} open={viaBoard.length <= FEW}>
          <Paragraph quiet>{t.viaWhy}</Paragraph>
          <MemberTable caption={t.viaCaption} members={viaBoard} empty={t.none} lang={lang} />
        </Details>
      )}
      {invitations && <OpenInvitations invitations={invitations} organisation={organisation} at={at} now={now} lang={lang} />}
      <Details summary={t.rightsTitle}>
        <SummaryList rows={rights.map((right) => ({ key: text.right[right].name, value: text.right[right].what }))} lang={lang} />
      </Details>
      {handovers.length > 0 && <HandoverList handovers={handovers} lang={lang} />}
    </OrganisationPage>
  )
}

type TableProps = { caption: string; members: readonly Member[]; empty: string; act?: (member: Member) => string | undefined; lang: Lang }

function MemberTable({ caption, members, empty, act, lang }: TableProps) {
  const text = textIn(lang)
  const t = text.people
  const columns = [t.name, t.functions, t.right, t.since].map((label) => ({ label }))
  return (
    <Table
      caption={caption}
      columns={act ? [...columns, { label: <span class="koers-hidden">{t.actions}</span> }] : columns}
      empty={empty}
      lang={lang}
      rows={members.map((member) => {
        const name = member.name || t.unnamed
        const cells = [
          <>
            <bdi>{name}</bdi>
            {member.self && ` (${t.you})`}
            {member.email !== undefined && member.email !== member.name && (
              <>
                <br />
                <span class="koers-quiet">
                  <Address email={member.email} />
                </span>
              </>
            )}
          </>,
          member.functions.map((one) => text.function[one]).join(', '),
          text.right[member.right].name,
          longDate(member.since, lang),
        ]
        if (!act) return cells
        const what = act(member)
        const link = what && (
          <Link href={`${peoplePath(member.organisationId)}/${member.id}`} context={t.of(name)}>
            {what}
          </Link>
        )
        return [...cells, link ?? '']
      })}
    />
  )
}

/** What was just done, told once on the page one comes back to. */
function Done({ c, lang, name }: { c: Ctx; lang: Lang; name: string }) {
  const text = textIn(lang)
  const t = text.people
  const said: Record<string, string> = {
    changed: t.changed,
    removed: t.removed,
    again: t.again,
    withdrawn: t.withdrawn,
    granted: t.claimGranted,
    refused: t.claimRefused,
    welcome: text.invitation.accepted(name),
    owner: text.claim.confirmed(name),
  }
  const done = c.req.query('gedaan') ?? ''
  const sent = Number.parseInt(c.req.query('verstuurd') ?? '', 10)
  const skipped = Number.parseInt(c.req.query('overgeslagen') ?? '', 10)
  if (done === 'justSent')
    return (
      <Alert kind="info" lang={lang} live>
        <Paragraph>{t.justSent}</Paragraph>
      </Alert>
    )
  const lines = sent > 0 ? [t.sent(sent), ...(skipped > 0 ? [t.skipped(skipped)] : [])] : said[done] === undefined ? [] : [said[done]]
  if (lines.length === 0) return null
  return (
    <Alert kind="ok" lang={lang} live>
      {lines.map((line) => (
        <Paragraph>{line}</Paragraph>
      ))}
    </Alert>
  )
}
