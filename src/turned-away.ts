import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { COME_BACK_AFTER_SECONDS, type Crowd } from '#platform/crowd'
import { securityHeaders } from '#platform/guard'
import type { Lang } from '#platform/i18n'
import type { Metrics } from '#platform/metrics/registry'

/**
 * Readers who come when the process is full get a page that was made before, ahead of all else: saying no has to cost less than
 * what it saves. Forms and the API go on to the guard, which refuses later and keeps what was typed.
 */
export function turningAway(
  answer: RequestListener,
  { crowd, page, metrics }: { crowd: Crowd; page: (lang: Lang) => { toString: () => unknown }; metrics: Metrics },
): RequestListener {
  let turnedAway = 0
  metrics.collect(() => [
    {
      name: 'koers_requests_turned_away_total',
      help: 'Readers who were asked to come back because too many were under way.',
      type: 'counter',
      samples: [{ labels: {}, value: turnedAway }],
    },
  ])
  const pages = { nl: gzipSync(String(page('nl'))), en: gzipSync(String(page('en'))) }
  return (request, response) => {
    if (!reads(request) || !crowd.isFullFor('readers')) return answer(request, response)
    turnedAway++
    send(request, response, pages)
  }
}

const ANSWERED_ALWAYS = /^\/(?:api\/|assets\/|healthz)/
const reads = ({ method, url = '/', headers }: IncomingMessage) => method === 'GET' && !ANSWERED_ALWAYS.test(url) && (headers['accept-encoding'] ?? '').includes('gzip')

function send({ headers }: IncomingMessage, response: ServerResponse, pages: Record<Lang, Buffer>): void {
  const page = pages[headers.cookie?.includes('taal=en') ? 'en' : 'nl']
  response
    .writeHead(503, {
      'retry-after': String(COME_BACK_AFTER_SECONDS),
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'content-length': page.length,
      'cache-control': 'no-store',
      ...securityHeaders,
    })
    .end(page)
}
