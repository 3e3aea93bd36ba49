import { once } from 'node:events'
import { createServer, Agent, request, type IncomingMessage, type RequestListener } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { stoppable } from './graceful-stop.ts'

async function listening(answer: RequestListener, limits?: Parameters<typeof stoppable>[1]) {
  const server = createServer({ keepAliveTimeout: 60_000 }, answer)
  const stop = stoppable(server, { linger: () => Promise.resolve(), ...limits })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => server.closeAllConnections())
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  const { port } = server.address() as AddressInfo
  const ask = async (): Promise<IncomingMessage> => (await once(request({ port, host: '127.0.0.1', agent }).end(), 'response'))[0]
  return { port, stop, ask }
}
const bodyOf = async (answer: IncomingMessage) => Buffer.concat(await answer.toArray()).toString()

test('a request under way gets its whole answer, its connection is closed after it, and nobody new comes in', async () => {
  const { promise: goOn, resolve: finish } = Promise.withResolvers<void>()
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const { ask, stop } = await listening((_, response) => {
    arrive()
    void goOn.then(() => response.end('saved'))
  })
  const asking = ask()
  await arrived
  const stopped = stop()
  await Promise.resolve() // it does not linger here
  await expect(ask()).rejects.toThrow('ECONNREFUSED')
  finish()
  const answer = await asking
  expect([await bodyOf(answer), answer.headers.connection]).toEqual(['saved', 'close'])
  await stopped
})

test('a connection that is used while the server stops gets its answer and is told to go elsewhere; only then nobody new comes in', async () => {
  const { promise: lingered, resolve: enough } = Promise.withResolvers<void>()
  const { ask, stop } = await listening((_, response) => response.end('page'), { linger: () => lingered })
  await bodyOf(await ask())
  const stopped = stop()
  const late = await ask()
  expect([await bodyOf(late), late.headers.connection]).toEqual(['page', 'close'])
  enough()
  await stopped
  await expect(ask()).rejects.toThrow('ECONNREFUSED')
})

test('a connection that is kept open without a request does not hold the stop up', async () => {
  const { ask, stop } = await listening((_, response) => response.end('page'))
  await bodyOf(await ask())
  const started = performance.now()
  await stop()
  expect(performance.now() - started).toBeLessThan(1000)
})

test('a live page is cut after a moment, and so is a client that never finishes its request', async () => {
  const { port, ask, stop } = await listening((_, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n'), {
    streamsWithin: 50,
    answersWithin: 200,
  })
  const live = await ask()
  const slow = connect(port, '127.0.0.1')
  await once(slow, 'connect')
  slow.write('POST / HTTP/1.1\r\nHost: x\r\n')
  const slowEnded = once(slow, 'close')
  const [cut] = await Promise.allSettled([bodyOf(live), stop(), slowEnded])
  expect(cut).toMatchObject({ status: 'rejected', reason: { message: 'aborted' } })
})
