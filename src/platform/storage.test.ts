import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY, type Clock } from '#platform/clock'
import { ConfigError, readConfig } from '#platform/config'
import { jobs } from '#platform/jobs'
import { silentLog } from '#platform/log'
import { fileTypeOf } from '#protocols/file-type'
import { testApp, type TestApp } from '../../tests/support/app.ts'
import { testClock } from '../../tests/support/clock.ts'
import { joined, pdf } from '../../tests/support/files.ts'
import { s3Server, type S3Server } from '../../tests/support/s3.ts'
import { openS3 } from './s3.ts'
import { FILE_AT_MOST, openStorage, type Storage } from './storage.ts'

type Stage = { app: TestApp; storage: Storage; s3: S3Server | undefined }

/** `app` does the background work of the same store. */
async function stage(kind: 'database' | 's3'): Promise<Stage> {
  const shared: { clock: Clock } = { clock: testClock() }
  const s3 = kind === 's3' ? await s3Server({ now: () => shared.clock.now() }) : undefined
  const app = await testApp(s3 ? { settings: s3.settings } : {})
  shared.clock = app.clock
  const config = s3 && readConfig(s3.settings).s3
  const objects = config && openS3({ settings: config, clock: app.clock })
  return { app, s3, storage: openStorage({ clock: app.clock, log: silentLog, jobs, typeOf: fileTypeOf, objects }) }
}
const put = ({ app, storage }: Stage, name: string, bytes: Uint8Array<ArrayBuffer>) => app.db.tx((tx) => storage.put(tx, { name, bytes }))
const stored = async (here: Stage, name: string, bytes = pdf()) => {
  const result = await put(here, name, bytes)
  if (result.status !== 'stored') throw new Error(result.status)
  return result.file
}

test.each(['database', 's3'] as const)('a file of 10 MB comes back as it was put, with its hash (%s)', { timeout: 60_000 }, async (kind) => {
  const here = await stage(kind)
  const bytes = joined(pdf(), new Uint8Array(FILE_AT_MOST - 2 * pdf().length).fill(0x20), pdf())
  const file = await stored(here, '../Beleid.pdf', bytes)
  expect(file).toMatchObject({ name: 'Beleid.pdf', type: 'application/pdf', size: FILE_AT_MOST, sha256: createHash('sha256').update(bytes).digest('hex') })
  const read = await here.storage.read(here.app.db, file.id)
  expect([read?.file, Buffer.compare(read?.bytes ?? new Uint8Array(), bytes)]).toEqual([file, 0])
  expect(await here.storage.describe(here.app.db, [file.id, 'geen'])).toEqual([file])
  expect(await here.storage.read(here.app.db, 'geen')).toBeUndefined()
})

test.each(['database', 's3'] as const)('what is not a proper file is refused and leaves nothing behind (%s)', async (kind) => {
  const here = await stage(kind)
  const tooLarge = new Uint8Array(FILE_AT_MOST + 1)
  tooLarge.set(pdf())
  const results = [await put(here, 'leeg.pdf', new Uint8Array()), await put(here, 'groot.pdf', tooLarge), await put(here, 'a.pdf', new Uint8Array(9)), await put(here, '..', pdf())]
  expect(results).toEqual([{ status: 'empty' }, { status: 'too-large', limit: FILE_AT_MOST }, { status: 'type-not-allowed' }, { status: 'name-missing' }])
  expect(here.s3?.objects.size ?? 0).toBe(0)
})

test('with S3 the contents are in the store and go after the commit that forgets the row, not before', async () => {
  const here = await stage('s3')
  const { app, storage, s3 } = here
  const file = await stored(here, 'beleid.pdf')
  expect([...(s3?.objects.keys() ?? [])]).toEqual([`files/${file.id}`])
  await expect(app.db.tx(async (tx) => (await storage.remove(tx, [file.id]), Promise.reject(new Error('rolled back'))))).rejects.toThrow('rolled back')
  await app.runJobs()
  expect(s3?.objects.size).toBe(1)
  await app.db.tx((tx) => storage.remove(tx, [file.id]))
  expect(await storage.read(app.db, file.id)).toBeUndefined()
  await app.runJobs()
  expect(s3?.objects.size).toBe(0)
})

test('contents whose row was never committed are swept up after a day, over all pages of the list, and nothing else', async () => {
  const here = await stage('s3')
  const { app, storage, s3 } = here
  const kept = await Promise.all(['a.pdf', 'b.pdf'].map((name) => stored(here, name)))
  for (let count = 0; count < 7; count++) await app.db.tx(async (tx) => (await storage.put(tx, { name: 'weg.pdf', bytes: pdf() }), Promise.reject(new Error('no')))).catch(() => {})
  s3?.objects.set('van-een-ander/bestand', { bytes: Buffer.from('x'), modifiedAt: new Date(0) })
  await app.runJobs()
  expect(s3?.objects.size).toBe(10)
  app.clock.advance(DAY + 1000)
  s3?.objects.set('files/nog-onderweg', { bytes: Buffer.from('x'), modifiedAt: app.clock.now() })
  await app.runJobs()
  expect([...(s3?.objects.keys() ?? [])].toSorted()).toEqual([...kept.map(({ id }) => `files/${id}`), 'files/nog-onderweg', 'van-een-ander/bestand'].toSorted())
})

test.each([[true], ['cut']] as const)('while the store is away (%s) a file is refused with nothing half, and reading says so', async (down) => {
  const here = await stage('s3')
  const file = await stored(here, 'beleid.pdf')
  if (here.s3) here.s3.down = down
  expect(await put(here, 'nieuw.pdf', pdf())).toEqual({ status: 'unavailable' })
  await expect(here.storage.read(here.app.db, file.id)).rejects.toMatchObject({ code: 'store-away' })
  await here.app.db.tx((tx) => here.storage.remove(tx, [file.id]))
  await here.app.runJobs()
  expect(here.s3?.objects.size).toBe(1)
  if (here.s3) here.s3.down = false
  here.app.clock.advance(5 * 60_000)
  await here.app.runJobs()
  expect(here.s3?.objects.size).toBe(0)
})

test('a wrong secret is a mistake of the operator, not of the person', async () => {
  const here = await stage('s3')
  const config = readConfig({ ...here.s3?.settings, KOERS_S3_SECRET_KEY: 'wrong' }).s3
  if (!config) throw new Error('no store')
  const storage = openStorage({ clock: here.app.clock, log: silentLog, jobs, typeOf: fileTypeOf, objects: openS3({ settings: config, clock: here.app.clock }) })
  await expect(put({ ...here, storage }, 'a.pdf', pdf())).rejects.toThrow('answered 403')
})

test('contents that changed in the store are not handed out', async () => {
  const here = await stage('s3')
  const file = await stored(here, 'beleid.pdf')
  here.s3?.objects.set(`files/${file.id}`, { bytes: Buffer.from('iets anders'), modifiedAt: here.app.clock.now() })
  await expect(here.storage.read(here.app.db, file.id)).rejects.toThrow('not what was stored')
})

test('half a store is refused at the start, naming what is missing', () => {
  expect(() => readConfig({ KOERS_S3_BUCKET: 'koers-bestanden' })).toThrow(ConfigError)
  expect(() => readConfig({ KOERS_S3_BUCKET: 'koers-bestanden' })).toThrow(/KOERS_S3_ENDPOINT[\s\S]*KOERS_S3_ACCESS_KEY[\s\S]*KOERS_S3_SECRET_KEY/)
  expect(readConfig({}).s3).toBeUndefined()
})
