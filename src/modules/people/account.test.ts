import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '#platform/clock'
import { requireAdministrator } from '#platform/signed-in'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../tests/support/app.ts'
import { authenticator, keyOn } from '../../../tests/support/authenticator.ts'
import { lettersTo, letterTo } from '../../../tests/support/mailbox.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'

const sanne = 'sanne@school.example'
const step = '/mijn/account/tweede-stap'

async function signInByMail(app: TestApp, goTo = '/hulp'): Promise<{ browser: Visitor; answer: Awaited<ReturnType<Visitor['post']>> }> {
  const browser = app.visitor()
  await browser.post('/aanmelden', { email: sanne, naar: goTo })
  return { browser, answer: await browser.post('/aanmelden/code', { code: (await letterTo(app.db, sanne)).code }) }
}
async function withSecondStep(app: TestApp) {
  const person = await app.signedIn({ name: 'Sanne', email: sanne })
  await person.visitor.post(step, {})
  const phone = authenticator(app, (await person.visitor.get(`${step}/app`)).text)
  const shown = await person.visitor.post(`${step}/app`, { code: phone.code() })
  const codes = [...shown.text.matchAll(/<code>([A-Z2-7-]+)<\/code>/g)].map(([, code = '']) => code)
  app.clock.advance(MINUTE)
  return { ...person, phone, codes }
}
async function passkeyOf(app: TestApp, personId: string, id: string): Promise<string> {
  await app.db.rows(sql`
    insert into people.passkey (id, credential, person_id, name, public_key, counter, made_at) values (${id}, ${id}, ${personId}, 'Telefoon', 'x', 0, ${app.clock.now()})`)
  return id
}
const isIn = async (browser: Visitor) => (await browser.get('/mijn/account')).status === 200

describe('the second step', () => {
  test('once set up, mail alone leads no further than the question for a code', async () => {
    const app = await testApp()
    const { phone, codes, visitor } = await withSecondStep(app)
    expect(codes).toHaveLength(10)
    expect(await isIn(visitor)).toBe(true)
    const { browser, answer } = await signInByMail(app)
    expect(answer.location).toBe('/aanmelden/tweede-stap?naar=%2Fhulp')
    expect(await isIn(browser)).toBe(false)
    expect(await app.identify(browser.cookies.get('koers-sessie') ?? '')).toBeUndefined()
    await browser.follow(answer)
    const half = browser.cookies.get('koers-sessie')
    expect(await browser.submit({ code: phone.code() }, '/aanmelden/tweede-stap')).toMatchObject({ status: 303, location: '/hulp' })
    expect(browser.cookies.get('koers-sessie')).not.toBe(half)
    expect(await isIn(browser)).toBe(true)
  })

  test('a code of the app counts once, also when it is sent twice at once', async () => {
    const app = await testApp()
    const { phone } = await withSecondStep(app)
    const [one, two] = [await signInByMail(app), await signInByMail(app)]
    const code = phone.code()
    const sent = await Promise.all([one, two].map(({ browser }) => browser.post('/aanmelden/tweede-stap', { code })))
    expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422])
  })

  test('a recovery code counts once, in any way of typing it', async () => {
    const app = await testApp()
    const { codes } = await withSecondStep(app)
    const code = (codes[3] ?? '').toLowerCase().replaceAll('-', ' ')
    expect((await (await signInByMail(app)).browser.post('/aanmelden/tweede-stap', { code })).status).toBe(303)
    expect((await (await signInByMail(app)).browser.post('/aanmelden/tweede-stap', { code })).status).toBe(422)
  })

  test('after five tries in a quarter of an hour the right code waits too', async () => {
    const app = await testApp()
    const { phone } = await withSecondStep(app)
    const { browser } = await signInByMail(app)
    app.clock.perRequest = 0
    for (let time = 0; time < 4; time++) expect((await browser.post('/aanmelden/tweede-stap', { code: '000000' })).status).toBe(422)
    await browser.post('/aanmelden/tweede-stap', { code: '000000' })
    expect((await browser.post('/aanmelden/tweede-stap', { code: phone.code() })).status).toBe(429)
  })

  test('who reads the mail only cannot take it away, renew its codes, or put an own one in its place', async () => {
    const app = await testApp()
    const before = await app.signedIn({ email: sanne })
    await withSecondStep(app)
    expect((await before.visitor.get('/mijn/account')).location, 'who was in elsewhere without it is out').toMatch(/^\/aanmelden/)
    const { visitor } = await app.signedIn({ email: sanne }) // in without the second step, as before there was one
    for (const path of [step, `${step}/codes`, `${step}/verwijderen`]) expect((await visitor.post(path, {})).location).toMatch(/^\/aanmelden\/tweede-stap/)
    expect((await visitor.post('/mijn/account/e-mail', { email: 'evil@school.example' })).location).toMatch(/^\/aanmelden\/tweede-stap/)
    expect((await visitor.post('/mijn/account/api-sleutels', { name: 'x', days: '365' })).location).toMatch(/^\/aanmelden\/tweede-stap/)
    expect((await signInByMail(app)).answer.location).toMatch(/^\/aanmelden\/tweede-stap/)
  })

  test('its person takes it away with it, and is told by mail', async () => {
    const app = await testApp()
    const { visitor } = await withSecondStep(app)
    expect((await visitor.post(`${step}/verwijderen`, {})).location).toBe(step)
    expect((await signInByMail(app)).answer.location).toBe('/hulp')
    expect((await lettersTo(app.db, sanne)).filter(({ about }) => about === 'notification.security').map(({ text }) => /ingesteld|verwijderd/.exec(text)?.[0])).toEqual([
      'ingesteld',
      'verwijderd',
    ])
  })

  test('the key of the app is not readable in the database', async () => {
    const app = await testApp()
    const { visitor } = await app.signedIn()
    await visitor.post(step, {})
    const page = (await visitor.get(`${step}/app`)).text
    const key = keyOn(page)
    const kept = await app.db.one<{ secret: string }>(sql`select secret from people.authenticator`)
    expect(key).toHaveLength(20)
    expect(Buffer.from(kept?.secret.slice(3) ?? '', 'base64url').includes(key)).toBe(false)
    expect(page).toContain('<svg')
    expect(page).not.toMatch(/\sstyle=/)
  })
})

