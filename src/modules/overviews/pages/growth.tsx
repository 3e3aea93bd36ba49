import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { LinkButton } from '#ui/button'
import { MultiplesChart } from '#ui/charts/multiples'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import type { Growth, Overviews } from '../overviews.ts'
import { Frame } from '../parts/frame.tsx'
import { multiplesOf } from '../parts/multiples.ts'
import { textIn } from '../text.ts'

/** How a board and its schools grew over their rounds, and the way to where they stand now. */
export const growthPages = (overviews: Overviews) =>
  new Hono<HttpEnv>().get('/organisaties/:org/groei', async (c) => html(c, <GrowthPage c={c} growth={await overviews.growth(c.var.actor, c.req.param('org'))} />))

function GrowthPage({ c, growth }: { c: Ctx; growth: Growth }) {
  const { lang } = c.var
  const text = textIn(lang)
  const { organisation, own, below } = growth
  const base = organisationPath(organisation.id, 'groei')
  const files = [
    { href: `${base}/verloop.svg`, label: 'SVG' },
    { href: `${base}/groei.ods`, label: 'ODS' },
  ]
  const picture = multiplesOf(growth, lang)
  const measured = [own, ...below].some((course) => course.rounds.length > 0)
  return (
    <Frame c={c} organisation={organisation} title={text.title}>
      <Paragraph lead>{measured ? text.lead(organisation.kind === 'board') : text.nothing}</Paragraph>
      {measured ? (
        <>
          <Heading level={2}>{text.multiples.heading}</Heading>
          {picture ? <MultiplesChart id="verloop" lang={lang} downloads={files} tableHref={`${base}/tabel`} {...picture} /> : <Paragraph>{text.multiples.first}</Paragraph>}
          {picture && <Paragraph quiet>{text.multiples.about}</Paragraph>}
          <ul class="koers-links">
            <li>
              <Link href={`${base}/raster`}>{text.grid.link(organisation.kind === 'board')}</Link>
            </li>
            {picture && (
              <li>
                <Link href={`${base}/bewogen`}>{text.moved.link}</Link>
              </li>
            )}
            <li>
              <Link href={`${organisationPath(organisation.id)}/afwijkingen`}>{organisation.kind === 'board' ? text.deviations.link : text.deviations.title}</Link>
            </li>
          </ul>
        </>
      ) : (
        <LinkButton href={organisationPath(organisation.id, 'rondes')}>{text.toRounds}</LinkButton>
      )}
    </Frame>
  )
}
