import { Hono } from 'hono'
import { notFound } from '#platform/errors'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Alert } from '#ui/alert'
import { Actions, Button } from '#ui/button'
import { TextField } from '#ui/field'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { Page } from '#ui/page'
import { Paragraph } from '#ui/paragraph'
import type { Memberships } from '../memberships/memberships.ts'
import { labelOf, type Organisation } from '../organisation.ts'
import type { Organisations } from '../organisations.ts'
import { peoplePath } from '../parts/paths.ts'
import { signInFirst } from '../parts/sign-in.ts'
import { textIn } from '../text.ts'

const here = '/organisaties'

export const joinPages = (organisations: Organisations, memberships: Memberships) =>
  new Hono<HttpEnv>()
    .get(here, async (c) => {
      if (!c.var.actor.person) return signInFirst(c)
      const query = c.req.query('zoek') ?? ''
      const results = query === '' ? undefined : await organisations.search(query, { kinds: ['board', 'school'], limit: 15 })
      return html(c, <JoinPage c={c} mine={await memberships.mine(c.var.actor)} query={query} results={results} />)
    })
    // Where a choice of the search as one types leads. One works at a location, and belongs to its school.
    .get(`${here}/kies`, async (c) => {
      const chosen = await organisations.byId(c.req.query('organisatie') ?? '')
      // The search finds those of the register only; of others nobody learns here that they are there.
      if (chosen?.origin !== 'register') throw notFound('There is no such organisation.')
      return c.redirect(`${here}/${chosen.kind === 'location' && chosen.parentId ? chosen.parentId : chosen.id}/aansluiten`, 303)
    })

type Props = { c: Ctx; mine: Awaited<ReturnType<Memberships['mine']>>; query: string; results: Organisation[] | undefined }

function JoinPage({ c, mine, query, results }: Props) {
  const { lang } = c.var
  const text = textIn(lang)
  const t = text.join
  return (
    <Page {...c.var.page} title={t.title} robots="noindex" scripts={['find-organisation']}>
      {c.req.query('gedaan') === 'left' && (
        <Alert kind="ok" lang={lang} live>
          <Paragraph>{t.left}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>{t.title}</Heading>
      {mine.length === 0 ? (
        <Paragraph lead>{t.none}</Paragraph>
      ) : (
        <>
          <Heading level={2}>{t.mine}</Heading>
          <ul class="koers-links">
            {mine.map(({ organisation, right, functions }) => (
              <li>
                <Link href={peoplePath(organisation.id)}>
                  <bdi>{labelOf(organisation)}</bdi>
                </Link>
                <span class="koers-quiet">, {[text.right[right].name, ...functions.map((one) => text.function[one])].join(', ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Heading level={2}>{t.findTitle}</Heading>
      <form method="get" action={here} role="search">
        <TextField
          name="zoek"
          type="search"
          label={t.find}
          hint={t.findHint}
          value={query}
          lang={lang}
          autocomplete="off"
          data={{ 'data-search': '/api/organisations/v1/organisations?limit=8&q=', 'data-go': `${here}/kies?organisatie=` }}
        />
        <Actions>
          <Button kind="secondary">{t.search}</Button>
        </Actions>
      </form>
      {results && (
        <div role="status">
          <Paragraph>{results.length === 0 ? t.noResults : t.results(results.length)}</Paragraph>
          <ul class="koers-links">
            {results.map((organisation) => (
              <li>
                <Link href={`${here}/${organisation.id}/aansluiten`}>
                  <bdi>{labelOf(organisation)}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Heading level={2}>{t.ownTitle}</Heading>
      <Paragraph>{t.ownWhy}</Paragraph>
      <Paragraph>
        <Link href={`${here}/nieuw`}>{t.own}</Link>
      </Paragraph>
    </Page>
  )
}