test('an administrator needs a second step in this session; for others the pages do not exist', async () => {
  const app = await testApp()
  const administer = app.services.people.cli?.find(({ usage }) => usage.startsWith('people administrator'))
  const run = async (...args: string[]) => administer?.run(['administrator', ...args], () => {})
  expect(await run(sanne)).toBe(1)
  expect(await run('no address')).toBe(2)
  const plain = await app.signedIn({ email: sanne })
  expect(() => requireAdministrator(plain.actor)).toThrow('nothing here')
  expect(await run(sanne.toUpperCase())).toBe(0)
  const [weak, strong] = [await app.signedIn({ email: sanne }), await app.signedIn({ email: sanne, strong: true })]
  expect(() => requireAdministrator(weak.actor)).toThrow('second step')
  expect(requireAdministrator(strong.actor).email).toBe(sanne)
  expect((await weak.visitor.get(`${step}?naar=/beheer`)).text).toContain('U bent beheerder')
  expect((await strong.visitor.get(`${step}?naar=/beheer`)).location).toBe('/beheer')
  expect(await run(sanne, '--remove')).toBe(0)
  const after = await app.signedIn({ email: sanne, strong: true })
  expect(() => requireAdministrator(after.actor)).toThrow('nothing here')
})

test('who lost everything is let in again from the command line, without app and passkeys and signed out everywhere; it says so, and they are told', async () => {
  const app = await testApp()
  const { id, visitor } = await withSecondStep(app)
  await passkeyOf(app, id, 'lost-telephone-1')
  await passkeyOf(app, id, 'lost-telephone-2')
  const said: string[] = []
  const reset = async () => app.services.people.cli?.find(({ usage }) => usage.startsWith('people reset'))?.run(['reset', sanne], (line) => said.push(line))
  await reset()
  expect((await letterTo(app.db, sanne)).text).toContain('een beheerder nam uw tweede stap en passkeys weg')
  expect(await isIn(visitor)).toBe(false)
  expect((await signInByMail(app)).answer.location).toBe('/hulp')
  expect(await app.db.rows(sql`select id from people.passkey`)).toEqual([])
  expect(said.join()).toContain('the authenticator app with its recovery codes and 2 passkeys')
  await reset()
  expect(said.at(-1)).toContain('had no authenticator app and no passkeys')
})

