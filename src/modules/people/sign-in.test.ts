import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#platform/clock'
import { hashOf } from '#platform/secret'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../tests/support/app.ts'
import { lettersTo, letterTo } from '../../../tests/support/mailbox.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'

const sanne = 'sanne@school.example'
const session = 'koers-sessie'

async function ask(app: TestApp, { email = sanne, goTo = '/hulp', browser = app.visitor() }: { email?: string; goTo?: string; browser?: Visitor } = {}) {
  await browser.get(`/aanmelden?naar=${encodeURIComponent(goTo)}`)
  const answer = await browser.submit({ email }, '/aanmelden')
  return { browser, answer }
}
const enterCode = (browser: Visitor, code: string) => browser.post('/aanmelden/code', { code })
/** Any code but this one. */
const notThis = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const whoIs = async (browser: Visitor) => (await browser.get('/aanmelden/naam')).status

describe('the letter', () => {
  test('a code signs in, makes the account, asks the name and goes on to the page one came for', async () => {
    const app = await testApp()
    const { browser } = await ask(app, { email: '  Sanne@School.example ' })
    const { code, text, subject } = await letterTo(app.db, sanne)
    expect(subject).not.toContain(code)
    expect(text).toContain('15 minuten')
    await browser.get('/aanmelden/code')
    const inside = await browser.submit({ code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect(inside).toMatchObject({ status: 303, location: '/aanmelden/naam?naar=%2Fhulp' })
    await browser.follow(inside)
    expect(await browser.submit({ name: 'Sanne de Vries' }, '/aanmelden/naam')).toMatchObject({ status: 303, location: '/hulp' })
    expect((await browser.get('/hulp')).text).toContain('Sanne de Vries')

    const again = await ask(app)
    expect(await enterCode(again.browser, (await letterTo(app.db, sanne)).code)).toMatchObject({ status: 303, location: '/hulp' })
  })

  test('the link works in another browser, after a button; looking at it signs nobody in and uses nothing up', async () => {
    const app = await testApp()
    await ask(app)
    const { link } = await letterTo(app.db, sanne)
    const scanner = app.visitor()
    for (let look = 0; look < 3; look++) expect((await scanner.get(link)).status).toBe(200)
    expect(scanner.cookies.has(session)).toBe(false)
    const phone = app.visitor()
    expect((await phone.get(link)).text).toContain(sanne)
    expect((await phone.submit({})).status).toBe(303)
    expect(phone.cookies.has(session)).toBe(true)
  })

  test('a code and a link work once, whichever is used first', async () => {
    const app = await testApp()
    const { browser } = await ask(app)
    const { code, link } = await letterTo(app.db, sanne)
    const double = await Promise.all([enterCode(browser, code), enterCode(browser, code)])
    expect(double.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422])
    expect((await app.visitor().get(link)).status).toBe(404)
    expect((await app.visitor().post(link, {})).status).toBe(404)
    expect(await app.db.rows(sql`select id from people.session`)).toHaveLength(1)
  })

  test('after fifteen minutes neither code nor link works', async () => {
    const app = await testApp()
    const { browser } = await ask(app)
    const { code, link } = await letterTo(app.db, sanne)
    app.clock.advance(15 * MINUTE)
    expect((await enterCode(browser, code)).status).toBe(422)
    expect((await app.visitor().post(link, {})).status).toBe(404)
    expect(browser.cookies.has(session)).toBe(false)
  })
})

describe('guessing', () => {
  test('after five wrong codes the right one does not work either, also when they come at once', async () => {
    const app = await testApp()
    const { browser } = await ask(app)
    const { code } = await letterTo(app.db, sanne)
    const wrong = await Promise.all(Array.from({ length: 5 }, () => enterCode(browser, notThis(code))))
    expect(wrong.every(({ status }) => status === 422)).toBe(true)
    expect(await enterCode(browser, code)).toMatchObject({ status: 422, location: undefined })
    expect(browser.cookies.has(session)).toBe(false)
  })

  test('a code is of no use in another browser, not even one that asked for a code of its own', async () => {
    const app = await testApp()
    await ask(app)
    const { code } = await letterTo(app.db, sanne)
    expect((await enterCode(app.visitor(), code)).status).toBe(422)
    const other = await ask(app, { email: 'other@school.example' })
    expect((await enterCode(other.browser, code)).status).toBe(422)
  })

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '12345\u0000', '1 or 1=1'])('%j is not a code, and costs no try', async (typed) => {
    const app = await testApp()
    const { browser } = await ask(app)
    for (let time = 0; time < 6; time++) expect((await enterCode(browser, typed)).status).toBe(422)
    expect((await enterCode(browser, (await letterTo(app.db, sanne)).code)).status).toBe(303)
  })

  test('a mailbox gets five letters in a quarter of an hour and twenty a day; other mailboxes go on', async () => {
    const app = await testApp()
    app.clock.perRequest = 0
    for (let sent = 0; sent < 5; sent++) expect((await ask(app)).answer.status).toBe(303)
    const refused = await ask(app)
    expect(refused.answer.status).toBe(429)
    expect(refused.answer.text).toContain('Wacht 15 minuten')
    expect((await ask(app, { email: 'other@school.example' })).answer.status).toBe(303)
    for (let sent = 5; sent < 20; sent++) {
      if (sent % 5 === 0) app.clock.advance(15 * MINUTE)
      expect((await ask(app)).answer.status).toBe(303)
    }
    app.clock.advance(15 * MINUTE)
    expect((await ask(app)).answer.status).toBe(429)
    expect(await lettersTo(app.db, sanne)).toHaveLength(20)
  })
})

