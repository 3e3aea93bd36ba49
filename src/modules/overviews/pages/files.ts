import { Hono } from 'hono'
import { download, type HttpEnv } from '#platform/http'
import { gridFile } from '#ui/charts/grid'
import type { Overviews } from '../overviews.ts'
import { gridOf } from '../parts/grid.ts'

const place = '/organisaties/:org/groei' as const

/** What the pages show, as files. */
export const filePages = (overviews: Overviews) =>
  new Hono<HttpEnv>().get(`${place}/raster.svg`, async (c) => {
    const growth = await overviews.growth(c.var.actor, c.req.param('org'))
    return download(c, { name: 'koers-raster.svg', type: 'image/svg+xml', bytes: gridFile({ ...gridOf(growth, c.var.lang), lang: c.var.lang }) })
  })
