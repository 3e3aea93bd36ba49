import { Hono } from 'hono'
import { z } from 'zod'
import type { Clock } from '#platform/clock'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { download, html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { newId } from '#platform/secret'
import { Actions, Button, LinkButton } from '#ui/button'
import { Details } from '#ui/details'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { levels } from '#modules/instruments'
import { jointActionSchema, kinds, messageSchema } from '../network.ts'
import type { Networks, NetworkView } from '../networks.ts'
import { JointActions, Messages, ProposeForm, SayForm } from '../parts/exchange.tsx'
import { ShownBoard } from '../parts/shown.tsx'
import { problemText, textIn, type Text } from '../text.ts'
import { wishesOds } from '../wishes-ods.ts'

const path = '/netwerken/:network{[\\w-]{16}}' as const
const idSchema = z.object({
  id: z
    .string()
    .regex(/^[\w-]{16}$/)
    .catch(() => newId()),
})
const boardSchema = z.object({ organisationId: z.uuid() })

/** What the network sees and does; for who belongs to a member. */
export const networkPages = (networks: Networks, clock: Clock, publicUrl: string) => {
  const shown = async (c: Ctx, id: string) => ({
    c,
    networks,
    view: await networks.view(c.var.actor, id),
    link: await networks.linkOf(c.var.actor, id),
    practices: await networks.practicesOf(c.var.actor, id),
    publicUrl,
  })
  return new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <NetworkPage {...await shown(c, c.req.param('network'))} />))
    .get(`${path}/wensen.ods`, async (c) => {
      const view = await networks.view(c.var.actor, c.req.param('network'))
      return download(c, { name: 'koers-wensen.ods', type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: wishesOds(view, networks.titleOf, clock.now(), c.var.lang) })
    })
    .get(`${path}/besturen/:org`, async (c) => {
      const { network, org } = c.req.param()
      return html(c, <MemberPage c={c} networks={networks} member={await networks.memberOf(c.var.actor, network, org)} />)
    })
    .post(`${path}/vragen`, async (c) => {
      const id = c.req.param('network')
      await networks.view(c.var.actor, id)
      const form = await parseForm(c, messageSchema(networks.isCondition))
      const refuse = async (errors: FieldError[]) => html(c, <NetworkPage {...await shown(c, id)} say={{ typed: form.typed, errors }} />, 422)
      if (!form.ok) return refuse(form.errors)
      const { status } = await networks.say(c.var.actor, id, idSchema.parse(form.typed).id, form.value)
      return status === 'said' ? c.redirect(`/netwerken/${id}#vragen`, 303) : refuse([{ field: 'practiceId', problem: status }])
    })
    .post(`${path}/vragen/:message{[\\w-]{16}}/afsluiten`, async (c) => {
      const { network, message } = c.req.param()
      await networks.close(c.var.actor, network, message)
      return c.redirect(`/netwerken/${network}#vragen`, 303)
    })
    .post(`${path}/acties`, async (c) => {
      const id = c.req.param('network')
      await networks.view(c.var.actor, id)
      const form = await parseForm(c, jointActionSchema(networks.isCondition))
      if (!form.ok) return html(c, <NetworkPage {...await shown(c, id)} propose={{ typed: form.typed, errors: form.errors }} />, 422)
      await networks.propose(c.var.actor, id, idSchema.parse(form.typed).id, form.value)
      return c.redirect(`/netwerken/${id}#acties`, 303)
    })
    .post(`${path}/acties/:action{[\\w-]{16}}/meedoen`, async (c) => {
      const { network, action } = c.req.param()
      const form = await parseForm(c, boardSchema)
      const organisationId = form.ok ? form.value.organisationId : ''
      const { actionId } = await networks.takePart(c.var.actor, network, action, organisationId)
      return c.redirect(`/organisaties/${organisationId}/plan/${actionId}`, 303)
    })
    .post(`${path}/link`, async (c) => {
      await networks.renewLink(c.var.actor, c.req.param('network'))
      return c.redirect(`/netwerken/${c.req.param('network')}#uitnodigen`, 303)
    })
}

type Refused = { typed: Typed; errors: readonly FieldError[] }
type Props = {
  c: Ctx
  networks: Networks
  view: NetworkView
  link: string | undefined
  practices: { id: string; title: string }[]
  publicUrl: string
  say?: Refused
  propose?: Refused
}

