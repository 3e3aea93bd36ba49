import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../tests/support/app.ts'

const told = (app: TestApp) => app.db.rows<{ kind: string; params: Record<string, string> }>(sql`select kind, params from notifications.notification order by created_at`)

/** Signs in by the code of the letter, as such a browser. */
async function signIn(app: TestApp, email: string, agent: string): Promise<void> {
  const headers = { 'user-agent': agent, 'content-type': 'application/x-www-form-urlencoded', origin: app.url }
  const asked = await app.fetch('/aanmelden', { method: 'POST', headers, body: new URLSearchParams({ email }).toString() })
  const cookie = asked.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const letter = await app.db.one<{ text: string }>(sql`select text from platform.mail where recipient = ${email} and about = 'sign-in' order by created_at desc limit 1`)
  const code = (/\b(\d{3}) (\d{3})\b/.exec(letter?.text ?? '') ?? []).slice(1).join('')
  const entered = await app.fetch('/aanmelden/code', { method: 'POST', headers: { ...headers, cookie }, body: new URLSearchParams({ code }).toString() })
  expect(entered.status).toBe(303)
  app.clock.advance(60_000)
}

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1'

test('a sign-in with another kind of browser than before is told at once, the first one of an account and a known one are not', async () => {
  const app = await testApp()
  await signIn(app, 'anne@school.example', FIREFOX)
  await signIn(app, 'anne@school.example', FIREFOX)
  expect(await told(app)).toEqual([])
  await app.db.rows(sql`insert into notifications.preference select id, 'security', 'off' from people.person where email = 'anne@school.example'`)
  await signIn(app, 'anne@school.example', SAFARI)
  await signIn(app, 'anne@school.example', SAFARI)
  expect(await told(app)).toEqual([{ kind: 'signed-in', params: { device: 'Safari, iPhone' } }])
  const letters = await app.db.rows<{ text: string }>(sql`select text from platform.mail where about = 'notification.security'`)
  expect(letters).toEqual([{ text: expect.stringContaining('Was u dit niet?') }])
})

test('a token for a program is told to its owner by the name it got, never with the token itself', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne', strong: true })
  const page = await anne.visitor.post('/mijn/account/api-sleutels', { name: 'Rapportage', days: '30' })
  expect(page.text).toContain('koers_')
  expect(await told(app)).toEqual([{ kind: 'token-made', params: { label: 'Rapportage' } }])
})
