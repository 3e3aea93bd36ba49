import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Metrics } from './registry.ts'

/** `/metrics` on a port of its own, so that the way from outside never leads here. It knows no person and asks no key. */
export async function serveMetrics(metrics: Metrics, { port, host }: { port: number; host: string }): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') return void response.writeHead(404).end()
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    )
  }).listen(port, host)
  await once(server, 'listening')
  return server.unref()
}
