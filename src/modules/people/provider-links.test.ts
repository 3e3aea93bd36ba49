import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'
import { lettersTo, letterTo } from '../../../tests/support/mailbox.ts'
import { CLIENT, testProvider, type TestProvider } from '../../../tests/support/oidc-provider.ts'

const sanne = 'sanne@school.example'
const path = '/mijn/account/gekoppeld'

async function stage({ trustEmail = false } = {}): Promise<{ app: TestApp; provider: TestProvider }> {
  const provider = await testProvider()
  return { provider, app: await testApp({ settings: { KOERS_OIDC: JSON.stringify([{ id: 'school', name: 'Schoolaccount', issuer: provider.issuer, ...CLIENT, trustEmail }]) } }) }
}
/** To the provider and back, up to the question whether this is to be linked. */
async function backFrom(provider: TestProvider, { visitor }: Pick<SignedIn, 'visitor'>): Promise<void> {
  const { location } = await visitor.get(`${path}/met/school`)
  expect(await visitor.get(await provider.visit(location ?? ''))).toMatchObject({ status: 303, location: `${path}/bevestigen` })
}
async function link(provider: TestProvider, who: Pick<SignedIn, 'visitor'>) {
  await backFrom(provider, who)
  await who.visitor.get(`${path}/bevestigen`)
  return who.visitor.submit({})
}
async function unlink({ visitor }: Pick<SignedIn, 'visitor'>) {
  const page = await visitor.get(path)
  return visitor.post(/action="([^"]+ontkoppelen)"/.exec(page.text)?.[1] ?? '', {})
}
async function enterWith(app: TestApp, provider: TestProvider) {
  const visitor = app.visitor()
  const { location } = await visitor.get('/aanmelden/met/school?naar=/hulp')
  return visitor.get(await provider.visit(location ?? ''))
}
const links = (app: TestApp) => app.db.rows<{ subject: string; personId: string }>(sql`select subject, person_id as "personId" from people.provider_identity order by linked_at`)
const told = async (app: TestApp) =>
  (await lettersTo(app.db)).filter(({ about }) => about === 'notification.security').map(({ to, text }) => [to, /een ander account is \w+/.exec(text)?.[0]])

test('a provider is linked after a look at whose account it is, signs in from then on, and stops when it is unlinked; each change is told', async () => {
  const { app, provider } = await stage()
  const own = await app.signedIn({ name: 'Sanne', email: sanne })
  provider.is({ sub: 'elsewhere', email: 'sanne@elders.example' })
  await backFrom(provider, own)
  expect(await links(app)).toEqual([])
  expect((await own.visitor.get(`${path}/bevestigen`)).text).toContain('sanne@elders.example')
  expect((await own.visitor.submit({})).location).toBe(path)
  expect(await links(app)).toEqual([{ subject: 'elsewhere', personId: own.id }])
  expect((await own.visitor.get('/mijn/account')).text).toContain('U hebt 1 account gekoppeld')
  expect((await enterWith(app, provider)).location).toBe('/hulp')
  expect((await unlink(own)).location).toBe(path)
  expect((await enterWith(app, provider)).location).toBe('/aanmelden/bevestigen')
  expect(await told(app)).toEqual([
    [sanne, 'een ander account is gekoppeld'],
    [sanne, 'een ander account is ontkoppeld'],
  ])
})