function NetworkPage({ c, networks, view, link, practices, publicUrl, say, propose }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.network
  const { network } = view
  const errors = [...(say?.errors ?? []), ...(propose?.errors ?? []).map((error) => ({ ...error, field: `joint-${error.field}` }))]
  return (
    <Page {...c.var.page} title={network.name} breadcrumb={breadcrumb(view, text)} robots="noindex" error={errors.length > 0} wide>
      <ErrorSummary errors={errors.map((error) => ({ field: error.field, message: problemText(text, error) }))} lang={lang} />
      <Heading level={1}>
        <bdi>{network.name}</bdi>
      </Heading>
      <p class="nl-paragraph koers-typed" dir="auto">
        {network.about}
      </p>
      <Paragraph quiet>
        {t.contact}: <bdi>{network.contact}</bdi>
      </Paragraph>
      <ul class="koers-links">
        {view.belongsTo.map((id) => (
          <li>
            <Link href={`/organisaties/${id}/netwerken/${network.id}`}>
              {t.own}: <bdi>{view.names.get(id)}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      <Heading level={2}>{t.wishes}</Heading>
      <CommonWishes c={c} networks={networks} view={view} />
      <Heading level={2} id="vragen">
        {t.messages}
      </Heading>
      <Messages c={c} networks={networks} view={view} />
      {view.speaksFor.length > 0 && <SayForm c={c} networks={networks} view={view} practices={practices} refused={say} id={newId()} />}
      <Heading level={2} id="acties">
        {t.joint}
      </Heading>
      <JointActions c={c} networks={networks} view={view} />
      {view.speaksFor.length > 0 && <ProposeForm c={c} networks={networks} view={view} refused={propose} id={newId()} />}
      <Heading level={2}>{t.levels}</Heading>
      <CommonLevels c={c} networks={networks} view={view} />
      <Heading level={2}>{t.members(view.members.length)}</Heading>
      <Members c={c} view={view} />
      {link !== undefined && (
        <>
          <Actions>
            <LinkButton kind="secondary" href={`/netwerken/${network.id}/beheren`}>
              {t.coordinate}
            </LinkButton>
          </Actions>
          <Heading level={2} id="uitnodigen">
            {t.link}
          </Heading>
          <Paragraph>{t.linkWhat}</Paragraph>
          <p class="nl-paragraph">
            <code class="koers-code">{publicUrl + link}</code>
          </p>
          <form method="post" action={`/netwerken/${network.id}/link`}>
            <Paragraph quiet>{t.renewWhat}</Paragraph>
            <Actions>
              <Button kind="subtle">{t.renew}</Button>
            </Actions>
          </form>
        </>
      )}
    </Page>
  )
}

type Part = { c: Ctx; networks: Networks; view: NetworkView }

function CommonWishes({ c, networks, view }: Part) {
  const { lang } = c.var
  const t = textIn(lang).network
  if (view.wishes.length === 0) return <Paragraph quiet>{t.noWishes}</Paragraph>
  const title = (id: string) => `${id} ${networks.titleOf(id) ?? ''}`
  return (
    <>
      {view.wishes.slice(0, 3).map(({ conditionId, boards }) => (
        <Paragraph>{t.wishLine(boards.length, title(conditionId))}</Paragraph>
      ))}
      <Table
        caption={t.wishes}
        captionHidden
        lang={lang}
        columns={[{ label: t.wishColumns.condition }, { label: t.wishColumns.count }, { label: t.wishColumns.names }]}
        rows={view.wishes.map(({ conditionId, boards }) => [
          <span lang="nl">{title(conditionId)}</span>,
          String(boards.length),
          <Names of={boards.map((id) => view.names.get(id) ?? '')} summary={`${t.wishColumns.names}: ${conditionId}`} />,
        ])}
      />
      <Actions>
        <LinkButton kind="subtle" href={`/netwerken/${view.network.id}/wensen.ods`} download={true}>
          {t.ods}
        </LinkButton>
      </Actions>
    </>
  )
}

/** A few names stand there; of sixty one opens the list. */
function Names({ of, summary }: { of: readonly string[]; summary: string }) {
  const names = <bdi>{of.join(', ')}</bdi>
  return of.length <= 3 ? names : <Details summary={summary}>{names}</Details>
}

function CommonLevels({ c, networks, view }: Part) {
  const { lang } = c.var
  const t = textIn(lang).network
  if (view.levels.length === 0) return <Paragraph quiet>{t.noLevels}</Paragraph>
  return (
    <>
      <Paragraph quiet>{t.levelsWhat}</Paragraph>
      <Table
        caption={t.levels}
        captionHidden
        lang={lang}
        sticky
        columns={[{ label: t.wishColumns.condition }, ...levels.map((level) => ({ label: `${level} ${networks.levelName(level)}`, numeric: true }))]}
        rows={view.levels.map(({ conditionId, counts }) => [
          <span lang="nl">{`${conditionId} ${networks.titleOf(conditionId) ?? ''}`}</span>,
          ...levels.map((level) => String(counts[level])),
        ])}
      />
    </>
  )
}

function Members({ c, view }: Omit<Part, 'networks'>) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.network
  return (
    <Table
      caption={t.members(view.members.length)}
      captionHidden
      lang={lang}
      columns={[{ label: t.memberColumns.name }, { label: t.memberColumns.shares }, { label: t.memberColumns.since }]}
      rows={view.members.map(({ organisationId, name, coordinator, shared, joinedAt }) => [
        <>
          <Link href={`/netwerken/${view.network.id}/besturen/${organisationId}`}>
            <bdi>{name}</bdi>
          </Link>
          {coordinator && <span class="koers-quiet"> ({t.coordinator})</span>}
        </>,
        kinds
          .filter((kind) => shared[kind] !== null)
          .map((kind) => text.kind[kind])
          .join(', ') || text.list.nothingShared,
        longDate(joinedAt, lang),
      ])}
    />
  )
}

function MemberPage({ c, networks, member }: { c: Ctx; networks: Networks; member: Awaited<ReturnType<Networks['memberOf']>> }) {
  const t = textIn(c.var.lang).own
  return (
    <Page {...c.var.page} title={`${member.name} – ${member.network.name}`} breadcrumb={[{ href: `/netwerken/${member.network.id}`, label: member.network.name }]} robots="noindex">
      <Heading level={1}>
        <bdi>{member.name}</bdi>
      </Heading>
      <Heading level={2}>{t.shownOf}</Heading>
      <ShownBoard c={c} member={member.member} shown={member.shown} networks={networks} />
    </Page>
  )
}

const breadcrumb = (view: NetworkView, text: Text) => view.belongsTo.slice(0, 1).map((id) => ({ href: `/organisaties/${id}/netwerken`, label: text.title }))
