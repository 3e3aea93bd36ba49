import { Hono } from 'hono'
import type { Clock } from '#platform/clock'
import { notFound } from '#platform/errors'
import { download, type HttpEnv } from '#platform/http'
import type { Assessments } from '#modules/assessments'
import { growthFile } from '#ui/charts/growth'
import { ladderFile } from '#ui/charts/ladder'
import { mapFile } from '#ui/charts/map'
import { formats, type Format } from '../format.ts'
import { growthPictureOf, ladderOf, mapOf } from '../parts/pictures.ts'
import { boardPdf, formPdf, oversightPdf } from '../pdf.ts'
import { shown } from './report.tsx'

const round = '/metingen/:round{[\\w-]{16}}' as const
const pdf = 'application/pdf'
const svg = 'image/svg+xml'

/** The report and its parts as files. */
export const filePages = (assessments: Assessments, clock: Clock) =>
  new Hono<HttpEnv>()
    .get(`${round}/:file{rapport\\.(?:pdf|ods|csv|json)}`, async (c) => {
      const format = c.req.param('file').slice('rapport.'.length) as Format
      const { report } = await shown(c, assessments, clock)
      return download(c, { name: `koers-rapport-ronde-${report.about.round}.${format}`, type: formats[format].type, bytes: formats[format].make(report) })
    })
    .get(`${round}/rapport/bestuur.pdf`, async (c) => {
      const { report } = await shown(c, assessments, clock)
      return download(c, { name: 'koers-bestuursversie.pdf', type: pdf, bytes: boardPdf(report).pdf })
    })
    .get(`${round}/rapport/toezicht.pdf`, async (c) => {
      const { report } = await shown(c, assessments, clock)
      return download(c, { name: 'koers-raad-van-toezicht.pdf', type: pdf, bytes: oversightPdf(report).pdf })
    })
    .get(`${round}/formulier.pdf`, async (c) => {
      const { round: of, instrument } = await assessments.open(c.var.actor, c.req.param('round'))
      return download(c, { name: 'koers-formulier.pdf', type: pdf, bytes: formPdf(instrument, { name: of.name, round: of.number, now: clock.now() }).pdf })
    })
    .get(`${round}/rapport/:picture{(?:kaart|ladder|groei)\\.svg}`, async (c) => {
      const { report } = await shown(c, assessments, clock)
      const { lang } = c.var
      const name = c.req.param('picture').replace('.svg', '') as 'kaart' | 'ladder' | 'groei'
      const growth = growthPictureOf(report, lang)
      const picture = {
        kaart: () => mapFile({ ...mapOf(report, lang), lang }),
        ladder: () => ladderFile({ ...ladderOf(report, lang), lang }),
        groei: () => growth && growthFile({ ...growth, lang }),
      }[name]()
      if (!picture) throw notFound('Growth shows from the second round on.')
      return download(c, { name: `koers-${name}.svg`, type: svg, bytes: picture })
    })
