import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openDb } from '#platform/db'
import { sql } from '#platform/sql'
import { fillsUp, garble, healthOf, lostOf, measurerAt, save, tell, wellAgain } from '../support/faults.ts'
import { cache } from '../support/folders.ts'
import { formIn } from '../support/html-form.ts'
import { chanceFrom } from '../support/kill/chance.ts'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { started } from '../support/server.ts'
import { smallDisk } from '../support/small-disk.ts'
import { wayTo } from '../support/way.ts'

const PATIENT = { timeout: 240_000 }
let postgres: Postgres
let url: string
beforeAll(async () => {
  postgres = await startPostgres()
  await postgres.run('create database koers')
  url = postgres.url('koers')
}, PATIENT.timeout)
afterAll(() => postgres.stop())

async function koersOn(database: string, settings: Record<string, string> = {}) {
  const dataFolder = await mkdtemp(join(cache, 'faults-'))
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
  return started(dataFolder, { KOERS_REQUESTS_PER_ADDRESS: '10000', KOERS_SECRET: 'a secret that is only used in tests', DATABASE_URL: database, ...settings })
}

const CUTS = Number(process.env['KOERS_FAULT_CUTS'] ?? 40)

test('a form whose line breaks half way stores nothing and leaves nothing open', PATIENT, async () => {
  const koers = await koersOn(url, { KOERS_DATABASE_POOL: '2' })
  const measurer = await measurerAt(koers.url)
  const { person, base } = measurer
  expect((await save(measurer, '4.3', 'heel')).status).toBe(303)
  const [filesBefore, chance] = [await filesOf(koers.process.pid), chanceFrom(5)]
  const body = new URLSearchParams({ answer: '3', note: 'half', version: '1' }).toString()
  const head = [`POST ${base}/4.3 HTTP/1.1`, `Host: ${new URL(koers.url).host}`, `Cookie: ${[...person.cookies].map((pair) => pair.join('=')).join('; ')}`]
  const form = [...head, 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`, `Origin: ${koers.url}`, '', body].join('\r\n')
  // Anywhere in it, and where it hurts most: between head and body, and one byte before its end.
  const places = [form.length - body.length, form.length - 1, ...Array.from({ length: CUTS }, () => 1 + chance.below(form.length - 1))]
  await Promise.all(places.map((place) => sendAndBreak(koers.url, form.slice(0, place))))

  // A second connection to the database, and one of ourselves, may have come.
  await expect.poll(() => filesOf(koers.process.pid), PATIENT).toBeLessThanOrEqual(filesBefore + 4)
  const db = await openDb({ url, pool: 1 })
  // Background work has a transaction of its own now and then, for a moment.
  const waiting = () => db.one(sql`select count(*) as count from pg_stat_activity where application_name = 'koers' and state like 'idle in transaction%'`)
  await expect.poll(waiting, PATIENT).toEqual({ count: 0 })
  await db.close()
  const lost = await lostOf(measurer)
  tell(`${places.length} broken forms`, measurer.acknowledged.length, lost, 0)
  expect(lost).toEqual([])
  // Nobody wrote in between: version 1 is still the last.
  expect((await person.post(`${base}/4.3`, { answer: '3', note: 'daarna', version: '1' })).status).toBe(303)
})

/** Sockets and files that this process has open. */
const filesOf = async (pid = 0) => (await readdir(`/proc/${pid}/fd`)).length

async function sendAndBreak(at: string, text: string): Promise<void> {
  const socket = connect(Number(new URL(at).port), '127.0.0.1')
  await once(socket, 'connect')
  await new Promise((sent) => socket.write(text, sent))
  const closed = once(socket, 'close')
  socket.resetAndDestroy()
  await closed
}

test('while the database hangs every request ends with 503 and keeps what was typed; when it goes on, so does Koers', PATIENT, async () => {
  const way = await wayTo(new URL(url))
  const koers = await koersOn(way.url, { KOERS_DATABASE_POOL: '2', KOERS_DATABASE_PATIENCE: '4' })
  const measurer = await measurerAt(koers.url)
  const { person, base } = measurer
  way.delay(20)
  expect((await save(measurer, '4.3', 'traag')).status).toBe(303)
  way.delay(0)
  await person.get(`${base}/4.2`)

  way.hold()
  const note = 'Een lange toelichting die niemand twee keer typt'
  const kept = await person.submit({ answer: '3', note })
  expect([kept.status, kept.headers.get('retry-after'), kept.text.includes(note)]).toEqual([503, '60', true])
  expect(await healthOf(koers.url)).toEqual({ status: 503, problem: 'no-answer' })
  const cookie = [...person.cookies].map((pair) => pair.join('=')).join('; ')
  const crowd = await Promise.all(Array.from({ length: 150 }, async () => (await fetch(`${koers.url}${base}/4.3`, { headers: { cookie } })).status))
  expect(new Set(crowd)).toEqual(new Set([503]))
  const api = await fetch(`${koers.url}/api/assessments/v1/measurements`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
  expect([api.status, api.headers.get('retry-after'), api.headers.get('content-type'), await api.json()]).toMatchObject([
    503,
    '60',
    'application/problem+json',
    { code: 'unavailable' },
  ])

  way.letGo()
  const ms = await wellAgain(koers.url)
  const { action, fields } = formIn(kept.text)
  expect((await person.post(action || `${base}/4.2`, fields)).status).toBe(303)
  measurer.acknowledged.push({ condition: '4.2', note })
  const lost = await lostOf(measurer)
  tell('database that hung', measurer.acknowledged.length, lost, ms)
  expect(lost).toEqual([])
})

test('on a full disk of PostgreSQL Koers says so, keeps what was typed, and goes on when there is room', PATIENT, async () => {
  const disk = smallDisk(150)
  const small = await startPostgres([], join(disk.path, 'tables'))
  onTestFinished(() => small.stop())
  await small.run('create database koers')
  const koers = await koersOn(small.url('koers'))
  expect(await fillsUp('PostgreSQL', koers.url, disk)).toEqual([])
})

test('a file of PostgreSQL that is damaged while Koers runs: who needs it gets 503 and keeps what was typed, and health says so', PATIENT, async () => {
  const koers = await koersOn(url)
  const measurer = await measurerAt(koers.url)
  expect((await save(measurer, '4.3', 'van voor de schade')).status).toBe(303)
  const { person, base } = measurer
  await person.get(`${base}/4.3`)
  const file = await fileOf('assessments.answer')
  await postgres.kill()
  garble(file)
  await postgres.again()
  const kept = await person.submit({ answer: '3', note: 'getypt na de schade' })
  expect([kept.status, kept.text.includes('getypt na de schade')]).toEqual([503, true])
  expect(await healthOf(koers.url)).toEqual({ status: 503, problem: 'damaged' })
  expect((await fetch(`${koers.url}/hulp`)).status).toBe(200)
})

async function fileOf(table: string): Promise<string> {
  const db = await openDb({ url, pool: 1 })
  // What is only in the log still would be written over the damage.
  await db.script('checkpoint')
  const row = await db.one<{ file: string }>(sql`select current_setting('data_directory') || '/' || pg_relation_filepath(${table}) as file`)
  await db.close()
  return row?.file ?? ''
}
