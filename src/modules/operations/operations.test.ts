import { expect, test } from 'vitest'
import { createWorker } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../tests/support/app.ts'
import { mailServer } from '../../../tests/support/mail-server.ts'

async function administrator(app: TestApp, { strong = true } = {}) {
  const { id, visitor } = await app.signedIn({ name: 'Bea Beheer', strong })
  await app.db.rows(sql`update people.person set administrator = true where id = ${id}`)
  return visitor
}
const queue = (app: TestApp, to: string, text = 'Geheime inhoud') =>
  app.db.rows(sql`
    insert into platform.mail (id, recipient, subject, text, about, created_at, next_attempt_at, give_up_at)
    values (left(md5(${to}), 16), ${to}, 'Uitnodiging', ${text}, 'invitation', ${app.clock.now()}, ${app.clock.now()}, ${new Date(app.clock.now().getTime() + 1000)})`)

test.each(['/beheer', '/beheer/post', '/beheer/taken'])('%s does not exist for others, and asks an administrator for the second factor', async (path) => {
  const app = await testApp()
  expect((await app.visitor().get(path)).status).toBe(404)
  expect((await (await app.signedIn({ strong: true })).visitor.get(path)).status).toBe(404)
  const weak = await administrator(app, { strong: false })
  expect(await weak.get(path)).toMatchObject({ status: 303, location: `/mijn/account/tweede-stap?naar=${encodeURIComponent(path)}` })
  expect((await weak.post(path, {})).status).toBe(path === '/beheer' ? 404 : 303)
  expect((await (await administrator(app)).get(path)).status).toBe(200)
})

test.each([
  ['nobody', undefined, false],
  ['a person', { administrator: false, strong: true }, false],
  ['an administrator without a second factor', { administrator: true, strong: false }, false],
  ['an administrator', { administrator: true, strong: true }, true],
] as const)('%s asks the verbs themselves, without a page', async (_, who, may) => {
  const { actor } = await (await testApp()).signedIn()
  const { verbs } = (await testApp()).services.operations
  const asks = { ...actor, person: who && actor.person && { ...actor.person, ...who } }
  const answers = await Promise.allSettled([verbs.postOffice(asks), verbs.workshop(asks), verbs.sendAgain(asks, 'x'.repeat(16)), verbs.retryJob(asks, 1), verbs.removeJob(asks, 1)])
  expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(answers.map(() => may))
})

