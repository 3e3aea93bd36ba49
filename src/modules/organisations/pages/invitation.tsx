import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { SummaryList } from '#ui/summary-list'
import type { Invitations, Looked } from '../invitations/invitations.ts'
import { labelOf } from '../organisation.ts'
import { peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { textIn } from '../text.ts'

const path = '/uitnodiging/:key' as const

export const invitationPages = (invitations: Invitations) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      c.header('cache-control', 'private, no-store')
      return show(c, await invitations.look(c.req.param('key'), c.var.actor.person))
    })
    .post(path, async (c) => {
      const { actor } = c.var
      if (!actor.person) return signInFirst(c)
      const done = await invitations.accept(actor, actor.person, c.req.param('key'))
      return done.status === 'accepted' ? c.redirect(`${peoplePath(done.place.id)}?gedaan=welcome`, 303) : show(c, done)
    })

type Closed = Exclude<Looked, { status: 'open' | 'sign-in' }>

const show = (c: Ctx, looked: Looked) =>
  'invitation' in looked ? html(c, <OpenPage c={c} looked={looked} />) : html(c, <ClosedPage c={c} looked={looked} />, looked.status === 'other-account' ? 403 : 409)

function OpenPage({ c, looked }: { c: Ctx; looked: Exclude<Looked, Closed> }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.invitation
  const { invitation, organisation, places, invitedBy } = looked
  const title = t.title(places.length === 1 ? (places[0] ?? organisation).name : organisation.name)
  return (
    <Page {...c.var.page} path={c.req.path} title={title} robots="noindex">
      <Heading level={1}>
        <bdi>{title}</bdi>
      </Heading>
      <Paragraph lead>
        <bdi>{t.lead(invitedBy)}</bdi>
      </Paragraph>
      <SummaryList
        lang={lang}
        rows={[
          { key: t.for, value: places.map((place) => <div dir="auto">{labelOf(place)}</div>) },
          { key: t.as, value: invitation.functions.map((one) => text.function[one]).join(', ') },
          { key: t.right, value: `${text.right[invitation.right].name}: ${text.right[invitation.right].what}` },
          { key: t.valid, value: longDate(invitation.expiresAt, lang) },
        ]}
      />
      {looked.status === 'sign-in' && <Paragraph>{t.signInWhy}</Paragraph>}
      <form method="post" action={c.req.path}>
        <Actions>
          <Button>{looked.status === 'open' ? t.accept : t.signIn}</Button>
        </Actions>
      </form>
      <Paragraph quiet>{t.not}</Paragraph>
    </Page>
  )
}

function ClosedPage({ c, looked }: { c: Ctx; looked: Closed }) {
  const t = textIn(c.var.lang).invitation
  const { title } = t[looked.status]
  const place = 'place' in looked ? looked.place : undefined
  return (
    <Page {...c.var.page} path={c.req.path} title={title} robots="noindex">
      <Heading level={1}>{title}</Heading>
      <Paragraph lead>
        <bdi>{whatOf(looked, t)}</bdi>
      </Paragraph>
      <Actions>{place ? <LinkButton href={peoplePath(place.id)}>{t.open(place.name)}</LinkButton> : <LinkButton href="/organisaties">{t.mine}</LinkButton>}</Actions>
    </Page>
  )
}

function whatOf(looked: Closed, t: ReturnType<typeof textIn>['invitation']): string {
  switch (looked.status) {
    case 'gone':
      return t.gone.what()
    case 'other-account':
      return t['other-account'].what(looked.organisation.name, looked.email)
    case 'member-already':
    case 'used-by-you':
      return t[looked.status].what(looked.place.name)
    default:
      return t[looked.status].what(looked.organisation.name)
  }
}
