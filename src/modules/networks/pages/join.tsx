import { Hono } from 'hono'
import { z } from 'zod'
import { parseForm } from '#platform/form'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { requirePerson } from '#platform/signed-in'
import { Actions, Button } from '#ui/button'
import { ErrorSummary } from '#ui/error-summary'
import { Select } from '#ui/field'
import { Heading } from '#ui/heading'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Networks } from '../networks.ts'
import { textIn } from '../text.ts'

const path = '/netwerken/:network{[\\w-]{16}}/meedoen/:key{[\\w-]{32}}' as const
const boardSchema = z.object({ organisationId: z.uuid() })

/** Where the link that invites leads. */
export const joinPages = (networks: Networks) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => {
      requirePerson(c.var.actor)
      const invited = await networks.invited(c.var.actor, c.req.param('network'), c.req.param('key'))
      return invited ? html(c, <JoinPage c={c} {...invited} />) : html(c, <GonePage c={c} />, 404)
    })
    .post(path, async (c) => {
      requirePerson(c.var.actor)
      const { network, key } = c.req.param()
      const form = await parseForm(c, boardSchema)
      const invited = await networks.invited(c.var.actor, network, key)
      if (!invited) return html(c, <GonePage c={c} />, 404)
      if (!form.ok) return html(c, <JoinPage c={c} {...invited} wrong />, 422)
      await networks.join(c.var.actor, network, key, form.value.organisationId)
      return c.redirect(`/organisaties/${form.value.organisationId}/netwerken/${network}`, 303)
    })

type Props = { c: Ctx; wrong?: boolean } & NonNullable<Awaited<ReturnType<Networks['invited']>>>

function JoinPage({ c, network, boards, wrong = false }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.join
  const error = wrong ? text.problem['board-required'] : undefined
  return (
    <Page {...c.var.page} title={t.title(network.name)} robots="noindex" error={wrong}>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'organisationId', message: error }]} lang={lang} />
      <Heading level={1}>{t.title(network.name)}</Heading>
      <p class="nl-paragraph koers-typed" dir="auto">
        {network.about}
      </p>
      <Paragraph quiet>
        {text.network.contact}: <bdi>{network.contact}</bdi>
      </Paragraph>
      <Paragraph>{t.what}</Paragraph>
      {boards.length === 0 ? (
        <Paragraph>{t.none}</Paragraph>
      ) : (
        <form method="post" novalidate>
          <Select
            name="organisationId"
            label={t.board}
            empty
            options={boards.map(({ id, name, member }) => ({ value: id, label: member ? `${name} (${t.member})` : name }))}
            error={error}
            lang={lang}
          />
          <Actions>
            <Button>{t.do}</Button>
          </Actions>
        </form>
      )}
    </Page>
  )
}

function GonePage({ c }: { c: Ctx }) {
  const t = textIn(c.var.lang).join
  return (
    <Page {...c.var.page} title={t.gone} robots="noindex">
      <Heading level={1}>{t.gone}</Heading>
      <Paragraph>{t.goneWhat}</Paragraph>
    </Page>
  )
}
