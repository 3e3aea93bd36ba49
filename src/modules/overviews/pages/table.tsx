import { Hono } from 'hono'
import { html, type Ctx, type HttpEnv } from '#platform/http'
import { Link } from '#ui/link'
import { organisationPath } from '#ui/organisation-page'
import { Paragraph } from '#ui/paragraph'
import { Table } from '#ui/table'
import type { Growth, Overviews } from '../overviews.ts'
import { Frame } from '../parts/frame.tsx'
import { meansOf } from '../parts/multiples.ts'
import { textIn } from '../text.ts'

/** The lines of growth as a table: a page of its own, because of a board with eighty schools they are hundreds of rows. */
export const tablePages = (overviews: Overviews) =>
  new Hono<HttpEnv>().get('/organisaties/:org/groei/tabel', async (c) => html(c, <TablePage c={c} growth={await overviews.growth(c.var.actor, c.req.param('org'))} />))

function TablePage({ c, growth }: { c: Ctx; growth: Growth }) {
  const { lang } = c.var
  const text = textIn(lang)
  const means = meansOf(growth, lang)
  return (
    <Frame c={c} organisation={growth.organisation} title={text.table.title} below="groei/tabel">
      <Paragraph>{text.multiples.about}</Paragraph>
      <Table
        caption={text.multiples.heading}
        captionHidden
        sticky
        lang={lang}
        empty={text.nothing}
        columns={means.columns.map((label, at) => (at === 0 ? { label } : { label, numeric: true }))}
        rows={means.rows.map(([name, ...cells]) => [<bdi>{name}</bdi>, ...cells])}
      />
      <Paragraph>
        <Link href={organisationPath(growth.organisation.id, 'groei')}>{text.deviations.back}</Link>
      </Paragraph>
    </Frame>
  )
}
