import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { LinkButton } from '#ui/button'
import { GridChart } from '#ui/charts/grid'
import { Heading } from '#ui/heading'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import type { Growth, Overviews } from '../overviews.ts'
import { Frame } from '../parts/frame.tsx'
import { gridOf } from '../parts/grid.ts'
import { textIn } from '../text.ts'

/** Where a board and its schools stand, and how they grew. */
export const growthPages = (overviews: Overviews) =>
  new Hono<HttpEnv>().get('/organisaties/:org/groei', async (c) => html(c, <GrowthPage c={c} growth={await overviews.growth(c.var.actor, c.req.param('org'))} />))

function GrowthPage({ c, growth }: { c: Ctx; growth: Growth }) {
  const { lang } = c.var
  const text = textIn(lang)
  const { organisation, own, below } = growth
  const base = organisationPath(organisation.id, 'groei')
  const measured = [own, ...below].some((course) => course.rounds.length > 0)
  return (
    <Frame c={c} organisation={organisation} title={text.title}>
      <Paragraph lead>{measured ? text.lead(organisation.kind === 'board') : text.nothing}</Paragraph>
      {measured ? (
        <>
          <Heading level={2}>{text.grid.heading}</Heading>
          <GridChart id="raster" lang={lang} downloads={[{ href: `${base}/raster.svg`, label: 'SVG' }]} {...gridOf(growth, lang)} />
          <Paragraph quiet>{text.grid.underpinned}</Paragraph>
        </>
      ) : (
        <LinkButton href={organisationPath(organisation.id, 'rondes')}>{text.toRounds}</LinkButton>
      )}
    </Frame>
  )
}
