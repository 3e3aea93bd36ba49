import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#platform/config'
import { silentLog } from '#platform/log'
import { openApp } from '../src/app.ts'
import { testClock } from './support/clock.ts'
import { cache } from './support/folders.ts'
import { formIn } from './support/html-form.ts'
import { startPostgres, type Postgres } from './support/postgres.ts'
import { visitor } from './support/visitor.ts'

let server: Postgres
beforeAll(async () => void (server = await startPostgres()))
afterAll(() => server.stop())

/** The way to the database, which can be cut and laid again. */
async function wayTo(url: URL) {
  const ends = new Set<Socket>()
  const way = createServer((from) => {
    const to = connect(Number(url.port), url.hostname)
    for (const end of [from, to]) ends.add(end.on('error', () => {}).on('close', () => (ends.delete(end), from.destroy(), to.destroy())))
    from.pipe(to).pipe(from)
  })
  const open = async (port: number) => void (way.listen(port, '127.0.0.1'), await once(way, 'listening'))
  const cut = async () => {
    const closed = once(way, 'close')
    way.close()
    for (const end of ends) end.destroy()
    await closed
  }
  await open(0)
  const { port } = way.address() as AddressInfo
  onTestFinished(async () => void (way.listening && (await cut())))
  return { url: Object.assign(new URL(url), { port: String(port) }).href, cut, mend: () => open(port) }
}

test('while the database is away a form comes back with what was typed, health says why, and the same form works when it is there again', async () => {
  await server.run('create database away')
  const way = await wayTo(new URL(server.url('away')))
  const dataFolder = await mkdtemp(join(cache, 'away-'))
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
  const origin = 'http://localhost'
  const config = readConfig({ KOERS_DATA: dataFolder, DATABASE_URL: way.url, KOERS_PUBLIC_URL: origin, KOERS_LOG_LEVEL: 'silent' })
  const app = await openApp({ config, clock: testClock(), log: silentLog })
  onTestFinished(() => app.close())
  const ask = async (path: string, init?: RequestInit) => app.fetch(new Request(origin + path, init))
  const owner = visitor(origin, ask)
  const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
  await owner.get(`${base}/4.3`)

  await way.cut()
  const note = 'Een lange toelichting met <tekens> & "aanhalingstekens"'
  const lost = await owner.submit({ answer: '3', note })
  expect([lost.status, lost.headers.get('retry-after'), lost.title]).toEqual([503, '60', expect.stringContaining('even niet bereikbaar')])
  expect(lost.text).toContain('Een lange toelichting met &lt;tekens&gt;')
  expect((await owner.get(`${base}/4.3`)).status).toBe(503)
  const health = await ask('/healthz')
  expect([health.status, await health.json()]).toMatchObject([503, { status: 'failing', database: { reachable: false, problem: 'not-there' } }])
  const api = await ask('/api/assessments/v1/measurements', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'content-length': '2' } })
  expect([api.status, api.headers.get('content-type'), await api.json()]).toMatchObject([503, 'application/problem+json', { code: 'unavailable' }])
  const signedIn = visitor(origin, ask)
  signedIn.cookies.set('koers-sessie', 'x'.repeat(32))
  const kept = await signedIn.post(`${base}/4.3`, { answer: '3', note, version: '0' })
  expect([kept.status, kept.text.includes('Een lange toelichting')]).toEqual([503, true])

  await way.mend()
  const { action, fields } = formIn(lost.text)
  expect((await owner.post(action || `${base}/4.3`, fields)).status).toBe(303)
  expect((await owner.get(`${base}/4.3`)).text).toContain('Een lange toelichting met &lt;tekens&gt;')
  expect((await ask('/healthz')).status).toBe(200)
})
