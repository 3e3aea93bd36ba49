import { Hono } from 'hono'
import type { Clock } from '#platform/clock'
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
import type { Invitation } from '../invitations/invitation.ts'
import type { Invitations } from '../invitations/invitations.ts'
import type { Member, Memberships, PeopleView } from '../memberships/memberships.ts'
import { OpenInvitations } from '../parts/open-invitations.tsx'
import { org, peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { mayChange, mayInvite } from '../policy.ts'
import { textIn } from '../text.ts'

const path = `${org}/mensen` as const

type Needs = { memberships: Memberships; invitations: Invitations; clock: Clock }

export const peoplePages = ({ memberships, invitations, clock }: Needs) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      if (!c.var.actor.person) return signInFirst(c)
      const id = c.req.param('org')
      const view = await memberships.peopleOf(c.var.actor, id)
      const open = mayInvite(view.at, 'reader') ? await invitations.openInvitations(c.var.actor, id) : undefined
      return html(c, <PeoplePage c={c} view={view} invitations={open} now={clock.now()} />)
    })
    .post(`${path}/uitnodigingen/:invitation{[\\w-]{16}}/intrekken`, async (c) => {
      await invitations.withdraw(c.var.actor, c.req.param('org'), c.req.param('invitation'))
      return c.redirect(`${peoplePath(c.req.param('org'))}?gedaan=withdrawn`, 303)
    })
    .post(`${path}/uitnodigingen/:invitation{[\\w-]{16}}/opnieuw`, async (c) => {
      const { status } = await invitations.sendAgain(c.var.actor, c.req.param('org'), c.req.param('invitation'), c.var.lang)
      return c.redirect(`${peoplePath(c.req.param('org'))}?gedaan=${status === 'sent' ? 'again' : 'justSent'}`, 303)
    })

type Props = { c: Ctx; view: PeopleView; invitations: Invitation[] | undefined; now: Date }

function PeoplePage({ c, view, invitations, now }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.people
  const { organisation, at, members, board, viaBoard } = view
  return (
    <OrganisationPage {...c.var.page} title={t.title} organisation={organisation} place="mensen" open={placesFor(at.right)} wide>
      <Done c={c} lang={lang} name={organisation.name} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>
        <bdi>{t.lead(organisation.name)}</bdi>
      </Paragraph>
      {members.length === 1 && viaBoard.length === 0 && members[0]?.self && mayInvite(at, 'reader') && <Paragraph>{t.alone}</Paragraph>}
      {mayInvite(at, 'reader') ? (
        <Actions>
          <LinkButton href={`${peoplePath(organisation.id)}/uitnodigen`}>{t.invite}</LinkButton>
        </Actions>
      ) : (
        <Paragraph quiet>{t.ask}</Paragraph>
      )}
      <MemberTable caption={t.caption} members={members} empty={t.none} may={(member) => mayChange(at) || member.self} lang={lang} />
      {board && viaBoard.length > 0 && (
        <>
          <Heading level={2}>
            <bdi>{t.via(board.name)}</bdi>
          </Heading>
          <Paragraph quiet>{t.viaWhy}</Paragraph>
          <MemberTable caption={t.viaCaption} members={viaBoard} empty={t.none} lang={lang} />
        </>
      )}
      {invitations && <OpenInvitations invitations={invitations} organisation={organisation} at={at} now={now} lang={lang} />}
      <Details summary={t.rightsTitle}>
        <SummaryList rows={rights.map((right) => ({ key: text.right[right].name, value: text.right[right].what }))} lang={lang} />
      </Details>
    </OrganisationPage>
  )
}

type TableProps = { caption: string; members: readonly Member[]; empty: string; may?: (member: Member) => boolean; lang: Lang }

function MemberTable({ caption, members, empty, may, lang }: TableProps) {
  const text = textIn(lang)
  const t = text.people
  const columns = [t.name, t.functions, t.right, t.since].map((label) => ({ label }))
  return (
    <Table
      caption={caption}
      columns={may ? [...columns, { label: <span class="koers-hidden">{t.actions}</span> }] : columns}
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
                <span class="koers-quiet">{member.email}</span>
              </>
            )}
          </>,
          member.functions.map((one) => text.function[one]).join(', '),
          text.right[member.right].name,
          longDate(member.since, lang),
        ]
        if (!may) return cells
        const change = may(member) && (
          <Link href={`${peoplePath(member.organisationId)}/${member.id}`} context={t.of(name)}>
            {t.change}
          </Link>
        )
        return [...cells, change || '']
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
