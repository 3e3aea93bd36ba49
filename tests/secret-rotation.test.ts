import { expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { installationKey } from '#platform/installation-key'
import { silentLog } from '#platform/log'
import { sql } from '#platform/sql'
import { codeAt, stepAt } from '#protocols/totp'
import { openApp } from '../src/app.ts'
import { testApp, type TestApp } from './support/app.ts'
import { letterTo } from './support/mailbox.ts'
import { visitor, type Visitor } from './support/visitor.ts'

const sanne = 'sanne@school.example'
const before = 'a secret that is only used in tests'
const after = 'another one, which takes its place'

/** The same Koers, as a process that starts with these settings on the same database; people keep their browsers. */
async function startedWith(app: TestApp, settings: Record<string, string>): Promise<(browser: Visitor) => Visitor> {
  const { fetch } = await openApp({ config: readConfig({ KOERS_PUBLIC_URL: app.url, ...settings }), clock: app.clock, log: silentLog, db: app.db })
  return ({ cookies }) => {
    const browser = visitor(app.url, async (path, init) => fetch(new Request(new URL(path, app.url), init)))
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    return browser
  }
}

async function halfSignedIn(app: TestApp): Promise<Visitor> {
  const browser = app.visitor()
  await browser.post('/aanmelden', { email: sanne })
  await browser.post('/aanmelden/code', { code: (await letterTo(app.db, sanne)).code })
  return browser
}

test('after the secret was replaced people are still signed in, and codes, apps and recovery codes work', async () => {
  const app = await testApp()
  await installationKey(app.db, { config: readConfig({ KOERS_SECRET: before }), isNew: false })
  const person = await app.signedIn({ name: 'Sanne', email: sanne })
  await person.visitor.post('/mijn/account/tweede-stap', {})
  const typed = /class="koers-code">([A-Z2-7 ]+)</.exec((await person.visitor.get('/mijn/account/tweede-stap/app')).text)?.[1]?.replaceAll(' ', '') ?? ''
  const bits = [...typed].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const phone = () => codeAt(Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))), stepAt(app.clock.now()))
  const [recovery] = /[A-Z2-7]{4}(?:-[A-Z2-7]{4}){5}/.exec((await person.visitor.post('/mijn/account/tweede-stap/app', { code: phone() })).text) ?? []
  app.clock.advance(60_000)
  const [withApp, withRecoveryCode, asking] = [await halfSignedIn(app), await halfSignedIn(app), app.visitor()]
  await asking.post('/aanmelden', { email: 'nieuw@school.example' })
  const { code } = await letterTo(app.db, 'nieuw@school.example')

  const rolling = await startedWith(app, { KOERS_SECRET: after, KOERS_SECRET_BEFORE: before })
  expect((await rolling(person.visitor).get('/mijn/account')).status).toBe(200)
  expect((await rolling(withApp).post('/aanmelden/tweede-stap', { code: phone() })).status).toBe(303)

  const done = await startedWith(app, { KOERS_SECRET: after })
  expect((await done(person.visitor).get('/mijn/account')).status).toBe(200)
  expect((await done(withRecoveryCode).post('/aanmelden/tweede-stap', { code: recovery })).status).toBe(303)
  expect((await done(asking).post('/aanmelden/code', { code })).status).toBe(303)
  expect(await app.db.rows(sql`select id from platform.installation_key`)).toHaveLength(1)
  await expect(installationKey(app.db, { config: readConfig({ KOERS_SECRET: before }), isNew: false })).rejects.toThrow('does not open')
})
