import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const production = {
  KOERS_MODE: 'production',
  KOERS_SECRET: 'x'.repeat(32),
  KOERS_PUBLIC_URL: 'https://koers.voorbeeld.nl/',
  KOERS_SMTP_URL: 'smtp://mail.voorbeeld.nl',
  KOERS_MAIL_FROM: 'koers@voorbeeld.nl',
  DATABASE_URL: 'postgres://db/koers',
  KOERS_SECURITY_CONTACT: 'mailto:veilig@voorbeeld.nl',
}

test('without any setting Koers is in trial mode on localhost', () => {
  expect(readConfig({})).toMatchObject({ mode: 'trial', port: 3000, host: 'localhost', publicUrl: 'http://localhost:3000' })
})

test('production names everything that is missing at once', () => {
  const missing = () => readConfig({ KOERS_MODE: 'production' })
  for (const name of ['KOERS_SECRET', 'KOERS_PUBLIC_URL', 'KOERS_SMTP_URL', 'KOERS_MAIL_FROM', 'DATABASE_URL', 'KOERS_SECURITY_CONTACT']) expect(missing).toThrow(name)
})

test.each(Object.keys(production).filter((name) => name !== 'KOERS_MODE'))('production refuses to start without %s', (name) => {
  expect(() => readConfig({ ...production, [name]: undefined })).toThrow(ConfigError)
})

test('production refuses an address without TLS', () => {
  expect(() => readConfig({ ...production, KOERS_PUBLIC_URL: 'http://koers.voorbeeld.nl' })).toThrow('https://')
})

test('complete production settings are taken, without a slash at the end of the address', () => {
  expect(readConfig(production)).toMatchObject({ mode: 'production', publicUrl: 'https://koers.voorbeeld.nl' })
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://x'],
  ['KOERS_MODE', 'prod'],
  ['KOERS_SECRET', 'short'],
])('a wrong %s (%s) is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

test('an empty setting counts as absent, as in a container file', () => {
  expect(readConfig({ DATABASE_URL: '', KOERS_SECRET: '' }).database.url).toBeUndefined()
})

test('a socket that systemd opened is taken by the process it is meant for, and by no other', () => {
  const socketFor = (pid: number) => readConfig({ LISTEN_FDS: '1', LISTEN_PID: String(pid) }).socket
  expect([socketFor(process.pid), socketFor(process.pid + 1), readConfig({}).socket]).toEqual([3, undefined, undefined])
})
