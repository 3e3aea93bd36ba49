import { expect, onTestFinished, test } from 'vitest'
import { testClock, type TestClock } from '../../tests/support/clock.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { mailServer } from '../../tests/support/mail-server.ts'
import { DAY, HOUR, MINUTE, SECOND } from './clock.ts'
import type { OpenDb } from './db.ts'
import { createWorker } from './jobs.ts'
import { silentLog } from './log.ts'
import { createMailSender, LEASE } from './mail-sender.ts'
import { createMail, wipeMail, type Letter } from './mail.ts'
import { dateInNetherlands, openSmtp } from './smtp.ts'

const letter: Letter = { to: 'anne@school.example', subject: 'Uitnodiging', text: 'Dag Anne,\n\nwelkom.', about: 'invitation' }

async function office() {
  const [db, server, clock] = [await testDatabase(), await mailServer(), testClock()]
  const mail = createMail({ clock })
  const smtp = () => openSmtp({ server: server.url, from: 'koers@koers.example' }, { connect: SECOND / 5, step: SECOND / 5 })
  const newSender = () => createMailSender({ db, clock, log: silentLog, smtp: smtp() })
  return { db, server, clock, mail, smtp, newSender, sender: newSender(), queue: (changes: Partial<Letter> = {}) => db.tx((tx) => mail.queue(tx, { ...letter, ...changes })) }
}

const states = async (db: OpenDb, clock: TestClock) => (await createMail({ clock }).latest(db, '')).map(({ state }) => state)

test('a letter arrives as plain text with every character, dated in the Netherlands, and says that a machine sent it', async () => {
  const { server, sender, queue, db, clock } = await office()
  await queue({ subject: 'Ronde één — “klaar”', text: 'Dag José,\n\n.een punt vooraan\nبيت ☕ en een heel lange regel '.repeat(20) })
  expect(await sender.sendDue()).toBe(1)
  const [{ to, headers, text } = { to: '', headers: new Map<string, string>(), text: '' }] = server.received
  expect(to).toBe('anne@school.example')
  expect(headers.get('date')).toBe('Mon, 02 Mar 2026 10:00:00 +0100')
  expect(headers.get('auto-submitted')).toBe('auto-generated')
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(headers.get('message-id')).toMatch(/^<[\w-]{16}@koers\.example>$/)
  expect(headers.get('from')).toBe('Koers <koers@koers.example>')
  expect(text.trimEnd()).toBe('Dag José,\n\n.een punt vooraan\nبيت ☕ en een heel lange regel '.repeat(20).trimEnd())
  expect(await states(db, clock)).toEqual(['sent'])
  expect(await sender.sendDue()).toBe(0)
})

test.each([
  ['2026-07-01T22:30:00Z', 'Thu, 02 Jul 2026 00:30:00 +0200'],
  ['2026-10-25T00:30:00Z', 'Sun, 25 Oct 2026 02:30:00 +0200'],
  ['2026-10-25T01:30:00Z', 'Sun, 25 Oct 2026 02:30:00 +0100'],
])('%s is dated %s', (at, said) => expect(dateInNetherlands(new Date(at))).toBe(said))

