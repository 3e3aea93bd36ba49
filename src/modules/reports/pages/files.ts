import { createHash } from 'node:crypto'
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
import { boardPdf, formPdf, oversightPdf, reportPdf } from '../pdf.ts'
import type { Pdf } from '../print/typesetter.ts'
import type { Read } from '../reader.ts'
import type { Report } from '../report.ts'

const round = '/metingen/:round{[\\w-]{16}}' as const
const pdf = 'application/pdf'
const svg = 'image/svg+xml'

const KEPT_FILES = 40 // PDFs of about 0.3 MB: 12 MB at most

/** What a report says on one day. Not only the round decides: who belongs there reads more than who was given a link, and adoption comes after finishing. */
const contentsOf = (report: Report) =>
  createHash('sha256')
    .update(JSON.stringify({ ...report, about: { ...report.about, reportedAt: report.about.reportedAt.slice(0, 10) } }))
    .digest('base64')

/**
 * A finished round hardly changes, so its PDF is made once a day (its ages count in days): a link that a whole board opens at once
 * costs one PDF, and so does whoever asks for it again and again.
 */
function fileKeeper() {
  const kept = new Map<string, Promise<Pdf>>()
  return async (kind: string, report: Report, make: () => Promise<Pdf>): Promise<Pdf['pdf']> => {
    if (report.about.status !== 'finished') return (await make()).pdf
    const key = `${kind} ${contentsOf(report)}`
    const file = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, file)
    const [oldest] = kept.keys()
    if (kept.size > KEPT_FILES && oldest !== undefined) kept.delete(oldest)
    try {
      return (await file).pdf
    } catch (error) {
      // What could not be made is tried again for who asks next.
      if (kept.get(key) === file) kept.delete(key)
      throw error
    }
  }
}

/** The report and its parts as files. */
export const filePages = (read: Read, assessments: Assessments, clock: Clock) => {
  const keep = fileKeeper()
  return new Hono<HttpEnv>()
    .get(`${round}/:file{rapport\\.(?:pdf|ods|csv|json)}`, async (c) => {
      const format = c.req.param('file').slice('rapport.'.length) as Format
      const { report } = await read(c.var.actor, c.req.param('round'))
      return download(c, {
        name: `koers-rapport-ronde-${report.about.round}.${format}`,
        type: formats[format].type,
        bytes: await (format === 'pdf' ? keep('report', report, () => reportPdf(report)) : formats[format].make(report)),
      })
    })
    .get(`${round}/rapport/bestuur.pdf`, async (c) => {
      const { report } = await read(c.var.actor, c.req.param('round'))
      return download(c, { name: 'koers-bestuursversie.pdf', type: pdf, bytes: await keep('board', report, () => boardPdf(report)) })
    })
    .get(`${round}/rapport/toezicht.pdf`, async (c) => {
      const { report } = await read(c.var.actor, c.req.param('round'))
      return download(c, { name: 'koers-raad-van-toezicht.pdf', type: pdf, bytes: await keep('oversight', report, () => oversightPdf(report)) })
    })
    .get(`${round}/formulier.pdf`, async (c) => {
      const { round: of, instrument } = await assessments.open(c.var.actor, c.req.param('round'))
      const form = await formPdf(instrument, { name: of.name, round: of.number, now: clock.now() })
      return download(c, { name: 'koers-formulier.pdf', type: pdf, bytes: form.pdf })
    })
    .get(`${round}/rapport/:picture{(?:kaart|ladder|groei)\\.svg}`, async (c) => {
      const { report } = await read(c.var.actor, c.req.param('round'))
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
}
