import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '#platform/clock'
import { jobs } from '#platform/jobs'
import { openLive } from '#platform/live'
import { sql } from '#platform/sql'
import { testClock } from './support/clock.ts'
import { testDatabase } from './support/database.ts'
import { mailServer } from './support/mail-server.ts'
import { onPostgres, twoApps } from './support/second-app.ts'

/** A busy machine may take its time; a test that passes does not. */
const PATIENT = { timeout: 10_000 }

const mailTo = (server: { url: string }) => ({ KOERS_SMTP_URL: server.url, KOERS_MAIL_FROM: 'koers@koers.example' })

test('an announcement is heard when its transaction commits, and not when it is rolled back', async () => {
  const db = await testDatabase()
  const live = await openLive(db)
  const heard: string[] = []
  const quiet = live.listen('conversation/1', () => heard.push('1'))
  live.listen('conversation/2', () => heard.push('2'))
  await db.tx((tx) => live.announce(tx, 'conversation/1'))
  await db
    .tx(async (tx) => {
      await live.announce(tx, 'conversation/1')
      throw new Error('no')
    })
    .catch(() => {})
  // It travels over another connection: the other way round, it could arrive when nobody listens any more.
  await expect.poll(() => heard, PATIENT).toEqual(['1'])
  quiet()
  await db.tx((tx) => live.announce(tx, 'conversation/1'))
  await db.tx((tx) => live.announce(tx, 'conversation/2'))
  await expect.poll(() => heard, PATIENT).toEqual(['1', '2'])
  await live.close()
})

// Only there can two processes share a database; `npm run test:postgres` runs these.
describe.each(onPostgres() ? ['PostgreSQL'] : [])('two processes on one %s', () => {
  test('a job that returns runs once, and so does one that was added twice', async () => {
    const db = await testDatabase()
    const clock = testClock()
    const [one, two] = await twoApps(clock)
    await Promise.all([one.worker.runDue(), two.worker.runDue()])
    const all = await db.rows<{ kind: string }>(sql`select kind from platform.job`)
    clock.advance(24 * 60 * MINUTE)
    const done = await Promise.all([one.worker.runDue(), two.worker.runDue()])
    expect(done[0] + done[1]).toBe(all.length)
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(all.length)
    for (const app of [one, two]) await jobs.add(app.db, { kind: 'test.unknown', key: 'x', runAt: clock.now() })
    expect(await db.rows(sql`select 1 from platform.job where kind = 'test.unknown'`)).toHaveLength(1)
  })

  test('a letter leaves once, and each of a hundred too', async () => {
    await testDatabase()
    const server = await mailServer()
    const [one, two] = await twoApps(testClock(), mailTo(server))
    const people = await one.db.tx(async (tx) => {
      const all = []
      for (let nr = 0; nr < 100; nr++) all.push(await one.services.people.verbs.register(tx, { email: `p${nr}@school.example`, name: `P${nr}` }))
      return all
    })
    const notice = { kind: 'signed-in', params: { device: 'Firefox' }, about: '/mijn', personIds: people.map(({ id }) => id) } as const
    await one.db.tx((tx) => one.services.notifications.verbs.notify(tx, notice))
    await Promise.all([one.sender?.sendDue(), two.sender?.sendDue()])
    expect(server.received.map(({ to }) => to).toSorted()).toEqual(people.map(({ email }) => email).toSorted())
  })

  test('a session that is revoked in one is gone in the other', async () => {
    await testDatabase()
    const [one, two] = await twoApps(testClock())
    const { token } = await one.db.tx(async (tx) => {
      const { id } = await one.services.people.verbs.register(tx, { email: 'anne@school.example', name: 'Anne' })
      return one.services.people.verbs.openSession(tx, id, { label: 'test', strong: false })
    })
    const inbox = () => two.fetch(new Request('http://koers.example/mijn/meldingen', { headers: { cookie: `koers-sessie=${token}` } }))
    expect((await inbox()).status).toBe(200)
    await one.db.rows(sql`delete from people.session`)
    expect((await inbox()).status).toBe(303)
  })

  test('a limit holds over both: who used up the burst in one waits in the other, and one who did not goes on', async () => {
    await testDatabase()
    const clock = testClock()
    const [one, two] = await twoApps(clock, { KOERS_REQUESTS_PER_ADDRESS: '2', KOERS_TRUST_PROXY: 'yes' })
    const ask = async (app: typeof one, address: string) => (await app.fetch(new Request('http://koers.example/hulp', { headers: { 'x-forwarded-for': address } }))).status
    const exchange = async () => {
      for (const app of [one, two, one]) await app.pace.exchange()
    }
    for (let nr = 0; nr < 20; nr++) expect(await ask(one, '192.0.2.1')).toBe(200)
    expect(await ask(two, '192.0.2.1'), 'not told yet').toBe(200)
    await exchange()
    expect([await ask(two, '192.0.2.1'), await ask(two, '192.0.2.2')]).toEqual([429, 200])
    // Hearing it twice does not count it twice.
    await exchange()
    clock.advance(SECOND)
    expect(await ask(two, '192.0.2.1')).toBe(200)
    const rows = await one.db.rows<{ counts: string }>(sql`select counts::text as counts from platform.pace`)
    expect(rows.some(({ counts }) => counts.includes('192.0.2'))).toBe(false)
    clock.advance(2 * MINUTE)
    await ask(one, '192.0.2.3')
    await exchange()
    expect(await one.db.rows(sql`select 1 from platform.pace where at < ${new Date(clock.now().getTime() - MINUTE)}`)).toEqual([])
    expect(await one.db.rows(sql`select 1 from platform.pace`)).not.toEqual([])
  })

  test('what one announces the other hears, also after its connection broke', async () => {
    const db = await testDatabase()
    const live = await openLive(db)
    const [one] = await twoApps(testClock())
    const heard: string[] = []
    live.listen('conversation/1', () => heard.push('!'))
    const announce = async () => {
      await one.db.rows(sql`select pg_notify('koers', 'conversation/1')`)
      return heard.length
    }
    await announce()
    await expect.poll(() => heard.length, PATIENT).toBe(1)
    await one.db.rows(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'koers-live' and datname = current_database()`)
    await expect.poll(announce, { ...PATIENT, interval: 200 }).toBeGreaterThan(1)
    await live.close()
  })
})
