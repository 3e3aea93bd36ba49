import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadAssets } from '#platform/assets'
import { openCrowd } from '#platform/crowd'
import { createMetrics } from '#platform/metrics/registry'
import { root } from '#platform/root'
import { busyPage } from '../src/errors.tsx'
import { turningAway } from '../src/turned-away.ts'
import { testApp } from './support/app.ts'

/** As many as one process has under way at once (`crowd.ts`). */
const READERS_AT_ONCE = 150
const AT_ONCE = 300

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

/** A server that turns away who comes when it is full, and what it asked of the app behind it; how to fill it, and to make room again. */
async function fullServer() {
  const assets = loadAssets(join(root, 'dist/assets'), { secure: false }).urls
  const crowd = openCrowd()
  const asked: string[] = []
  const behind: RequestListener = (request, response) => void (asked.push(`${request.method} ${request.url}`), request.resume(), response.end())
  const server = createServer(turningAway(behind, { crowd, page: (lang) => busyPage({ lang, path: '/', mode: 'trial', assets, person: undefined }), metrics: createMetrics() }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const leave = Array.from({ length: AT_ONCE }, () => crowd.enter())
  return {
    asked,
    ask: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
    makeRoom: (places: number) => leave.splice(0, places).forEach((one) => one()),
  }
}

test('who comes when it is full is turned away before anything else is asked; programs and who asks for health are not', async () => {
  const { asked, ask, makeRoom } = await fullServer()
  const turnedAway = await ask('/metingen', { headers: { cookie: 'taal=en' } })
  expect([turnedAway.status, turnedAway.headers.get('retry-after'), turnedAway.headers.get('content-security-policy')]).toEqual([
    503,
    '5',
    expect.stringContaining("default-src 'none'"),
  ])
  expect(await turnedAway.text()).toContain('lang="en"')
  for (const path of ['/healthz', '/api/instruments/v1/instruments', '/assets/site.css']) await ask(path)
  expect(asked.splice(0)).toEqual(['GET /healthz', 'GET /api/instruments/v1/instruments', 'GET /assets/site.css'])
  makeRoom(1)
  expect([(await ask('/hulp')).status, asked], 'one place is for who saves').toEqual([503, []])
  makeRoom(AT_ONCE - READERS_AT_ONCE)
  expect((await ask('/hulp')).status).toBe(200)
})

test('a form that comes when it is full is given back with what was typed, as text, to send again; what else is sent goes on to the guard', async () => {
  const { asked, ask, makeRoom } = await fullServer()
  const own = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const form = { method: 'POST', headers: own, body: new URLSearchParams({ answer: '3', note: 'Afspraak met de <b>ict-coördinator</b> & bestuur', version: '4' }).toString() }
  const given = await ask('/metingen/abc/4.3?van=x', form)
  const page = await given.text()
  expect([given.status, given.headers.get('retry-after'), given.headers.get('cache-control'), asked]).toEqual([503, '5', 'no-store', []])
  for (const said of [
    'Het is even heel druk',
    'Afspraak met de &lt;b&gt;ict-coördinator&lt;/b&gt; &amp; bestuur',
    'action="/metingen/abc/4.3"',
    'name="version" value="4"',
    'Opnieuw versturen',
  ])
    expect(page).toContain(said)
  expect(page.match(/<h1/g)).toHaveLength(1)

  const many = await ask('/metingen/abc/4.3', { ...form, body: 'note=x&'.repeat(5000) })
  expect([many.status, (await many.text()).includes('name="note"')], 'more fields than a form has are not made into a page').toEqual([503, false])

  const others: [string, RequestInit][] = [
    ['/metingen/abc/4.3', { ...form, headers: { ...own, 'sec-fetch-site': 'cross-site' } }],
    ['/metingen/abc/4.3', { ...form, headers: { 'content-type': own['content-type'] } }],
    ['/metingen/abc/4.3', { ...form, body: `note=${'x'.repeat(70_000)}` }],
    ['/organisaties/abc/plan/1/bijlagen', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, body: new FormData() }],
    ['//elders.example/metingen', form],
    ['/api/assessments/v1/measurements', form],
  ]
  for (const [path, init] of others) await ask(path, init)
  expect(asked.splice(0)).toEqual(others.map(([path]) => `POST ${path}`))
  makeRoom(1)
  expect([(await ask('/metingen/abc/4.3', form)).status, asked]).toEqual([200, ['POST /metingen/abc/4.3']])
})