test('what came back is for the person and the browser that left: not for another, not twice, not when too old', async () => {
  const { app, provider } = await stage()
  const [own, other] = [await app.signedIn({ email: sanne }), await app.signedIn()]
  await backFrom(provider, own)
  // The same browser, meanwhile signed in as someone else; and another browser of the same person.
  const elsewhere = await app.signedIn({ email: sanne })
  const mixed = app.visitor()
  for (const [name, value] of [...own.visitor.cookies, ...other.visitor.cookies]) mixed.cookies.set(name, value)
  for (const visitor of [mixed, other.visitor, elsewhere.visitor])
    expect([(await visitor.get(`${path}/bevestigen`)).status, (await visitor.post(`${path}/bevestigen`, {})).status]).toEqual([422, 422])
  expect((await app.visitor().get(`${path}/bevestigen`)).location).toMatch(/^\/aanmelden/)
  expect(await links(app)).toEqual([])
  const twice = await Promise.all([own.visitor.post(`${path}/bevestigen`, {}), own.visitor.post(`${path}/bevestigen`, {})])
  expect(twice.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([303, 422])
  expect(await links(app)).toHaveLength(1)
  provider.is({ sub: 'late' })
  await backFrom(provider, own)
  app.clock.advance(31 * 60_000)
  expect((await own.visitor.post(`${path}/bevestigen`, {})).status).toBe(422)
  expect(await links(app)).toHaveLength(1)
})

test('an account at a provider leads to one account here: whoever comes second is told, and nothing changes', async () => {
  const { app, provider } = await stage()
  const [one, two] = [await app.signedIn({ email: sanne }), await app.signedIn()]
  await link(provider, one)
  expect((await link(provider, one)).status).toBe(303)
  expect((await one.visitor.get(`${path}/met/other`)).status).toBe(404)
  const taken = await link(provider, two)
  expect([taken.status, taken.text.includes('al gekoppeld aan een ander account')]).toEqual([422, true])
  expect(await links(app)).toEqual([{ subject: 'subject-1', personId: one.id }])
})

test('nobody unlinks for another, and a token links and unlinks nothing', async () => {
  const { app, provider } = await stage()
  const [own, other] = [await app.signedIn({ email: sanne }), await app.signedIn()]
  await link(provider, own)
  const action = /action="([^"]+ontkoppelen)"/.exec((await own.visitor.get(path)).text)?.[1] ?? ''
  await other.visitor.post(action, {})
  const made = await own.visitor.post('/mijn/account/api-sleutels', { name: 'x', days: '30' })
  const authorization = `Bearer ${/koers_[\w-]{32}/.exec(made.text)?.[0]}`
  for (const [method, where] of [
    ['POST', action],
    ['GET', `${path}/met/school`],
  ])
    expect((await app.fetch(where ?? '', { method: method ?? '', headers: { authorization } })).status).toBe(404)
  expect(await links(app)).toHaveLength(1)
})

test('with a second step set up, it is given before linking and unlinking, and no sign-in by mail or provider links by itself', async () => {
  const { app, provider } = await stage()
  const { id } = await app.signedIn({ name: 'Sanne', email: sanne })
  await app.db.rows(sql`insert into people.authenticator (person_id, secret, made_at, confirmed_at) values (${id}, 'x', now(), now())`)
  const weak = await app.signedIn({ email: sanne })
  expect((await weak.visitor.get(`${path}/met/school`)).location).toBe(`/aanmelden/tweede-stap?naar=${encodeURIComponent(path)}`)
  // Who reads the mail signs in at a provider of their own and confirms the mailbox: half in, and not linked.
  const thief = app.visitor()
  provider.is({ sub: 'thief' })
  await thief.get(await provider.visit((await thief.get('/aanmelden/met/school')).location ?? ''))
  await thief.post('/aanmelden/bevestigen', { email: sanne })
  expect((await thief.post('/aanmelden/code', { code: (await letterTo(app.db, sanne)).code })).location).toMatch(/^\/aanmelden\/tweede-stap/)
  expect(await links(app)).toEqual([])
  const strong = await app.signedIn({ email: sanne, strong: true })
  await link(provider, strong)
  expect(await links(app)).toHaveLength(1)
  expect((await unlink(weak)).location).toMatch(/^\/aanmelden\/tweede-stap/)
  expect((await unlink(strong)).location).toBe(path)
})

test('who came by a provider that vouched for the address keeps it as long as it is the only way in', async () => {
  const { app, provider } = await stage({ trustEmail: true })
  const visitor = app.visitor()
  await visitor.get(await provider.visit((await visitor.get('/aanmelden/met/school')).location ?? ''))
  const refused = await unlink({ visitor })
  expect([refused.status, refused.text.includes('de enige manier waarop u binnenkomt')]).toEqual([422, true])
  await visitor.post('/mijn/account/e-mail', { email: sanne })
  await visitor.post('/mijn/account/e-mail/code', { code: (await letterTo(app.db, sanne)).code })
  expect((await unlink({ visitor })).location).toBe(path)
  expect(await links(app)).toEqual([])
})

test('a provider that finds an account by its address links to it, and its person is told', async () => {
  const { app, provider } = await stage({ trustEmail: true })
  await app.signedIn({ name: 'Sanne', email: sanne })
  await enterWith(app, provider)
  await enterWith(app, provider)
  expect(await told(app)).toEqual([[sanne, 'een ander account is gekoppeld']])
})

test('without providers there is none to link', async () => {
  const app = await testApp()
  expect((await (await app.signedIn()).visitor.get('/mijn/account')).text).not.toContain('Gekoppelde accounts')
})
