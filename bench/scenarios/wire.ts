import { chromium, type CDPSession } from 'playwright-core'
import { findChromium, howToGetChromium } from '../../tests/support/chromium.ts'
import { realInstrument as instrument } from '../../tests/support/content.ts'
import { bars } from '../bars.ts'
import { chromiumFlags } from '../chromium-flags.ts'
import { median, sum, type Figure } from '../figure.ts'
import { acceptEncoding } from '../load/ask.ts'
import type { Load } from '../load/load.ts'
import { reading, type Measurement } from '../measurement.ts'
import type { Scenario } from '../scenario.ts'

const QUIET_AFTER_MS = 500 // what a page fetches after it has loaded: scripts that were asked for late, the icon

type Request = { url: string; type: string; bytes: number; status: number }
type Visit = { requests: Request[]; bytes: number; scriptBytes: number }

/** What goes over the line when a person opens a question page in Chromium: for the first time, and once more. Counted by the browser itself, headers included. */
export const measureWire: Scenario = async (stage, tally) => {
  const [koers, { open }, govuk] = [await stage.koers(), await stage.filled(), await stage.govuk()]
  const sizes = await htmlSizes(koers.url, open, stage.load)
  const heaviest = sizes.toSorted((one, other) => other.zstd - one.zstd)[0]?.page ?? ''
  const [own, peer] = [await visits(koers.url, `/metingen/${open.id}/${heaviest}`, open.cookie), await visits(govuk.url, '/question/3', '')]

  const wrong = own.first.requests.filter((request) => request.status !== 200).map((request) => `${request.url} answered ${request.status}`)
  if (own.first.requests.length === 0 || own.again.requests.length === 0) wrong.push('the browser counted no request')
  tally.add('wire: a first and a second visit in Chromium', wrong)
  // What the page is worth without scripts is the same page: it is rendered on the server and e2e tests use it with scripts off.
  const KiB = (bytes: number) => Number((bytes / 1024).toFixed(2))
  const one = (what: string, unit: Figure['unit'], value: number, rest: Partial<Figure> = {}): Figure => ({ scenario: 'wire', what, unit, value, rounds: [value], ...rest })
  const compressed = (encoding: 'zstd' | 'br' | 'gzip') => sizes.map((size) => size[encoding])
  return [
    one(`question page ${heaviest}, first visit`, 'KiB', KiB(own.first.bytes), {
      bar: bars.firstVisitKiB,
      ratios: [{ to: 'GOV.UK page', value: Number((own.first.bytes / peer.first.bytes).toFixed(2)) }],
      parts: byType(own.first),
    }),
    one('requests of that visit', '', own.first.requests.length, { bar: bars.firstVisitRequests, parts: { 'GOV.UK page': peer.first.requests.length } }),
    one('script that the page cannot do without', 'kB', 0, { bar: bars.requiredScriptKB, parts: { 'optional script, kB': own.first.scriptBytes / 1000 } }),
    one('HTML of the heaviest of 59 question pages, compressed (zstd)', 'kB', Math.max(...compressed('zstd')) / 1000, {
      bar: bars.htmlKB,
      parts: {
        'median zstd': median(compressed('zstd')) / 1000,
        'most gzip': Math.max(...compressed('gzip')) / 1000,
        'median gzip': median(compressed('gzip')) / 1000,
        'most uncompressed': Math.max(...sizes.map((size) => size.plain)) / 1000,
      },
    }),
    one('the same page again', 'KiB', KiB(own.again.bytes), { bar: bars.repeatVisitKiB }),
    one('requests of the second visit', '', own.again.requests.length, { bar: bars.repeatVisitRequests }),
    one('GOV.UK Frontend question page, first visit', 'KiB', KiB(peer.first.bytes), { parts: byType(peer.first) }),
  ]
}

const byType = (visit: Visit) => {
  const parts: Record<string, number> = {}
  for (const { type, bytes } of visit.requests) parts[`${type}, KiB`] = Number(((parts[`${type}, KiB`] ?? 0) + bytes / 1024).toFixed(2))
  return parts
}

/** A browser that was never here, with the cookies of the measurement and nothing else. */
async function visits(base: string, path: string, cookie: string): Promise<{ first: Visit; again: Visit }> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error(howToGetChromium())
  const browser = await chromium.launch({ executablePath, args: chromiumFlags })
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'nl-NL' })
    const [name, value] = cookie.split('=')
    if (name && value) await context.addCookies([{ name, value, url: base }])
    const page = await context.newPage()
    const watching = await watch(await context.newCDPSession(page))
    const visit = async (): Promise<Visit> => {
      const requests = watching()
      await page.goto(new URL(path, base).href, { waitUntil: 'load' })
      await page.waitForTimeout(QUIET_AFTER_MS)
      const done = [...requests.values()].filter((request) => request.bytes > 0)
      return {
        requests: done,
        bytes: sum(done.map((request) => request.bytes)),
        scriptBytes: sum(done.filter((request) => request.type === 'Script').map((request) => request.bytes)),
      }
    }
    return { first: await visit(), again: await visit() }
  } finally {
    await browser.close()
  }
}

/** Returns a function that begins a new count. A request served from the browser's own cache has no bytes and does not count. */
async function watch(session: CDPSession): Promise<() => Map<string, Request>> {
  let requests = new Map<string, Request>()
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (!response.fromDiskCache) requests.set(requestId, { url: response.url, type, bytes: 0, status: response.status })
  })
  session.on('Network.requestServedFromCache', ({ requestId }) => void requests.delete(requestId))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId)
    if (request && /^https?:/.test(request.url)) request.bytes = encodedDataLength
  })
  return () => (requests = new Map())
}

type Sizes = { page: string; zstd: number; br: number; gzip: number; plain: number }

/** Of every question page of a filled-in measurement. */
async function htmlSizes(base: string, open: Measurement, load: Load): Promise<Sizes[]> {
  const sizes: Sizes[] = []
  for (const { id: page } of instrument.conditions) {
    const ask = reading(open, `/${page}`, ['</html>'])
    const size = async (encoding: string) => (await load.run({ base, asks: [{ ...ask, headers: { ...ask.headers, 'accept-encoding': encoding } }], connections: 1 })).wireBytes
    sizes.push({ page, zstd: await size(acceptEncoding), br: await size('br'), gzip: await size('gzip'), plain: await size('identity') })
  }
  return sizes
}
