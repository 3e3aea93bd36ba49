import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from './support/app.ts'
import { statementsDuring } from './support/counting.ts'

/** What stands in for every id and every key of an address. */
const secretOf = (length: number) => 'geheim'.padEnd(length, 'x')

/** Every address of a page or operation, with its parameters filled in. */
function addressesOf(app: TestApp): { method: string; path: string }[] {
  const filled = (path: string) =>
    path.replaceAll(
      /:(\w+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?|\{\w+\}/g,
      (all, name = '') => secretOf(/\{32\}/.test(all) || name === 'key' ? 32 : 16) + (/\.ics/.test(all) ? '.ics' : ''),
    )
  const all = Object.values(app.services).flatMap(
    ({ pages, api }: { pages?: { routes: { method: string; path: string }[] }; api?: { base: string; operations: readonly { method: string; path: string }[] } }) => [
      ...(pages?.routes ?? []),
      ...(api?.operations ?? []).map(({ method, path }) => ({ method: method.toUpperCase(), path: api!.base + path })),
    ],
  )
  return [...new Map(all.filter(({ method }) => method !== 'ALL').map(({ method, path }) => [`${method} ${path}`, { method, path: filled(path) }])).values()]
}

const writing = (app: TestApp) => addressesOf(app).filter(({ method }) => method !== 'GET')

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const cookieOf = ({ cookie }: SignedIn) => `${cookie.name}=${cookie.value}`

/** What a browser sends along with a form or a script of another site; the last three are browsers that do not say `Sec-Fetch-Site`. */
const foreign: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site', origin: 'https://other.koers.example' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'https://koers.example.evil.example' },
]

test('every form and operation refuses what another site sends, whoever is signed in', { timeout: 90_000 }, async () => {
  const app = await testApp({ mode: 'production' })
  const owner = await app.signedIn({ strong: true })
  const addresses = writing(app)
  expect(addresses.length).toBeGreaterThan(100)
  const before = await app.db.one(sql`select count(*) as entries from audit.entry`)
  const taken: string[] = []
  for (const { method, path } of addresses)
    // Each way on one address, and of those that do and do not say it the commonest on every one.
    for (const headers of path === '/metingen' ? foreign : [foreign[0], foreign[3]]) {
      const { status } = await app.fetch(path, { method, headers: { ...form, ...headers, cookie: cookieOf(owner) }, body: 'a=b' })
      if (status !== 403) taken.push(`${method} ${path} ${JSON.stringify(headers)}: ${status}`)
    }
  expect(taken).toEqual([])
  expect(await app.db.one(sql`select count(*) as entries from audit.entry`)).toEqual(before)
  const own = await app.fetch('/afmelden', {
    method: 'POST',
    headers: { ...form, origin: 'https://koers.example', 'sec-fetch-site': 'same-origin', cookie: cookieOf(owner) },
    body: '',
  })
  expect(own.status).toBe(303)
})

test('looking at any address, with ids of nothing, breaks nothing, changes nothing, and brings no id or key into the log: signed in or not', { timeout: 90_000 }, async () => {
  const said: string[] = []
  const hear = (fields: object, message: string) => void said.push(JSON.stringify({ ...fields, message }))
  const app = await testApp({ log: { info: hear, warn: hear, error: hear } })
  const owner = await app.signedIn()
  const before = await app.db.one(sql`select count(*) as entries from audit.entry`)
  const broken: string[] = []
  for (const path of new Set(addressesOf(app).map((one) => one.path)))
    for (const headers of [{ authorization: `Bearer ${secretOf(32)}` }, { cookie: cookieOf(owner) }]) if ((await app.fetch(path, { headers })).status >= 500) broken.push(path)
  expect(broken).toEqual([])
  expect(await app.db.one(sql`select count(*) as entries from audit.entry`)).toEqual(before)
  expect(said.length).toBeGreaterThan(200)
  expect(said.filter((line) => line.includes('geheim') || line.includes(owner.cookie.value))).toEqual([])
})

test('asking to sign in costs the same statements with an account and without', async () => {
  const app = await testApp()
  await app.signedIn({ email: 'known@school.example' })
  const asking = (email: string) => statementsDuring(() => app.visitor().post('/aanmelden', { email }))
  await asking('first@school.example')
  expect(await asking('known@school.example')).toBe(await asking('unknown@school.example'))
})

