import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { GridTable } from '#ui/charts/grid'
import { Heading } from '#ui/heading'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Growth, Overviews } from '../overviews.ts'
import { Frame } from '../parts/frame.tsx'
import { gridOf } from '../parts/grid.ts'
import { meansOf } from '../parts/multiples.ts'
import { textIn } from '../text.ts'

/** The pictures of growth as tables: a page of its own, because of a board with eighty schools they are thousands of cells. */
export const tablePages = (overviews: Overviews) =>
  new Hono<HttpEnv>().get('/organisaties/:org/groei/tabel', async (c) => html(c, <TablePage c={c} growth={await overviews.growth(c.var.actor, c.req.param('org'))} />))

function TablePage({ c, growth }: { c: Ctx; growth: Growth }) {
  const { lang } = c.var
  const text = textIn(lang)
  const means = meansOf(growth, lang)
  return (
    <Frame c={c} organisation={growth.organisation} title={text.table.title} below="groei/tabel">
      <Paragraph>{text.sheet.legend}</Paragraph>
      <Heading level={2} id="verloop">
        {text.multiples.heading}
      </Heading>
      <Paragraph>{text.multiples.about}</Paragraph>
      <Table
        caption={text.multiples.heading}
        captionHidden
        sticky
        lang={lang}
        empty={text.nothing}
        columns={means.columns.map((label, at) => (at === 0 ? { label } : { label, numeric: true }))}
        rows={means.rows}
      />
      <Heading level={2} id="raster">
        {text.grid.heading}
      </Heading>
      <GridTable {...gridOf(growth, lang)} lang={lang} />
      <Paragraph>
        <Link href={organisationPath(growth.organisation.id, 'groei')}>{text.deviations.back}</Link>
      </Paragraph>
    </Frame>
  )
}
