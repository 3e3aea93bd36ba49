import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm, type FieldError, type Typed } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { longDate } from '#platform/i18n'
import { placesFor } from '#platform/rights'
import { newId } from '#platform/secret'
import { listOf } from '#platform/text-input'
import { Actions, Button, LinkButton } from '#ui/button'
import { CheckboxGroup } from '#ui/choice'
import { ErrorSummary } from '#ui/error-summary'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { OrganisationPage } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import { kinds, networkSchema } from '../network.ts'
import type { Networks, OwnView, Place } from '../networks.ts'
import { NetworkFields } from '../parts/network-fields.tsx'
import { ShownBoard } from '../parts/shown.tsx'
import { problemText, textIn } from '../text.ts'

const path = '/organisaties/:org/netwerken' as const
const one = `${path}/:network{[\\w-]{16}}` as const
const chosenSchema = z.object({ kinds: listOf(z.enum(kinds)) })
const idSchema = z.object({
  id: z
    .string()
    .regex(/^[\w-]{16}$/)
    .catch(() => newId()),
})

/** How one organisation takes part in networks. */
export const ownPages = (networks: Networks) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <ListPage c={c} {...await networks.list(c.var.actor, c.req.param('org'))} />))
    .get(`${path}/nieuw`, async (c) => html(c, <NewPage c={c} place={await networks.newNetwork(c.var.actor, c.req.param('org'))} id={newId()} typed={{}} />))
    .post(`${path}/nieuw`, async (c) => {
      const place = await networks.newNetwork(c.var.actor, c.req.param('org'))
      const form = await parseForm(c, networkSchema)
      const { id } = idSchema.parse(form.typed)
      if (!form.ok) return html(c, <NewPage c={c} place={place} id={id} typed={form.typed} errors={form.errors} />, 422)
      await networks.create(c.var.actor, place.id, id, form.value)
      return c.redirect(`/netwerken/${id}`, 303)
    })
    .get(one, async (c) => html(c, <OwnPage c={c} view={await networks.own(c.var.actor, c.req.param('org'), c.req.param('network'))} networks={networks} />))
    .post(`${one}/delen`, async (c) => {
      const { org, network } = c.req.param()
      const form = await parseForm(c, chosenSchema)
      if (!form.ok) return html(c, <OwnPage c={c} view={await networks.own(c.var.actor, org, network)} networks={networks} errors={form.errors} />, 422)
      await networks.share(c.var.actor, org, network, form.value.kinds)
      return c.redirect(`/organisaties/${org}/netwerken/${network}`, 303)
    })
    .post(`${one}/stoppen`, async (c) => {
      const { org, network } = c.req.param()
      await networks.stop(c.var.actor, org, network)
      return c.redirect(`/organisaties/${org}/netwerken/${network}`, 303)
    })
    .post(`${one}/meedoen`, async (c) => {
      const { org, network } = c.req.param()
      await networks.answerInvitation(c.var.actor, org, network, true)
      return c.redirect(`/organisaties/${org}/netwerken/${network}`, 303)
    })
    .post(`${one}/niet-meedoen`, async (c) => {
      const { org, network } = c.req.param()
      await networks.answerInvitation(c.var.actor, org, network, false)
      return c.redirect(`/organisaties/${org}/netwerken`, 303)
    })
    .post(`${one}/verlaten`, async (c) => {
      const { org, network } = c.req.param()
      await networks.leave(c.var.actor, org, network)
      return c.redirect(`/organisaties/${org}/netwerken`, 303)
    })

const frame = (c: Ctx, place: Place) => ({ ...c.var.page, organisation: place, place: 'netwerken' as const, open: placesFor(place.right) })

