import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/database.ts'
import { installationKey, SecretDoesNotFit, secretCli } from './installation-key.ts'
import { readConfig } from './config.ts'
import { sql } from './sql.ts'

const [first, second] = ['a'.repeat(32), 'b'.repeat(32)]
const config = (KOERS_SECRET: string, KOERS_SECRET_BEFORE?: string) => readConfig({ KOERS_SECRET, KOERS_SECRET_BEFORE })
const started = { isNew: false }

test('a new database gets a key of its own, the same at each start, and holds neither it nor the secret', async () => {
  const db = await testDatabase()
  const keys = await Promise.all([1, 2].map(() => installationKey(db, { config: config(first), isNew: true })))
  expect(new Set([...keys, await installationKey(db, { config: config(first), ...started })]).size).toBe(1)
  expect(keys[0]).not.toBe(first)
  const stored = JSON.stringify(await db.rows(sql`select * from platform.installation_key`))
  expect(stored).not.toContain(keys[0])
  expect(stored).not.toContain(first)
})

test('what was made with the secret itself, before there was a key, goes on', async () => {
  const db = await testDatabase()
  expect(await installationKey(db, { config: config(first), ...started })).toBe(first)
  expect(await installationKey(db, { config: config(second, first), ...started })).toBe(first)
})

test('the secret is replaced while processes start and stop with the old one, the new one, or both', async () => {
  const db = await testDatabase()
  const key = await installationKey(db, { config: config(first), isNew: true })
  const starts = [config(second, first), config(first), config(second, first), config(second), config(second)]
  for (const one of starts) expect(await installationKey(db, { config: one, ...started })).toBe(key)
  await expect(installationKey(db, { config: config(first), ...started })).rejects.toThrow(SecretDoesNotFit)
  expect(await db.rows(sql`select id from platform.installation_key`)).toHaveLength(1)
})

test('a secret that does not fit stops the start and changes nothing', async () => {
  const db = await testDatabase()
  const key = await installationKey(db, { config: config(first), isNew: true })
  await expect(installationKey(db, { config: config(second), ...started })).rejects.toThrow('KOERS_SECRET_BEFORE')
  await expect(installationKey(db, { config: config(second, 'c'.repeat(32)), ...started })).rejects.toThrow(SecretDoesNotFit)
  expect(await installationKey(db, { config: config(first), ...started })).toBe(key)
})

test('a lost secret is overcome with a verb that says what stops working, and asks for a yes', async () => {
  const db = await testDatabase()
  const key = await installationKey(db, { config: config(first), isNew: true })
  const said: string[] = []
  const verb = secretCli({ open: async () => db, config: config(second) })[0]
  expect(await verb?.run(['renew'], (line) => said.push(line))).toBe(2)
  expect(await verb?.run(['renew', '--yes'], (line) => said.push(line))).toBe(0)
  expect(said.join()).toContain('people reset')
  const renewed = await installationKey(db, { config: config(second), ...started })
  expect(renewed).not.toBe(key)
  expect(renewed).not.toBe(second)
})
