import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openCrowd } from '#platform/crowd'
import { createMetrics } from '#platform/metrics/registry'
import { turningAway } from '../src/turned-away.ts'
import { testApp } from './support/app.ts'

/** As many as one process has under way at once (`crowd.ts`). */
const READERS_AT_ONCE = 200
const AT_ONCE = 400

test('when as much is under way as a process can answer, who comes after hears when to come back and keeps what was typed; after it all is as before', async () => {
  // An app of its own: a thousand requests would use up what other tests may ask of the shared one.
  const app = await testApp({ settings: { KOERS_REQUESTS_PER_ADDRESS: '10000' } })
  const owner = app.visitor()
  const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const note = 'Een toelichting die niemand twee keer schrijft'
  const save = () =>
    app.fetch(`${base}/4.3`, {
      method: 'POST',
      body: new URLSearchParams({ answer: '3', note, version: '0' }).toString(),
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    })
  // All begin before the first of them ends.
  const readers = Array.from({ length: READERS_AT_ONCE }, () => app.fetch('/robots.txt'))
  const [reader, api, health] = [app.fetch('/hulp'), app.fetch('/api/instruments/v1/instruments'), app.fetch('/healthz')]
  const writer = save()
  for (let count = READERS_AT_ONCE + 4; count < AT_ONCE; count++) void app.fetch('/robots.txt', { method: 'POST' })
  const form = save()

  const refused = await form
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  const page = await refused.text()
  expect(page).toContain('Het is even heel druk')
  expect(page).toContain(note)
  expect([(await api).status, await (await api).json()]).toMatchObject([503, { code: 'too-busy' }])
  expect((await health).status, 'busy is not ill').toBe(200)
  expect([(await reader).status, (await writer).status], 'who reads gives way to who saves').toEqual([503, 303])
  expect(new Set((await Promise.all(readers)).map(({ status }) => status)), 'who was there first is answered').toEqual(new Set([200]))

  const stored = (await owner.get(`${base}/4.3`)).text
  expect([stored.includes('name="version" value="1"'), (await save()).status], 'nothing was stored of what was refused').toEqual([true, 303])
})

test('a reader who comes when it is full is turned away before anything else is asked; forms, programs and who asks for health are not', async () => {
  const crowd = openCrowd()
  const asked: string[] = []
  const page = (lang: string) => `<h1>${lang}</h1>`
  const server = createServer(turningAway((request, response) => void (asked.push(request.url ?? ''), response.end()), { crowd, page, metrics: createMetrics() }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init)
  const leave = Array.from({ length: READERS_AT_ONCE }, () => crowd.enter())

  const turnedAway = await ask('/metingen', { headers: { cookie: 'taal=en' } })
  expect([turnedAway.status, turnedAway.headers.get('retry-after'), await turnedAway.text()]).toEqual([503, '5', '<h1>en</h1>'])
  for (const path of ['/healthz', '/api/instruments/v1/instruments', '/assets/site.css']) await ask(path)
  await ask('/metingen', { method: 'POST', body: 'a=1' })
  expect(asked).toEqual(['/healthz', '/api/instruments/v1/instruments', '/assets/site.css', '/metingen'])
  leave[0]?.()
  expect((await ask('/hulp')).status).toBe(200)
})
