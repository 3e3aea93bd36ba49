import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { placesFor } from '#platform/rights'
import { Alert } from '#ui/alert'
import { Actions, Button, LinkButton } from '#ui/button'
import { Heading } from '#ui/heading'
import { OrganisationPage, organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import type { Offer, Taken, Transfer } from '../take-out.ts'
import { textIn } from '../text.ts'

const path = '/organisaties/:org/meenemen'

export const takeOutPages = (transfer: Transfer) =>
  new Hono<HttpEnv>()
    .get(path, async (c) => html(c, <TakeOutPage c={c} offer={await transfer.offer(c.var.actor, c.req.param('org'))} />))
    .post(path, async (c) => {
      const out = await transfer.takeOut(c.var.actor, c.req.param('org'))
      return out.status === 'taken' ? sent(c, out.taken) : html(c, <TakeOutPage c={c} offer={out.offer} />, 422)
    })

/** As it is made: the largest are gigabytes. */
function sent(c: Ctx, { name, bytes }: Taken): Response {
  c.header('content-type', 'application/zip')
  c.header('content-disposition', `attachment; filename="${name}"`)
  c.header('cache-control', 'private, no-store')
  return c.body(ReadableStream.from(bytes) as ReadableStream<Uint8Array<ArrayBuffer>>)
}

function TakeOutPage({ c, offer }: { c: Ctx; offer: Offer }) {
  const { lang } = c.var
  const t = textIn(lang)
  const { organisation } = offer
  const here = organisationPath(organisation.id)
  return (
    <OrganisationPage
      {...c.var.page}
      title={`${t.title} – ${organisation.name}`}
      organisation={organisation}
      place="logboek"
      open={placesFor('owner')}
      below={[{ href: `${here}/meenemen`, label: t.title }]}
    >
      <Heading level={1}>{t.title}</Heading>
      <Paragraph lead>{t.lead(offer.places)}</Paragraph>
      <Heading level={2}>{t.goes}</Heading>
      <ul class="koers-links">
        {t.going.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <Heading level={2}>{t.stays}</Heading>
      <ul class="koers-links">
        {t.staying.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <Paragraph>{t.careful}</Paragraph>
      {offer.signInFirst ? (
        <>
          <Alert kind="warning">{t.signInFirst}</Alert>
          <Actions>
            <LinkButton href={`/aanmelden?naar=${encodeURIComponent(`${here}/meenemen`)}`}>{t.signIn}</LinkButton>
          </Actions>
        </>
      ) : (
        <form method="post" action={`${here}/meenemen`}>
          <Actions>
            <Button>{t.download}</Button>
          </Actions>
        </form>
      )}
    </OrganisationPage>
  )
}
