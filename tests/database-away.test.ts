import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#platform/config'
import { databaseProblem } from '#platform/database-problem'
import { openDb } from '#platform/db'
import { silentLog } from '#platform/log'
import { sql } from '#platform/sql'
import { openApp } from '../src/app.ts'
import { testClock } from './support/clock.ts'
import { cache } from './support/folders.ts'
import { formIn } from './support/html-form.ts'
import { startPostgres, type Postgres } from './support/postgres.ts'
import { visitor } from './support/visitor.ts'
import { wayTo } from './support/way.ts'

let server: Postgres
beforeAll(async () => void (server = await startPostgres()))
afterAll(() => server.stop())

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

test('who asks when too many wait for the database already hears so at once, and those who waited get their answer', async () => {
  await server.run('create database crowded')
  const way = await wayTo(new URL(server.url('crowded')))
  const db = await openDb({ url: way.url, pool: 1 })
  onTestFinished(() => db.close())
  await db.rows(sql`select 1`)
  way.hold()
  const refused: unknown[] = []
  const asked = Promise.all(Array.from({ length: 60 }, () => db.rows(sql`select 1`).catch((error: Error) => void refused.push(databaseProblem(error)))))
  await expect.poll(() => refused).toEqual(Array.from({ length: 10 }, () => 'no-answer'))
  way.letGo()
  expect((await asked).filter((rows) => rows !== undefined)).toHaveLength(50)
})

test('a connection that breaks between two statements of a transaction fails that transaction only', async () => {
  await server.run('create database broken')
  const [db, other] = [await openDb({ url: server.url('broken'), pool: 1 }), await openDb({ url: server.url('broken'), pool: 1 })]
  onTestFinished(async () => void (await Promise.all([db.close(), other.close()])))
  const broken = db.tx(async (tx) => {
    const row = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await other.rows(sql`select pg_terminate_backend(${row?.pid})`)
    await expect.poll(() => other.one(sql`select 1 from pg_stat_activity where pid = ${row?.pid}`)).toBeUndefined()
    await tx.rows(sql`select 2`)
  })
  const error = await broken.catch((thrown: Error) => thrown)
  expect(error instanceof Error && databaseProblem(error)).toMatch(/not-there|starting-or-stopping/)
  expect(await db.rows(sql`select 1 as one`)).toEqual([{ one: 1 }])
})
