import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '#platform/config'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../tests/support/app.ts'
import { lettersTo, letterTo } from '../../../tests/support/mailbox.ts'
import { CLIENT, testProvider, type TestProvider } from '../../../tests/support/oidc-provider.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'

const sanne = 'sanne@school.example'

async function appWith(provider: TestProvider, { trustEmail = true } = {}): Promise<TestApp> {
  return testApp({ settings: { KOERS_OIDC: JSON.stringify([{ id: 'school', name: 'Schoolaccount', issuer: provider.issuer, ...CLIENT, trustEmail }]) } })
}
async function away(app: TestApp, provider: TestProvider, browser = app.visitor()): Promise<{ browser: Visitor; back: string }> {
  const { location } = await browser.get('/aanmelden/met/school?naar=/hulp')
  return { browser, back: await provider.visit(location ?? '') }
}
const people = (app: TestApp) => app.db.rows<{ id: string; email: string }>(sql`select id, email from people.person order by created_at limit 10`)
const isIn = (browser: Visitor) => browser.cookies.has('koers-sessie')

test('a trusted provider signs in, makes the account, and finds it again by who someone is, whatever their address becomes', async () => {
  const provider = await testProvider()
  const app = await appWith(provider)
  expect((await app.visitor().get('/aanmelden')).text).toContain('Aanmelden met Schoolaccount')
  const first = await away(app, provider)
  expect((await first.browser.get(first.back)).location).toBe('/aanmelden/naam?naar=%2Fhulp')
  await app.signedIn({ email: 'victim@school.example' })

  provider.is({ sub: 'subject-1', email: 'victim@school.example', email_verified: true })
  const later = await away(app, provider)
  await later.browser.get(later.back)
  expect((await later.browser.get('/mijn/account')).text).toContain(sanne)
})

test('a trusted provider leads to the account that has the address already', async () => {
  const provider = await testProvider()
  const app = await appWith(provider)
  await app.signedIn({ email: sanne })
  const { browser, back } = await away(app, provider)
  await browser.get(back)
  expect(isIn(browser)).toBe(true)
  expect(await people(app)).toHaveLength(1)
})

test.each([
  ['the operator does not trust it for addresses', false, { sub: 's', email: sanne, email_verified: true }],
  ['it says that it did not check the address', true, { sub: 's', email: sanne, email_verified: false }],
  ['it gives no address', true, { sub: 's' }],
] as const)('the mailbox must be shown once when %s; after that the provider is enough', async (_, trustEmail, claims) => {
  const provider = await testProvider()
  const app = await appWith(provider, { trustEmail })
  const { id } = await app.signedIn({ name: 'Sanne', email: sanne })
  provider.is(claims)
  const { browser, back } = await away(app, provider)
  expect((await browser.get(back)).location).toBe('/aanmelden/bevestigen')
  expect(isIn(browser)).toBe(false)
  await browser.get('/aanmelden/bevestigen')
  await browser.submit({ email: sanne })
  const letter = await letterTo(app.db, sanne)
  // A link would link the provider account of whoever asked to the account of whoever clicks.
  expect(letter.link).toBe('')
  expect(letter.text).toContain('Schoolaccount')
  expect((await browser.post('/aanmelden/code', { code: letter.code })).location).toBe('/hulp')

  const again = await away(app, provider)
  expect((await again.browser.get(again.back)).location).toBe('/hulp')
  expect((await people(app)).map((person) => person.id)).toEqual([id])
  expect((await lettersTo(app.db)).map(({ about }) => about)).toEqual(['sign-in', 'notification.security']) // a code once, and that it was linked
})

test.each([
  ['another nonce', { nonce: 'another' }, false],
  ['another audience', { aud: 'another-client' }, false],
  ['another issuer', { iss: 'https://evil.example' }, false],
  ['a time that has passed', { exp: 1_700_000_000 }, false],
  ['no subject', { sub: undefined }, false],
  ['the signature of another key', {}, true],
] as const)('a token with %s signs nobody in', async (_, claims, forged) => {
  const provider = await testProvider()
  const app = await appWith(provider)
  provider.lies(claims, { forged })
  const { browser, back } = await away(app, provider)
  const answer = await browser.get(back)
  expect([answer.status, answer.text.includes('is niet gelukt')]).toEqual([422, true])
  expect([isIn(browser), await people(app)]).toEqual([false, []])
})

test('what came back works once, in the browser that left, within half an hour', async () => {
  const provider = await testProvider()
  const app = await appWith(provider)
  const one = await away(app, provider)
  expect((await app.visitor().get(one.back)).status).toBe(422) // stolen
  const two = await away(app, provider)
  expect((await one.browser.get(two.back)).status).toBe(422) // of another's browser
  await one.browser.get(one.back)
  expect(isIn(one.browser)).toBe(true)
  expect((await one.browser.get(one.back)).status).toBe(422)
  app.clock.advance(31 * 60_000)
  expect((await two.browser.get(two.back)).status).toBe(422)
  expect(isIn(two.browser)).toBe(false)
  expect((await app.visitor().get('/aanmelden/met/school/terug?error=access_denied')).status).toBe(422)
})

test('who stops at the provider reads that, and signs in by mail', async () => {
  const provider = await testProvider()
  const app = await appWith(provider)
  const { browser, back } = await away(app, provider)
  const state = new URL(back, 'http://koers.invalid').searchParams.get('state') ?? ''
  const answer = await browser.get(`/aanmelden/met/school/terug?error=access_denied&state=${state}`)
  expect([answer.status, answer.text.includes('Naar aanmelden')]).toEqual([422, true])
})

test('a provider that is away says so and offers mail; once it is back it works', async () => {
  const provider = await testProvider()
  const app = await appWith(provider)
  const { browser, back } = await away(app, provider)
  await provider.stop()
  const answer = await browser.get(back)
  expect([answer.status, answer.text.includes('Schoolaccount is nu niet bereikbaar')]).toEqual([503, true])
  const gone = await appWith(provider)
  expect((await gone.visitor().get('/aanmelden/met/school')).status).toBe(503)
  expect((await gone.visitor().get('/aanmelden/met/other')).status).toBe(404)
})

test.each([
  ['not json', 'is not JSON'],
  ['[{"id":"a"}]', 'KOERS_OIDC'],
  ['[{"id":"a","name":"A","issuer":"http://idp.example","clientId":"x","clientSecret":"y"}]', 'must start with https://'],
])('the setting %s stops the start and says why', (given, why) => {
  expect(() => readConfig({ KOERS_OIDC: given })).toThrow(ConfigError)
  expect(() => readConfig({ KOERS_OIDC: given })).toThrow(why)
})
