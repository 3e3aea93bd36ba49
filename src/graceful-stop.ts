import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { SECOND } from '#platform/clock'

/** A page takes 50 ms, a PDF two seconds; who needs longer than ten is not coming back. Less than what systemd and containers give. */
const ANSWERS_WITHIN = 10 * SECOND
/** An answer that has begun and goes on is a live page (the browser comes back by itself) or a long download. */
const STREAMS_WITHIN = 2 * SECOND
const SWEEP = 50
/**
 * A reverse proxy keeps connections open and may be sending a request over one at the very moment it is closed; a form that is lost
 * so is not sent again. In this second each connection that is used is closed with its answer, and those that are left are cold.
 */
const LINGERS = SECOND

/**
 * How a server stops without losing what it took. For a second it still answers, and says with each answer that the connection
 * ends; then no new connections, idle ones are closed, and requests under way get their answer. Streams are cut after two seconds
 * and all that is left after ten.
 */
export function stoppable(
  server: Server,
  { linger = (): Promise<unknown> => wait(LINGERS), answersWithin = ANSWERS_WITHIN, streamsWithin = STREAMS_WITHIN } = {},
): () => Promise<void> {
  const open = new Set<ServerResponse>()
  let stopping = false
  // Before who answers: an answer may be whole before the next listener is asked.
  server.prependListener('request', (_request, response: ServerResponse) => {
    // Tells who keeps the connection, such as a reverse proxy, to send the next request elsewhere.
    if (stopping) response.setHeader('connection', 'close')
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  return async () => {
    stopping = true
    for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close')
    await linger()
    const closed = once(server, 'close')
    server.close()
    const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP)
    const streams = setTimeout(() => {
      for (const response of open) if (response.headersSent && !response.writableEnded) response.destroy()
    }, streamsWithin)
    const rest = setTimeout(() => server.closeAllConnections(), answersWithin)
    await closed
    clearInterval(sweeping)
    clearTimeout(streams)
    clearTimeout(rest)
  }
}
