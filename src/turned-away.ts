import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { COME_BACK_AFTER_SECONDS, type Crowd } from '#platform/crowd'
import { fieldsIn } from '#platform/form'
import { securityHeaders } from '#platform/guard'
import type { Lang } from '#platform/i18n'
import type { Metrics } from '#platform/metrics/registry'
import type { BusyPage } from './errors.tsx'

type Needs = { crowd: Crowd; page: (lang: Lang) => BusyPage; metrics: Metrics }

/**
 * Who comes when the process is full gets a page that was made before, ahead of all else: saying no has to cost less than what it
 * saves. With a form it gives back what was typed. All that is less usual goes on to the guard, which refuses later: the API, a
 * file, a form of another site or of a browser that does not say where it is from.
 */
export function turningAway(answer: RequestListener, { crowd, page, metrics }: Needs): RequestListener {
  const turnedAway = { readers: 0, writers: 0 }
  metrics.collect(() => [
    {
      name: 'koers_requests_turned_away_total',
      help: 'Who was asked to come back because too many were under way.',
      type: 'counter',
      samples: Object.entries(turnedAway).map(([who, value]) => ({ labels: { who }, value })),
    },
  ])
  const pages = { nl: page('nl'), en: page('en') }
  const packed = { nl: gzipSync(pages.nl.reading), en: gzipSync(pages.en.reading) }

  return (request, response) => {
    const lang = request.headers.cookie?.includes('taal=en') ? 'en' : 'nl'
    if (reads(request) && crowd.isFullFor('readers')) {
      turnedAway.readers++
      return send(response, packed[lang], { 'content-encoding': 'gzip' })
    }
    if (sendsForm(request) && crowd.isFullFor('writers')) {
      turnedAway.writers++
      // Where the line broke nobody hears the answer.
      return void givenBack(request, pages[lang]).then(
        (page) => send(response, Buffer.from(page)),
        () => response.destroy(),
      )
    }
    return answer(request, response)
  }
}

const ANSWERED_ALWAYS = /^\/(?:api\/|assets\/|healthz)/
const reads = ({ method, url = '/', headers }: IncomingMessage) => method === 'GET' && !ANSWERED_ALWAYS.test(url) && (headers['accept-encoding'] ?? '').includes('gzip')

/** What people type on one page; more is looked at by the guard. */
const FORM_AT_MOST = 64 * 1024
const OWN_PAGE = /^\/(?!api\/|[/\\])/
const sendsForm = ({ method, url = '/', headers }: IncomingMessage) =>
  method === 'POST' &&
  OWN_PAGE.test(url) &&
  headers['sec-fetch-site'] === 'same-origin' &&
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded') &&
  Number(headers['content-length'] ?? Infinity) <= FORM_AT_MOST

/** With what was typed; without it for who sends more fields than any form of ours has: making a page of those would cost too much. */
async function givenBack(request: IncomingMessage, page: BusyPage): Promise<string> {
  const body = await text(request)
  try {
    return page.typing(pathOf(request), fieldsIn(body))
  } catch {
    return page.reading
  }
}

const pathOf = ({ url = '/' }: IncomingMessage) => url.replace(/[?#].*$/s, '')

function send(response: ServerResponse, page: Buffer, encoding: Record<string, string> = {}): void {
  response
    .writeHead(503, {
      'retry-after': String(COME_BACK_AFTER_SECONDS),
      'content-type': 'text/html; charset=utf-8',
      ...encoding,
      'content-length': page.length,
      'cache-control': 'no-store',
      ...securityHeaders,
    })
    .end(page)
}