test.each([
  ['a page', '/'],
  ['a page that does not exist', '/nergens'],
  ['a page one must sign in for', '/mijn'],
  ['an operation', '/api/openapi.json'],
  ['an operation that is refused', '/api/organisations/v1/my-organisations'],
  ['an operation that does not exist', '/api/nergens'],
  ['a key that is none', '/verder/x'],
  ['the health', '/healthz'],
])('%s is sent with everything that keeps a browser safe', async (_, path) => {
  const app = await testApp({ mode: 'production' })
  const { headers } = await app.fetch(path)
  const policy = Object.fromEntries((headers.get('content-security-policy') ?? '').split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]))
  expect(policy).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'trusted-types': "'none'",
  })
  expect(policy['require-trusted-types-for']).toBe("'script'")
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/)
  expect(
    Object.fromEntries(
      ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'x-frame-options'].map((name) => [name, headers.get(name)]),
    ),
  ).toEqual({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
  })
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}; includeSubDomains$/)
  expect([...headers.keys()].filter((name) => name.startsWith('access-control-') || name === 'server' || name === 'x-powered-by')).toEqual([])
})

test('with https every cookie is for this host only, out of reach of scripts, and not sent along by other sites', async () => {
  const app = await testApp({ mode: 'production' })
  const set: string[] = []
  const hear = async (path: string, init?: RequestInit) => set.push(...(await app.fetch(path, init)).headers.getSetCookie())
  const post = (body: string, cookie = '') => ({ method: 'POST', headers: { ...form, cookie }, body })
  const owner = await app.signedIn()
  await hear('/metingen', post(''))
  await hear('/aanmelden', post('email=a%40school.example'))
  await hear('/taal/en')
  await hear('/afmelden', post('', cookieOf(owner)))
  expect(set.map((line) => /^[^=]+/.exec(line)?.[0])).toEqual(expect.arrayContaining(['__Host-koers', '__Host-koers-aanmelden', '__Host-taal', '__Host-koers-sessie']))
  for (const line of set) expect(line).toMatch(/^__Host-[\w-]+=[^;]*; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect((await (await app.fetch('/', { headers: { cookie: '__Host-taal=en' } })).text()).includes('<html lang="en"')).toBe(true)
})

test('signing out tells the browser to let go of the pages it keeps', async () => {
  const app = await testApp()
  for (const path of ['/afmelden', '/afmelden/overal']) {
    const { headers } = await (await app.signedIn()).visitor.post(path, {})
    expect([path, headers.get('clear-site-data')]).toEqual([path, '"cache"'])
  }
})

test('a person has one pace, with however many sessions and tokens', async () => {
  const app = await testApp({ clock: '2026-03-02T09:00:00.000Z' })
  app.clock.perRequest = 0
  const sessions = await Promise.all(Array.from({ length: 4 }, () => app.signedIn({ email: 'a@school.example' })))
  const other = await app.signedIn({ email: 'b@school.example' })
  const answers: number[] = []
  for (let time = 0; time < 35; time++) for (const { visitor } of sessions) answers.push((await visitor.post('/mijn/meldingen', { melding: 'x' })).status)
  expect([answers.indexOf(429), (await other.visitor.post('/mijn/meldingen', { melding: 'x' })).status]).toEqual([120, 400])
})

test.each([
  ['pages', '/hulp', 10],
  ['files that are made', '/metingen/xxxxxxxxxxxxxxxx/rapport.pdf', 3],
])('an address, and the whole /64 of an IPv6 one, has one pace for %s', async (_, path, burst) => {
  const app = await testApp({ settings: { KOERS_REQUESTS_PER_ADDRESS: '1', KOERS_TRUST_PROXY: 'yes' } })
  app.clock.perRequest = 0
  const from = async (address: string) => (await app.fetch(path, { headers: { 'x-forwarded-for': `203.0.113.${Math.random()}, ${address}` } })).status
  for (let time = 0; time < burst; time++) expect(await from(`2001:db8:0:1::${time}`)).not.toBe(429)
  expect(await from('2001:db8:0:1:ffff::1')).toBe(429)
  expect(await from('2001:db8:0:2::1')).not.toBe(429)
  expect(await from('192.0.2.1')).not.toBe(429)
})

test('what no form asks for is not taken: not a field too many, and not a prototype', async () => {
  const app = await testApp()
  const { visitor, id, cookie } = await app.signedIn({ email: 'a@school.example' })
  await visitor.post('/mijn/account/gegevens', { name: 'Ali', language: 'nl', administrator: 'true', email: 'b@school.example', 'constructor.prototype': '1', ['__proto__']: '1' })
  expect(await app.db.one(sql`select name, administrator, email from people.person where id = ${id}`)).toEqual({ name: 'Ali', administrator: false, email: 'a@school.example' })
  const body = '{"__proto__":{"administrator":true},"constructor":{"prototype":{"administrator":true}},"name":"School"}'
  await app.fetch('/api/assessments/v1/measurements', { method: 'POST', headers: { 'content-type': 'application/json', cookie: `${cookie.name}=${cookie.value}` }, body })
  expect(({} as Record<string, unknown>)['administrator']).toBeUndefined()
})