describe('a passkey', () => {
  test('gets another name from its own person only', async () => {
    const app = await testApp()
    const [own, other] = [await app.signedIn({ email: sanne }), await app.signedIn()]
    const path = `/mijn/account/passkeys/${await passkeyOf(app, own.id, 'old-telephone-01')}`
    expect([(await other.visitor.get(path)).status, (await other.visitor.post(path, { name: 'van mij' })).status]).toEqual([404, 404])
    await own.visitor.get(path)
    expect((await own.visitor.submit({ name: '' })).text).toContain('Geef deze passkey een naam')
    expect((await own.visitor.follow(own.visitor.submit({ name: 'Mijn <i>nieuwe</i> telefoon' }))).text).toContain('Mijn &lt;i&gt;nieuwe&lt;/i&gt; telefoon')
  })

  test('that is the only way in stays until the mailbox was shown: an address that a provider vouched for may have none', async () => {
    const app = await testApp()
    const { id, visitor } = await app.signedIn({ email: sanne })
    await app.db.rows(sql`update people.person set mailbox_known = false`)
    const remove = `/mijn/account/passkeys/${await passkeyOf(app, id, 'only-way-in-0001')}/verwijderen`
    const refused = await visitor.post(remove, {})
    expect([refused.status, refused.text.includes('de enige manier waarop u binnenkomt')]).toEqual([422, true])
    expect((await visitor.get('/mijn/account')).text).toContain('nog niet bevestigd')
    await visitor.post('/mijn/account/e-mail', { email: sanne })
    expect((await visitor.post('/mijn/account/e-mail/code', { code: (await letterTo(app.db, sanne)).code })).status).toBe(303)
    expect((await visitor.get('/mijn/account')).text).not.toContain('nog niet bevestigd')
    expect((await visitor.post(remove, {})).status).toBe(303)
  })
})

describe('a token for a program', () => {
  async function made(app: TestApp, days = '30') {
    const person = await app.signedIn({ email: sanne })
    const { text } = await person.visitor.post('/mijn/account/api-sleutels', { name: '<b>Dashboard</b>', days })
    return { ...person, token: /koers_[\w-]{32}/.exec(text)?.[0] ?? '' }
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  test('is shown once, kept as a hash, and works on the API until its day', async () => {
    const app = await testApp()
    const { visitor, token } = await made(app)
    const list = await visitor.get('/mijn/account/api-sleutels')
    expect(list.text).toContain('&lt;b&gt;Dashboard')
    expect(list.text).not.toContain(token)
    expect(JSON.stringify(await app.db.rows(sql`select * from people.session`))).not.toContain(token)
    expect(await app.identify(token)).toMatchObject({ person: { email: sanne, strong: false } })
    expect((await visitor.get('/mijn/account/api-sleutels')).text).toContain('nog niet gebruikt')
    app.clock.advance(1 * DAY)
    await app.identify(token)
    expect((await visitor.get('/mijn/account/api-sleutels')).text).toContain('laatst gebruikt op')
    app.clock.advance(29 * DAY)
    expect(await app.identify(token)).toBeUndefined()
  })

  test('stops at once when it is withdrawn', async () => {
    const app = await testApp()
    const { visitor, token } = await made(app)
    const { text } = await visitor.get('/mijn/account/api-sleutels')
    await visitor.post(/action="([^"]+intrekken)"/.exec(text)?.[1] ?? '', {})
    expect(await app.identify(token)).toBeUndefined()
  })

  test('does not manage the account: no token makes a token, signs out or changes the address', async () => {
    const app = await testApp()
    const { token } = await made(app)
    for (const path of ['/mijn/account', '/mijn/account/api-sleutels', step]) expect((await app.fetch(path, { headers: bearer(token) })).status).toBe(404)
    const answer = await app.fetch('/mijn/account/api-sleutels', {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=x&days=365',
    })
    expect(answer.status).toBe(404)
    await app.fetch('/afmelden/overal', { method: 'POST', headers: bearer(token) })
    expect(await app.db.rows(sql`select id from people.session where kind = 'browser'`)).toHaveLength(1)
  })

  test.each(['0', '366', '-1', '1e9', 'never', ''])('does not last %j days', async (days) => {
    const app = await testApp()
    const { token, visitor } = await made(app, days)
    expect(token).toBe('')
    expect(visitor.page.title).toMatch(/^Fout/)
  })
})

