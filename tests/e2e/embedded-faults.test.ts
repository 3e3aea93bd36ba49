import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openDb } from '#platform/db'
import { root } from '#platform/root'
import { sql } from '#platform/sql'
import { fillsUp, garble, measurerAt, PAGE, save, tell } from '../support/faults.ts'
import { cache } from '../support/folders.ts'
import { started } from '../support/server.ts'
import { smallDisk } from '../support/small-disk.ts'

const PATIENT = { timeout: 240_000 }

const prepared = mkdtempSync(join(cache, 'prepared-'))
afterAll(() => rmSync(prepared, { recursive: true, force: true }))
let preparing: Promise<void> | undefined

/** A data folder as a server leaves it, with an answer in it that was acknowledged. Made once, for making one takes seconds. */
const inUse = () =>
  (preparing ??= (async () => {
    const koers = await started(prepared)
    const measurer = await measurerAt(koers.url)
    expect((await save(measurer, '4.3', 'van voor de fout')).status).toBe(303)
    koers.process.kill('SIGTERM')
    await once(koers.process, 'exit')
  })())

async function copyOf(where = mkdtempSync(join(cache, 'copy-'))): Promise<string> {
  await inUse()
  onTestFinished(() => rmSync(where, { recursive: true, force: true }))
  cpSync(prepared, where, { recursive: true })
  return where
}

const notes = async (dataFolder: string) => {
  const db = await openDb({ dataFolder })
  const rows = await db.rows<{ note: string }>(sql`select note from assessments.answer where note = 'van voor de fout'`)
  await db.close()
  return rows.map(({ note }) => note)
}

test('on a full disk Koers says so, keeps what was typed, and goes on when there is room', PATIENT, async () => {
  const disk = smallDisk(150)
  const koers = await started(await copyOf(join(disk.path, 'data')))
  expect(await fillsUp('the embedded database', koers.url, disk)).toEqual([])
})

test('a disk that is too full for the log of the database stops it, not Koers; with room it is opened again and has everything', PATIENT, async () => {
  const disk = smallDisk(150)
  const dataFolder = await copyOf(join(disk.path, 'data'))
  const db = await openDb({ dataFolder })
  onTestFinished(() => db.close())
  disk.fill()
  const writing = async () => {
    for (let nr = 0; nr < 200; nr++) await db.rows(sql`select pg_logical_emit_message(true, 'test', repeat('x', 200000))`)
  }
  await expect(writing()).rejects.toMatchObject({ code: 'ENOSPC' })
  await expect(db.rows(sql`select 1`)).rejects.toMatchObject({ code: 'ENOSPC' })
  disk.clear()
  const begun = performance.now()
  await expect.poll(() => db.one(sql`select note from assessments.answer where note = 'van voor de fout'`).catch(() => undefined), PATIENT).toEqual({ note: 'van voor de fout' })
  tell('log that did not fit', 1, [], Math.round(performance.now() - begun))
  await db.tx((tx) => tx.rows(sql`update assessments.answer set note = 'daarna' where note = 'van voor de fout'`))
})

const inDatabase = (folder: string, file: string) => join(folder, 'database', file)

/** Where the rows of a table stand. */
async function fileOf(dataFolder: string, table: string): Promise<string> {
  const db = await openDb({ dataFolder })
  const row = await db.one<{ file: string }>(sql`select pg_relation_filepath(${table}) as file`)
  await db.close()
  return inDatabase(dataFolder, row?.file ?? '')
}

const damages: [string, (folder: string) => Promise<void>][] = [
  ['PG_VERSION is gone', async (folder) => rmSync(inDatabase(folder, 'PG_VERSION'))],
  ['pg_control is garbled', async (folder) => garble(inDatabase(folder, 'global/pg_control'))],
  ['a table is garbled', async (folder) => garble(await fileOf(folder, 'organisations.organisation'))],
  ['a table is cut off', async (folder) => truncateSync(await fileOf(folder, 'assessments.answer'), PAGE)],
  ['a table is gone', async (folder) => rmSync(await fileOf(folder, 'audit.entry'))],
]

test.for(damages)('when %s, Koers does not start and says what to do, and makes no new database in its place', PATIENT, async ([, damage]) => {
  const dataFolder = await copyOf()
  await damage(dataFolder)
  const before = readdirSync(join(dataFolder, 'database'))
  const start = spawnSync(process.execPath, [join(root, 'dist/main.js')], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], PORT: '0', KOERS_DATA: dataFolder, KOERS_LOG_LEVEL: 'error' },
  })
  expect([start.status, start.stderr.split('\n')[0]]).toEqual([1, expect.stringContaining(`The database in ${join(dataFolder, 'database')} is damaged: `)])
  expect(start.stderr).toContain('npm run koers -- restore FILE')
  expect(start.stderr).not.toContain('    at ')
  // It may leave a file of its own behind, but it makes no database.
  expect(readdirSync(join(dataFolder, 'database'))).toEqual(expect.arrayContaining(before))
  expect(existsSync(inDatabase(dataFolder, 'PG_VERSION'))).toBe(before.includes('PG_VERSION'))
})

test('a first start that was killed half way is begun again; a database that was ever finished is not', PATIENT, async () => {
  const half = mkdtempSync(join(cache, 'half-'))
  onTestFinished(() => rmSync(half, { recursive: true, force: true }))
  mkdirSync(inDatabase(half, 'base'), { recursive: true })
  writeFileSync(inDatabase(half, 'PG_VERSION'), '18\n')
  writeFileSync(join(half, 'database-being-made'), '')
  const db = await openDb({ dataFolder: half })
  expect(await db.one(sql`select 1 as one`)).toEqual({ one: 1 })
  await db.close()
  expect(await notes(await copyOf())).toEqual(['van voor de fout'])
})
