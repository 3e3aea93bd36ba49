import { AsyncLocalStorage } from 'node:async_hooks'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { SECOND } from './clock.ts'
import type { HttpEnv } from './http.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/registry.ts'
import { newId } from './secret.ts'

/** The id of the request under way, or the name of the job, wherever its work is done; how it reaches the log of statements is in decision 0031. */
export const requestUnderWay = new AsyncLocalStorage<string>()

/** The bounds that OpenTelemetry advises for a server. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Outside of all else, so that each request has an id, one log line and its place in the figures, whatever becomes of it. */
export function recordRequests({ log, metrics }: { log: Log; metrics: Metrics }) {
  const durations = metrics.histogram(
    'http_server_request_duration_seconds',
    'How long requests took, by route pattern.',
    ['http_request_method', 'http_route', 'http_response_status_code'],
    SECONDS,
  )
  let active = 0
  metrics.collect(() => [{ name: 'http_server_active_requests', help: 'Requests under way.', type: 'gauge', samples: [{ labels: {}, value: active }] }])

  return createMiddleware<HttpEnv>(async (c, next) => {
    const started = performance.now()
    const id = newId()
    c.set('requestId', id)
    c.header('x-request-id', id)
    active++
    try {
      await requestUnderWay.run(id, next)
    } finally {
      active--
    }
    const ms = performance.now() - started
    const { method } = c.req
    const route = readable(c.get('route') ?? routePath(c, -1))
    const { status } = c.res
    durations.observe(ms / SECOND, methods.has(method) ? method : '_OTHER', route, String(status))
    log.info({ id, method, route, status, ms: Math.round(ms) }, 'request')
  })
}

/** `/metingen/:round{[\w-]{16}}` is for a router; `/metingen/:round` is for a reader and a query. */
function readable(pattern: string): string {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const short = pattern.replaceAll(/(:\w+)\{(?:[^{}]|\{[^{}]*\})*\}/g, '$1')
  patterns.set(pattern, short)
  return short
}
const patterns = new Map<string, string>()