describe('the account', () => {
  test('says where one is signed in, and signs out elsewhere', async () => {
    const app = await testApp()
    const [here, there] = [await app.signedIn({ email: sanne }), await app.signedIn({ email: sanne })]
    const stranger = await app.signedIn()
    const { text } = await here.visitor.get('/mijn/account')
    expect(text.match(/dit apparaat/g)).toHaveLength(1)
    const other = [...text.matchAll(/action="(\/mijn\/account\/sessies\/([\w-]+)\/afmelden)"/g)].find(([, , id]) => id !== here.actor.person?.sessionId)
    await stranger.visitor.post(other?.[1] ?? '', {})
    expect(await isIn(there.visitor)).toBe(true)
    await here.visitor.post(other?.[1] ?? '', {})
    expect(await isIn(there.visitor)).toBe(false)
    expect(await isIn(here.visitor)).toBe(true)
  })

  test('changes its address with a code from the new mailbox, and tells the old one', async () => {
    const app = await testApp()
    const { visitor } = await app.signedIn({ name: 'Sanne', email: sanne })
    await visitor.post('/mijn/account/e-mail', { email: 'New@school.example' })
    const { code } = await letterTo(app.db, 'new@school.example')
    expect((await app.visitor().post('/mijn/account/e-mail/code', { code })).location).toMatch(/^\/aanmelden/)
    expect((await visitor.post('/mijn/account/e-mail/code', { code })).status).toBe(303)
    expect((await visitor.get('/mijn/account')).text).toContain('new@school.example')
    expect((await letterTo(app.db, sanne)).text).toContain('new@school.example')
  })

  test('says that an address is taken only to who reads its mail', async () => {
    const app = await testApp()
    await app.signedIn({ email: 'taken@school.example' })
    const { visitor } = await app.signedIn({ email: sanne })
    expect((await visitor.post('/mijn/account/e-mail', { email: 'taken@school.example' })).location).toBe('/mijn/account/e-mail/code')
    const done = await visitor.post('/mijn/account/e-mail/code', { code: (await letterTo(app.db, 'taken@school.example')).code })
    expect([done.status, done.text.includes('al een account')]).toEqual([422, true])
  })

  test('is not there for who is not signed in: they sign in and come back', async () => {
    const app = await testApp()
    for (const path of ['/mijn/account', step, '/mijn/account/e-mail', '/mijn/account/api-sleutels'])
      expect((await app.visitor().get(path)).location).toBe(`/aanmelden?naar=${encodeURIComponent(path)}`)
  })

  test('gives its person what it keeps, and forgets all of it but the id', async () => {
    const app = await testApp()
    const { id } = await withSecondStep(app)
    const { keeper } = app.services.people
    expect(JSON.stringify(await keeper?.personalData(id))).toContain(sanne)
    await app.db.tx(async (tx) => keeper?.erase(tx, id))
    const tables = await app.db.rows<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = 'people' limit 50`)
    const rest = await Promise.all(tables.map(async ({ name }) => app.db.rows({ text: `select * from people.${name}`, values: [], name: `all-${name}` })))
    expect(JSON.stringify(rest)).not.toMatch(/sanne/i)
    expect(await app.services.people.verbs.byIds([id])).toEqual(new Map())
  })
})
