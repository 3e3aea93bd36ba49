import { Hono } from 'hono'
import type { Clock } from '#platform/clock'
import { notFound } from '#platform/errors'
import { download, type HttpEnv } from '#platform/http'
import { gridFile } from '#ui/charts/grid'
import { multiplesFile } from '#ui/charts/multiples'
import { growthOds } from '../ods.ts'
import type { Overviews } from '../overviews.ts'
import { gridOf } from '../parts/grid.ts'
import { multiplesOf } from '../parts/multiples.ts'

const place = '/organisaties/:org/groei' as const
const svg = 'image/svg+xml'

/** What the pages show, as files. */
export const filePages = (overviews: Overviews, clock: Clock) =>
  new Hono<HttpEnv>()
    .get(`${place}/raster.svg`, async (c) => {
      const now = await overviews.now(c.var.actor, c.req.param('org'))
      return download(c, { name: 'koers-raster.svg', type: svg, bytes: gridFile({ ...gridOf(now, c.var.lang), lang: c.var.lang }) })
    })
    .get(`${place}/verloop.svg`, async (c) => {
      const picture = multiplesOf(await overviews.growth(c.var.actor, c.req.param('org')), c.var.lang)
      if (!picture) throw notFound('Growth shows from the second round on.')
      return download(c, { name: 'koers-verloop.svg', type: svg, bytes: multiplesFile({ ...picture, lang: c.var.lang }) })
    })
    .get(`${place}/groei.ods`, async (c) => {
      const [actor, organisationId] = [c.var.actor, c.req.param('org')]
      const [now, moved] = [await overviews.now(actor, organisationId), await overviews.moved(actor, organisationId)]
      return download(c, { name: 'koers-groei.ods', type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: growthOds(now, moved, c.var.lang, clock.now()) })
    })
