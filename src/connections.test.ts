import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { connectionLimits } from './connections.ts'

/** The same limits, a hundred times as short. */
const TENTH_OF_A_TENTH = 10

test.for([
  ['half of its head', 'POST / HTTP/1.1\r\nHost:'],
  ['half of its body', 'POST / HTTP/1.1\r\nHost: koers.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nnote=half'],
] as const)('who sends %s and then nothing loses the connection, and the form is never read', async ([, sent]) => {
  let read = 0
  const app = new Hono().post('/', async (c) => (await c.req.text(), c.text(String(++read))))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', serverOptions: connectionLimits(TENTH_OF_A_TENTH) }) as Server
  onTestFinished(() => void server.close())
  if (!server.listening) await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (piece) => (answer += piece.toString()))
  socket.write(sent)
  await once(socket, 'close')
  expect([answer.slice(0, 12), read]).toEqual(['HTTP/1.1 408', 0])
})
