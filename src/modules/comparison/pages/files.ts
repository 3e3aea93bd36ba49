import { Hono } from 'hono'
import type { Clock } from '#platform/clock'
import { notFound } from '#platform/errors'
import { download, type HttpEnv } from '#platform/http'
import { distributionFile } from '#ui/charts/distribution'
import type { Comparisons } from '../comparisons.ts'
import { comparisonOds } from '../ods.ts'
import { conditionsOf, responsibilitiesOf } from '../parts/pictures.ts'

const place = '/organisaties/:org/vergelijken' as const

/** What the page shows, as files. */
export const filePages = (comparisons: Comparisons, clock: Clock) =>
  new Hono<HttpEnv>()
    .get(`${place}/vergelijking.ods`, async (c) => {
      const comparing = await comparisons.compare(c.var.actor, c.req.param('org'))
      return download(c, {
        name: `koers-vergelijking-${comparing.published.period}.ods`,
        type: 'application/vnd.oasis.opendocument.spreadsheet',
        bytes: comparisonOds(comparing, c.var.lang, clock.now()),
      })
    })
    .get(`${place}/:picture{(?:alle|[1-9]|10)\\.svg}`, async (c) => {
      const comparing = await comparisons.compare(c.var.actor, c.req.param('org'))
      const id = c.req.param('picture').replace('.svg', '')
      const picture = id === 'alle' ? responsibilitiesOf(comparing, c.var.lang) : conditionsOf(comparing, id, c.var.lang)
      if (!picture) throw notFound('There is no such responsibility.')
      return download(c, { name: `koers-vergelijking-${comparing.published.period}-${id}.svg`, type: 'image/svg+xml', bytes: distributionFile({ ...picture, lang: c.var.lang }) })
    })