function ListPage({ c, place, networks, invited, mayDecide }: { c: Ctx } & Awaited<ReturnType<Networks['list']>>) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.list
  const here = `/organisaties/${place.id}`
  return (
    <OrganisationPage {...frame(c, place)} title={`${text.title} – ${place.name}`} wide>
      <Heading level={1}>{text.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      {place.kind !== 'board' && <Paragraph>{t.onlyBoards}</Paragraph>}
      {place.kind === 'board' && (
        <Table
          caption={t.caption}
          lang={lang}
          empty={t.empty}
          columns={[{ label: t.columns.name }, { label: t.columns.shares }, { label: t.columns.since }]}
          rows={networks.map(({ network, member }) => [
            <Link href={`/netwerken/${network.id}`}>
              <bdi>{network.name}</bdi>
            </Link>,
            <>
              {kinds
                .filter((kind) => member.shared[kind])
                .map((kind) => text.kind[kind])
                .join(', ') || t.nothingShared}{' '}
              <Link href={`${here}/netwerken/${network.id}`}>{t.sharing}</Link>
            </>,
            longDate(member.joinedAt, lang),
          ])}
        />
      )}
      {invited.length > 0 && (
        <>
          <Heading level={2}>{text.invited.title}</Heading>
          <Paragraph quiet>{text.invited.what}</Paragraph>
          {invited.map((asked) => (
            <article>
              <Heading level={3}>
                <bdi>{asked.name}</bdi>
              </Heading>
              <p class="nl-paragraph koers-typed" dir="auto">
                {asked.about}
              </p>
              <Paragraph quiet>
                {text.network.contact}: <bdi>{asked.contact}</bdi>, {text.invited.asked(longDate(asked.askedAt, lang))}
              </Paragraph>
              <form method="post" action={`${here}/netwerken/${asked.id}/meedoen`}>
                <Actions>
                  <Button>
                    {text.invited.join}
                    <span class="koers-hidden"> {asked.name}</span>
                  </Button>
                  <Button kind="subtle" formaction={`${here}/netwerken/${asked.id}/niet-meedoen`}>
                    {text.invited.decline}
                    <span class="koers-hidden"> {asked.name}</span>
                  </Button>
                </Actions>
              </form>
            </article>
          ))}
        </>
      )}
      <Actions>
        {mayDecide && (
          <LinkButton kind={networks.length === 0 ? 'primary' : 'secondary'} href={`${here}/netwerken/nieuw`}>
            {t.new}
          </LinkButton>
        )}
        {place.right !== 'reader' && <Link href={`${here}/praktijken`}>{t.practices}</Link>}
        <Link href="/praktijken">{t.allPractices}</Link>
      </Actions>
    </OrganisationPage>
  )
}

function NewPage({ c, place, id, typed, errors = [] }: { c: Ctx; place: Place; id: string; typed: Typed; errors?: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.form
  const here = `/organisaties/${place.id}/netwerken`
  return (
    <OrganisationPage {...frame(c, place)} title={t.title} below={[{ href: `${here}/nieuw`, label: t.title }]} error={errors.length > 0}>
      <ErrorSummary errors={errors.map((error) => ({ field: error.field, message: problemText(text, error) }))} lang={lang} />
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead}</Paragraph>
      <form method="post" action={`${here}/nieuw`} novalidate>
        <input type="hidden" name="id" value={id} />
        <NetworkFields typed={typed} errors={errors} lang={lang} />
        <Actions>
          <Button>{t.save}</Button>
          <Link href={here}>{t.back}</Link>
        </Actions>
      </form>
    </OrganisationPage>
  )
}

function OwnPage({ c, view, networks, errors = [] }: { c: Ctx; view: OwnView; networks: Networks; errors?: readonly FieldError[] }) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.own
  const { place, network, member, shown } = view
  const here = `/organisaties/${place.id}/netwerken/${network.id}`
  return (
    <OrganisationPage {...frame(c, place)} title={t.title(network.name)} below={[{ href: here, label: network.name }]} error={errors.length > 0}>
      <ErrorSummary errors={errors.map((error) => ({ field: 'kinds', message: problemText(text, error) }))} lang={lang} />
      <Heading level={1}>{t.title(network.name)}</Heading>
      <Paragraph>
        <Link href={`/netwerken/${network.id}`}>{t.toNetwork}</Link>
      </Paragraph>
      {view.mayDecide ? (
        <form method="post" action={`${here}/delen`}>
          <CheckboxGroup
            name="kinds"
            legend={t.legend}
            lang={lang}
            options={kinds.map((kind) => {
              const since = member.shared[kind]
              return {
                value: kind,
                checked: since !== null,
                label: (
                  <>
                    {text.kind[kind]}{' '}
                    <span class="koers-quiet">
                      ({since === null ? t.not : t.since(longDate(since, lang))}). {text.kindWhat[kind]}
                    </span>
                  </>
                ),
              }
            })}
          />
          <Actions>
            <Button>{t.save}</Button>
          </Actions>
        </form>
      ) : (
        <Paragraph>{t.decideOnly}</Paragraph>
      )}
      <Heading level={2}>{t.shown}</Heading>
      <ShownBoard c={c} member={member} shown={shown} networks={networks} />
      {view.mayDecide && (
        <>
          {kinds.some((kind) => member.shared[kind]) && (
            <form method="post" action={`${here}/stoppen`}>
              <Paragraph quiet>{t.stopWhat}</Paragraph>
              <Actions>
                <Button kind="secondary">{t.stop}</Button>
              </Actions>
            </form>
          )}
          <form method="post" action={`${here}/verlaten`}>
            <Paragraph quiet>{t.leaveWhat}</Paragraph>
            <Actions>
              <Button kind="subtle">{t.leave}</Button>
            </Actions>
          </form>
        </>
      )}
    </OrganisationPage>
  )
}
