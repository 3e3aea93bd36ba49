import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { LinkButton } from '#ui/button'
import { GridChart, GridTable } from '#ui/charts/grid'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import type { Now, Overviews } from '../overviews.ts'
import { Frame } from '../parts/frame.tsx'
import { gridOf } from '../parts/grid.ts'
import { textIn } from '../text.ts'

const place = 'groei/raster'

/** Where a board and its schools stand now, condition by condition; as a table on a page of its own, because of eighty schools that is thousands of cells. */
export const gridPages = (overviews: Overviews) =>
  new Hono<HttpEnv>()
    .get(`/organisaties/:org/${place}`, async (c) => html(c, <GridPage c={c} now={await overviews.now(c.var.actor, c.req.param('org'))} />))
    .get(`/organisaties/:org/${place}/tabel`, async (c) => html(c, <TablePage c={c} now={await overviews.now(c.var.actor, c.req.param('org'))} />))

function GridPage({ c, now }: { c: Ctx; now: Now }) {
  const { lang } = c.var
  const text = textIn(lang)
  const { organisation } = now
  const base = organisationPath(organisation.id, 'groei')
  const files = [
    { href: `${base}/raster.svg`, label: 'SVG' },
    { href: `${base}/groei.ods`, label: 'ODS' },
  ]
  const measured = [now.own, ...now.below].some((course) => course.rounds.length > 0)
  return (
    <Frame c={c} organisation={organisation} title={text.grid.heading} below={place}>
      <Paragraph lead>{measured ? text.grid.lead(organisation.kind === 'board') : text.nothing}</Paragraph>
      {measured ? (
        <>
          <GridChart id="raster" lang={lang} downloads={files} tableHref={`${organisationPath(organisation.id)}/${place}/tabel`} {...gridOf(now, lang)} />
          <Paragraph quiet>{text.grid.underpinned}</Paragraph>
          <Paragraph>
            <Link href={base}>{text.deviations.back}</Link>
          </Paragraph>
        </>
      ) : (
        <LinkButton href={organisationPath(organisation.id, 'rondes')}>{text.toRounds}</LinkButton>
      )}
    </Frame>
  )
}

function TablePage({ c, now }: { c: Ctx; now: Now }) {
  const { lang } = c.var
  const text = textIn(lang)
  return (
    <Frame c={c} organisation={now.organisation} title={text.table.grid} below={`${place}/tabel`}>
      <Paragraph>{text.sheet.legend}</Paragraph>
      <GridTable {...gridOf(now, lang)} lang={lang} />
      <Paragraph>
        <Link href={`${organisationPath(now.organisation.id)}/${place}`}>{text.table.back}</Link>
      </Paragraph>
    </Frame>
  )
}