test('nothing that is typed becomes a header or another recipient', async () => {
  const { server, sender, queue, mail, db } = await office()
  await queue({ subject: 'Ronde\r\nBcc: ander@elders.example\r\n\r\nbody' })
  await sender.sendDue()
  expect(server.received).toHaveLength(1)
  expect(server.received[0]?.headers.get('subject')).toBe('Ronde Bcc: ander@elders.example body')
  expect(server.received[0]?.headers.has('bcc')).toBe(false)
  for (const to of ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', 'A <a@b.example>', '"a b"@c.example', 'geen-adres', ''])
    await expect(mail.queue(db, { ...letter, to })).rejects.toThrow('one plain address')
})

test('a transaction that is rolled back sends nothing', async () => {
  const { db, mail, sender, server } = await office()
  await expect(
    db.tx(async (tx) => {
      await mail.queue(tx, letter)
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect([await sender.sendDue(), server.connections]).toEqual([0, 0])
})

test.each(['drops-at-start', 'busy', 'greylists', 'refuses-sender', 'hangs'] as const)('a server that %s gets the same letter later, once', async (mood) => {
  const { server, sender, queue, clock, db } = await office()
  server.mood = mood
  await queue()
  expect(await sender.sendDue()).toBe(1)
  expect(await states(db, clock)).toEqual(['waiting'])
  expect(await sender.sendDue()).toBe(0)
  server.mood = 'friendly'
  clock.advance(MINUTE)
  await sender.sendDue()
  expect([await states(db, clock), server.received.length]).toEqual([['sent'], 1])
})

test('the waits double up to six hours, and after three days the letter is given up and can be sent again', async () => {
  const { server, sender, queue, clock, db, mail } = await office()
  await server.stop()
  await queue()
  const waits: number[] = []
  for (;;) {
    await sender.sendDue()
    const [one] = await mail.troubled(db)
    if (one?.state !== 'waiting') break
    waits.push(one.nextAttemptAt.getTime() - clock.now().getTime())
    clock.set(one.nextAttemptAt)
  }
  expect(waits.slice(0, 4)).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE])
  expect(Math.max(...waits)).toBe(6 * HOUR)
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(3 * DAY)
  const [lost] = await mail.troubled(db)
  expect(lost).toMatchObject({ state: 'given-up', about: 'invitation', lastError: expect.stringContaining('ECONNREFUSED') })
  expect(await mail.sendAgain(db, lost?.id ?? '')).toBe(true)
  expect(await states(db, clock)).toEqual(['waiting'])
})

test.each(['refuses-recipient', 'refuses-text'] as const)('a server that %s for good is not asked again', async (mood) => {
  const { server, sender, queue, clock, db, mail } = await office()
  server.mood = mood
  await queue()
  await sender.sendDue()
  expect(await states(db, clock)).toEqual(['given-up'])
  clock.advance(DAY)
  expect(await sender.sendDue()).toBe(0)
  expect((await mail.troubled(db))[0]?.lastError).toMatch(/^(RCPT TO|DATA) 55[04] /)
})

test.each(['drops-in-text', 'drops-after-text', 'hangs-after-text'] as const)('a server that %s leaves the letter uncertain: it is never sent again by itself', async (mood) => {
  const { server, sender, queue, clock, db, mail } = await office()
  server.mood = mood
  await queue()
  await sender.sendDue()
  expect(await states(db, clock)).toEqual(['uncertain'])
  server.mood = 'friendly'
  clock.advance(DAY)
  expect([await sender.sendDue(), server.received.length]).toEqual([0, 0])
  const [{ id } = { id: '' }] = await mail.troubled(db)
  await mail.sendAgain(db, id)
  await sender.sendDue()
  expect(server.received.map(({ headers }) => headers.get('message-id'))).toEqual([`<${id}@koers.example>`])
  expect(await mail.sendAgain(db, id)).toBe(false)
})

test('a letter of a process that died while sending is left alone during its lease, and uncertain after it', async () => {
  const { server, newSender, queue, clock, db } = await office()
  await queue()
  // As after a kill: it took the letter and never wrote what came of it.
  const dying = createMailSender({ db, clock, log: silentLog, smtp: { send: () => Promise.reject(new Error('killed')), hurry() {} } })
  await expect(dying.sendDue()).rejects.toThrow('killed')
  const other = newSender()
  clock.advance(LEASE - SECOND)
  expect([await other.sendDue(), await states(db, clock)]).toEqual([0, ['waiting']])
  clock.advance(2 * SECOND)
  expect([await other.sendDue(), await states(db, clock), server.received.length]).toEqual([0, ['uncertain'], 0])
})

test('two senders share two hundred letters and none leaves twice', async () => {
  const { server, newSender, db, mail } = await office()
  await db.tx(async (tx) => {
    for (let nr = 0; nr < 200; nr++) await mail.queue(tx, { ...letter, to: `p${nr}@school.example` })
  })
  const tried = await Promise.all([newSender().sendDue(), newSender().sendDue()])
  expect(tried[0] + tried[1]).toBe(200)
  expect(new Set(server.received.map(({ to }) => to)).size).toBe(200)
  expect(server.received).toHaveLength(200)
})

test('stopping does not wait for a server that is silent: a letter that has not begun to leave waits again', async () => {
  const { server, db, queue, clock, smtp } = await office()
  server.mood = 'hangs'
  await queue()
  const slow = createMailSender({ db, clock, log: silentLog, smtp: openSmtp({ server: server.url, from: 'koers@koers.example' }) })
  onTestFinished(() => slow.stop())
  slow.start()
  await expect.poll(() => server.connections).toBe(1)
  await slow.stop()
  expect(await states(db, clock)).toEqual(['waiting'])
  server.mood = 'friendly'
  expect(await createMailSender({ db, clock, log: silentLog, smtp: smtp() }).sendDue()).toBe(1)
})

test('thirty days after a letter was sent nobody can see to whom it went or what it said', async () => {
  const { sender, queue, clock, db, mail } = await office()
  await queue()
  await sender.sendDue()
  const worker = createWorker({ db, clock, log: silentLog, kinds: [wipeMail] })
  clock.advance(29 * DAY)
  await worker.runDue()
  expect(await states(db, clock)).toEqual(['sent'])
  clock.advance(2 * DAY)
  await worker.runDue()
  expect(await mail.latest(db, '')).toEqual([])
  expect((await mail.counts(db)).sent).toBe(1)
  expect(
    await db.rows({ text: `select 1 from platform.mail where row_to_json(mail)::text like '%anne%' or row_to_json(mail)::text like '%welkom%'`, values: [], name: 'wiped' }),
  ).toEqual([])
})