describe('who has an account stays between them and Koers', () => {
  test('asking gives the same answer and the same letter, with an account and without', async () => {
    const app = await testApp()
    await app.signedIn({ email: sanne })
    const known = await ask(app)
    const unknown = await ask(app, { email: 'nobody@school.example' })
    expect([unknown.answer.status, unknown.answer.location]).toEqual([known.answer.status, known.answer.location])
    const [a, b] = await Promise.all([known.browser.get('/aanmelden/code'), unknown.browser.get('/aanmelden/code')])
    expect(b.text.replaceAll('nobody@school.example', sanne)).toBe(a.text)
    const without = ({ text }: { text: string }) => text.replace(/^\d{3} \d{3}$/m, '').replace(/link\/\S+/, '')
    expect(without(await letterTo(app.db, 'nobody@school.example'))).toBe(without(await letterTo(app.db, sanne)))
    expect(await app.db.rows(sql`select id from people.person`)).toHaveLength(1)
  })

  test.each(['', 'sanne', 'a@b', 'a@school.example\nbcc: x@evil.example', `${'a'.repeat(250)}@school.example`, '"<script>"@school.example'])(
    '%j is not an address',
    async (email) => {
      const app = await testApp()
      const { answer } = await ask(app, { email })
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('Vul een e-mailadres in')
      expect(answer.text).not.toContain('<script>')
      expect(await lettersTo(app.db)).toEqual([])
    },
  )
})

