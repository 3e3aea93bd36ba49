import { expect, test } from 'vitest'
import { verifyChain } from '#platform/audit-chain'
import { linesOf } from '#platform/audit'
import { DAY, dayOf, HOUR, MINUTE } from '#platform/clock'
import { createMail } from '#platform/mail'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from './support/app.ts'
import { mailServer } from './support/mail-server.ts'

/** A server without a battery behind its clock, a mistake of an administrator, a time server that corrects: the clock is wrong for a while. */
const NOW = new Date('2026-10-12T09:00:00Z')
const YEAR = 365 * DAY
const at = (ms: number) => new Date(NOW.getTime() + ms)

const jobsOf = (app: TestApp) => app.db.rows<{ kind: string; runAt: Date }>(sql`select kind, run_at as "runAt" from platform.job where key = 'every' order by kind`)

test('after the clock was a year ahead and is right again, all work that returns goes on within its own time', async () => {
  const app = await testApp({ clock: NOW })
  await app.runJobs()
  const before = await jobsOf(app)
  app.clock.set(at(YEAR))
  await app.runJobs()
  app.clock.set(at(MINUTE))
  await app.runJobs()
  const after = await jobsOf(app)
  expect(after.map(({ kind }) => kind)).toEqual(before.map(({ kind }) => kind))
  expect(after.filter(({ runAt }) => runAt > at(MINUTE + DAY))).toEqual([])
})

test('an hour back, as when someone sets the clock to winter time by hand: each job that returns waits no longer than it ever does', async () => {
  const app = await testApp({ clock: NOW })
  await app.runJobs()
  const usual = new Map((await jobsOf(app)).map(({ kind, runAt }) => [kind, runAt.getTime() - NOW.getTime()]))
  app.clock.set(at(-HOUR))
  await app.runJobs()
  expect((await jobsOf(app)).filter(({ kind, runAt }) => runAt.getTime() - at(-HOUR).getTime() > (usual.get(kind) ?? 0))).toEqual([])
})

test('a letter that a clock far ahead queued leaves when the clock is right, once', async () => {
  const server = await mailServer()
  const app = await testApp({ clock: NOW, settings: { KOERS_SMTP_URL: server.url, KOERS_MAIL_FROM: 'koers@koers.example' } })
  app.clock.set(at(YEAR))
  await createMail(app).queue(app.db, { to: 'ida@school.example', subject: 'Welkom', text: 'Dag', about: 'invitation' })
  app.clock.set(at(MINUTE))
  expect([await app.sendMail(), await app.sendMail(), server.received.length]).toEqual([1, 0, 1])
})

test('a session ends when the clock jumps past its end, survives an hour back, and lives no year longer because the clock was ahead', async () => {
  const app = await testApp({ clock: NOW })
  const isIn = async ({ visitor }: Awaited<ReturnType<TestApp['signedIn']>>) => (await visitor.get('/mijn')).status === 200
  const ida = await app.signedIn()
  app.clock.set(at(-HOUR))
  expect(await isIn(ida)).toBe(true)
  app.clock.set(at(YEAR))
  expect(await isIn(ida)).toBe(false)
  const sam = await app.signedIn()
  expect(await isIn(sam)).toBe(true)
  app.clock.set(at(MINUTE))
  expect([await isIn(ida), await isIn(sam)]).toEqual([true, false])
})

test.for([
  ['summer time begins', '2027-03-28T00:59:30Z'],
  ['summer time ends, and an hour of the night comes twice', '2026-10-25T00:59:30Z'],
] as const)('in the night that %s a session goes on and the log is of that one day', async ([, night]) => {
  const app = await testApp({ clock: night })
  const ida = await app.signedIn()
  await app.runJobs()
  app.clock.set(new Date(Date.parse(night) + 2 * MINUTE))
  expect((await ida.visitor.get('/mijn')).status).toBe(200)
  const organisationId = crypto.randomUUID()
  await app.db.rows(sql`
    insert into audit.entry (at, actor, verb, subject, organisation_id)
    select ${new Date(night)}::timestamptz + nr * interval '30 minutes', 'person:1', 'round.adopted', 'round-' || nr, ${organisationId}::uuid from generate_series(-1, 2) nr`)
  const day = dayOf(new Date(night))
  expect((await linesOf(app.db, { organisationIds: [organisationId], verbs: undefined, from: day, until: day, before: undefined }, 10)).map(({ subject }) => subject)).toEqual([
    'round-2',
    'round-1',
    'round-0',
    'round--1',
  ])
})

test('the log stays whole when the clock goes a year ahead and back: its order is that of writing', async () => {
  const app = await testApp({ clock: NOW })
  const line = (moment: Date, subject: string) => app.db.rows(sql`insert into audit.entry (at, actor, verb, subject) values (${moment}, 'person:1', 'round.adopted', ${subject})`)
  for (const [nr, jump] of [0, YEAR, -HOUR, MINUTE].entries()) {
    app.clock.set(at(jump))
    await line(app.clock.now(), `round-${nr}`)
    await app.runJobs()
  }
  const verified = await verifyChain(app.db)
  expect([verified.broken, verified.unsealed]).toEqual([undefined, 0])
})
