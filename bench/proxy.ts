import { Agent, createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** How long a process that took no connection is left alone. */
const ASIDE_MS = 500

/**
 * The least of a reverse proxy, as deploy/nginx.conf has it: connections are kept, processes take turns, and a request goes to the
 * next one when it surely did not arrive. A form that may have arrived is never sent twice: then the person gets a page of the proxy.
 */
export async function openProxy(upstreams: readonly string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const agent = new Agent({ keepAlive: true })
  const asideUntil = new Map<string, number>()
  let turn = 0
  const next = (tried: readonly string[]) => {
    const left = upstreams.filter((one) => !tried.includes(one))
    const ready = left.filter((one) => (asideUntil.get(one) ?? 0) < performance.now())
    const from = ready.length > 0 ? ready : left
    return from[turn++ % from.length]
  }
  const server = createServer(async (incoming, answer) => {
    const body = Buffer.concat(await incoming.toArray())
    const tried: string[] = []
    for (let upstream = next(tried); upstream !== undefined; upstream = next(tried)) {
      tried.push(upstream)
      const passed = await pass(upstream, incoming, body, agent)
      if ('response' in passed) return send(passed.response, answer)
      if (!passed.arrived) asideUntil.set(upstream, performance.now() + ASIDE_MS)
      if (passed.arrived && incoming.method !== 'GET') break
      // A kept connection that was closed under a page says nothing of the process behind it.
      if (passed.kept) tried.pop()
    }
    answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      agent.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}

type Passed = { response: IncomingMessage } | { arrived: boolean; kept: boolean }

function pass(upstream: string, { method, url, headers }: IncomingMessage, body: Buffer, agent: Agent): Promise<Passed> {
  const { connection: _, ...own }: IncomingHttpHeaders = headers
  return new Promise((resolve) => {
    const sent = request(new URL(url ?? '/', upstream), { method, headers: own, agent }, (response) => resolve({ response }))
    sent.on('error', (error: NodeJS.ErrnoException) => resolve({ arrived: error.code !== 'ECONNREFUSED', kept: sent.reusedSocket }))
    sent.end(body)
  })
}

function send(response: IncomingMessage, answer: ServerResponse): void {
  const { connection: _, 'keep-alive': __, ...headers } = response.headers
  answer.writeHead(response.statusCode ?? 502, headers)
  response.pipe(answer)
}