describe('the session', () => {
  test('a session that was planted in the browser never becomes somebody’s, and the old one ends', async () => {
    const app = await testApp()
    const planted = await app.signedIn({ email: 'evil@school.example' })
    const { browser } = await ask(app)
    browser.cookies.set(session, planted.cookie.value)
    await enterCode(browser, (await letterTo(app.db, sanne)).code)
    expect(browser.cookies.get(session)).not.toBe(planted.cookie.value)
    expect(await app.identify(planted.cookie.value)).toBeUndefined()
  })

  test('ends after two weeks without use, lasts with use, and ends after ninety days whatever happens', async () => {
    const app = await testApp()
    const idle = await app.signedIn()
    const used = await app.signedIn()
    for (let day = 0; day < 88; day += 11) {
      app.clock.advance(11 * DAY)
      expect(await whoIs(used.visitor)).toBe(200)
    }
    expect(await whoIs(idle.visitor)).toBe(303)
    app.clock.advance(3 * DAY)
    expect(await whoIs(used.visitor)).toBe(303)
  })

  test('use is noted at most once in six hours', async () => {
    const app = await testApp()
    const { visitor } = await app.signedIn()
    const seen = async () => (await app.db.one<{ at: Date }>(sql`select seen_at as at from people.session`))?.at.getTime()
    const before = await seen()
    app.clock.advance(5 * HOUR)
    await whoIs(visitor)
    expect(await seen()).toBe(before)
    app.clock.advance(1 * HOUR)
    await whoIs(visitor)
    expect(await seen()).toBeGreaterThan(before ?? 0)
  })

  test('a clock that is set back an hour neither ends a session nor makes it last', async () => {
    const app = await testApp()
    const { visitor } = await app.signedIn()
    app.clock.advance(-HOUR)
    expect(await whoIs(visitor)).toBe(200)
    app.clock.advance(HOUR + 14 * DAY)
    expect(await whoIs(visitor)).toBe(303)
  })

  test('a stolen session is of no use once its person signs out, here or everywhere', async () => {
    const app = await testApp()
    const { visitor: owner, cookie } = await app.signedIn({ email: sanne })
    const thief = app.visitor()
    thief.cookies.set(cookie.name, cookie.value)
    expect(await whoIs(thief)).toBe(200)
    expect((await owner.post('/afmelden', {})).location).toBe('/')
    expect(owner.cookies.has(session)).toBe(false)
    expect(await whoIs(thief)).toBe(303)

    const [one, two] = [await app.signedIn({ email: sanne }), await app.signedIn({ email: sanne })]
    const stranger = await app.signedIn()
    await one.visitor.post('/afmelden/overal', {})
    expect(await Promise.all([whoIs(two.visitor), whoIs(stranger.visitor)])).toEqual([303, 200])
    const log = await app.db.rows<{ verb: string; organisation_id: null }>(sql`select verb, organisation_id from audit.entry where actor = ${`person:${one.id}`} order by id`)
    expect(log.map(({ verb }) => verb)).toEqual(['signed-out', 'signed-out-everywhere'])
  })

  test('what has ended is gone the next day', async () => {
    const app = await testApp()
    await app.signedIn()
    await ask(app)
    app.clock.advance(15 * DAY)
    await app.runJobs()
    for (const table of [sql`people.session`, sql`people.mail_proof`, sql`people.attempt`]) expect(await app.db.rows(sql`select 1 from ${table}`)).toEqual([])
  })
})

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', 'javascript:alert(1)', '/aanmelden?naar=/hulp', '/aanmelden/code'])(
  'after signing in %j leads home',
  async (goTo) => {
    const app = await testApp()
    await app.signedIn({ email: sanne })
    const { browser } = await ask(app, { goTo })
    const home = (await (await app.signedIn()).visitor.get('/aanmelden')).location
    expect((await enterCode(browser, (await letterTo(app.db, sanne)).code)).location).toBe(home)
    expect((await browser.get(`/aanmelden?naar=${encodeURIComponent(goTo)}`)).location).toBe(home)
  },
)

test('a name is shown as text, and marks that turn text around are refused', async () => {
  const app = await testApp()
  const { visitor } = await app.signedIn()
  await visitor.get('/aanmelden/naam')
  await visitor.submit({ name: '<img src=x onerror=alert(1)>' }, '/aanmelden/naam')
  const { text } = await visitor.get('/hulp')
  expect(text).toContain('&lt;img src=x')
  await visitor.get('/aanmelden/naam')
  for (const name of ['', ' ', 'a'.repeat(121), 'Sanne\u202Eeirv ed', 'Sanne\nde Vries', 'a\u0000b'])
    expect(await visitor.submit({ name }, '/aanmelden/naam').then((answer) => [answer.status, answer.title])).toEqual([422, 'Fout: Hoe heet u? – Koers'])
})

test('the database holds no code, no key and no address of a network', async () => {
  const app = await testApp()
  const { browser } = await ask(app)
  const { code, link } = await letterTo(app.db, sanne)
  const kept = JSON.stringify([await app.db.rows(sql`select * from people.mail_proof`), await app.db.rows(sql`select * from people.attempt`)])
  const linkKey = link.split('/').at(-1) ?? ''
  for (const secret of [code, linkKey, browser.cookies.get('koers-aanmelden') ?? '', '127.0.0.1']) expect(kept).not.toContain(`"${secret}"`)
  expect(kept).toContain(hashOf(linkKey))
  expect(kept).not.toContain(hashOf(code))
})

test('a measurement that was begun in this browser moves into the account, and its key leaves the cookie', async () => {
  const app = await testApp()
  const browser = app.visitor()
  const { path } = await browser.follow(browser.post('/metingen', {}))
  expect(browser.cookies.has('koers')).toBe(true)
  await ask(app, { browser })
  await enterCode(browser, (await letterTo(app.db, sanne)).code)
  expect(browser.cookies.has('koers')).toBe(false)
  expect((await browser.get(path)).status).toBe(200)
  browser.cookies.delete(session)
  expect((await browser.get(path)).status).toBe(404)
})