test('an administrator sees that a letter is uncertain, not what it says, and sends it again', async () => {
  const server = await mailServer()
  const app = await testApp({ settings: { KOERS_SMTP_URL: server.url, KOERS_MAIL_FROM: 'koers@koers.example' } })
  server.mood = 'drops-after-text'
  await queue(app, 'anne@school.example')
  await app.sendMail()
  const admin = await administrator(app)
  expect((await admin.get('/beheer')).text).toContain('1 brief vraagt uw aandacht')
  const page = await admin.get('/beheer/post')
  expect(page.text).toContain('anne@school.example')
  expect(page.text).toContain('Onzeker')
  expect(page.text).not.toContain('Geheime inhoud')
  server.mood = 'friendly'
  expect((await admin.submit({}, '/beheer/post')).status).toBe(303)
  await app.sendMail()
  expect(server.received.map(({ to }) => to)).toEqual(['anne@school.example'])
  expect((await admin.get('/beheer/post')).text).not.toContain('anne@school.example')
  expect((await admin.post('/beheer/post', { letter: page.text.match(/name="letter" value="([^"]+)"/)?.[1] })).status).toBe(422)
  expect(server.received).toHaveLength(1)
  expect(await app.db.rows(sql`select verb from audit.entry where verb = 'send-letter-again'`)).toHaveLength(1)
})

test('a failed job is shown with its last error, tried at once or taken away; one that returns stays', async () => {
  const app = await testApp()
  const failing = { ready: false }
  const run = async () => {
    if (!failing.ready) throw Object.assign(new Error('Anne typed this'), { name: 'DatabaseError', code: '53100' })
  }
  const kinds = [
    { name: 'test.once', run },
    { name: 'test.returns', every: 1000, run },
  ]
  const worker = createWorker({ db: app.db, clock: app.clock, log: silentLog, kinds })
  for (const key of ['a', 'b']) await app.db.rows(sql`insert into platform.job (kind, key, run_at) values ('test.once', ${key}, ${app.clock.now()})`)
  await worker.runDue()
  const admin = await administrator(app)
  const page = await admin.get('/beheer/taken')
  expect(page.text).toContain('DatabaseError 53100')
  expect(page.text).not.toContain('Anne typed this')
  const [first, second] = [...page.text.matchAll(/name="job" value="(\d+)"/g)].map(([, id]) => id)
  expect(page.text.match(/value="remove"/g)).toHaveLength(2)
  await admin.post('/beheer/taken', { job: first, what: 'remove' })
  failing.ready = true
  await admin.post('/beheer/taken', { job: second, what: 'retry' })
  await worker.runDue()
  const left = await app.db.rows<{ kind: string }>(sql`select kind from platform.job where kind like 'test.%'`)
  expect(left.map(({ kind }) => kind)).toEqual(['test.returns'])
  expect((await admin.post('/beheer/taken', { job: 'x', what: 'remove' })).status).toBe(422)
})

test('the mailbox of a trial shows what would have been sent; only own addresses can be followed', async () => {
  const app = await testApp()
  await queue(app, 'anne@school.example', `Meld u aan: ${app.url}/hulp\n\nof https://elders.example/x\n<script>alert(1)</script>`)
  await queue(app, 'bob@school.example', 'Dag Bob')
  const visitor = app.visitor()
  const all = await visitor.get('/postbus')
  expect(all.text).toContain('Dag Bob')
  expect(all.text).toContain('href="/hulp"')
  expect(all.text).not.toContain('href="https://elders')
  expect(all.text).not.toContain('<script>alert')
  expect(all.text).toContain('Koers verstuurt hier geen mail')
  const found = await visitor.get('/postbus?adres=ANNE')
  expect([found.text.includes('anne@school'), found.text.includes('Dag Bob')]).toEqual([true, false])
  expect((await visitor.get('/postbus?adres=%25')).text).toContain('Er is geen post voor')
  expect((await visitor.get(`/postbus?adres=${'x'.repeat(5000)}`)).status).toBe(200)
})

test('in production, and in a trial that sends mail, there is no mailbox to read', async () => {
  expect((await (await testApp({ mode: 'production' })).visitor().get('/postbus')).status).toBe(404)
  const sending = await testApp({ settings: { KOERS_SMTP_URL: 'smtp://127.0.0.1:1', KOERS_MAIL_FROM: 'koers@koers.example' } })
  expect((await sending.visitor().get('/postbus')).status).toBe(404)
})

test('who runs it sees at once that the mail server is down, that nobody sends, and what waits for a reader, with the way to each', async () => {
  const app = await testApp({ settings: { KOERS_SMTP_URL: 'smtp://127.0.0.1:1', KOERS_MAIL_FROM: 'koers@koers.example' } })
  const admin = await administrator(app)
  const quiet = await admin.get('/beheer')
  expect(quiet.text).toContain('Alles loopt')
  for (const place of ['post', 'taken', 'organisaties', 'eigenaren', 'netwerken', 'praktijken', 'bewaartermijnen']) {
    expect(quiet.text).toContain(`href="/beheer/${place}"`)
    expect([place, (await admin.get(`/beheer/${place}`)).status]).toEqual([place, 200])
  }
  await app.db.rows(sql`
    insert into platform.mail (id, recipient, subject, text, about, created_at, next_attempt_at, give_up_at)
    values ('wacht', 'bob@school.example', 'x', 'x', 'invitation', ${app.clock.now()}, ${app.clock.now()}, ${new Date(app.clock.now().getTime() + 86_400_000)})`)
  expect((await admin.get('/beheer')).text).toContain('Alles loopt')
  app.clock.advance(11 * 60_000)
  expect((await admin.get('/beheer')).text).toContain('1 brief had al weg moeten zijn')
  await app.sendMail()
  const down = (await admin.get('/beheer')).text
  expect([down.includes('De mailserver nam 1 brief niet aan'), down.includes('al weg moeten zijn')]).toEqual([true, false])
})
