import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { restore } from '#platform/backup/restore'
import { readConfig } from '#platform/config'
import { openDb, type OpenDb } from '#platform/db'
import { silentLog } from '#platform/log'
import { migrate, migrationNames, refuseNewer, type Migration } from '#platform/migrate'
import { root } from '#platform/root'
import { sql } from '#platform/sql'
import { versionIn } from '#platform/version'
import { openApp, type App } from '../src/app.ts'
import { migrations } from '../src/migrations.ts'
import { testClock, type TestClock } from './support/clock.ts'
import { cache } from './support/folders.ts'
import { objections } from './support/migration-rules.ts'
import { startPostgres, type Postgres } from './support/postgres.ts'
import { released, seenBy } from './support/released.ts'
import { visitor } from './support/visitor.ts'

let server: Postgres
beforeAll(async () => void (server = await startPostgres()))
afterAll(() => server.stop())

let made = 0
/** As many processes as asked on one new database, each with its own connections. */
async function processes(count: number): Promise<OpenDb[]> {
  const name = `migrated_${++made}`
  await server.run(`create database ${name}`)
  const opened = await Promise.all(Array.from({ length: count }, () => openDb({ url: server.url(name), pool: 4 })))
  onTestFinished(async () => void (await Promise.all(opened.map((db) => db.close()))))
  return opened
}
const first = ([db]: readonly OpenDb[]): OpenDb => {
  if (!db) throw new Error('no database')
  return db
}

async function appOn(db: OpenDb, clock: TestClock): Promise<App> {
  const config = readConfig({ KOERS_DATA: cache, KOERS_PUBLIC_URL: 'http://localhost', KOERS_SECRET: 'a secret that is only used in tests', KOERS_REQUESTS_PER_ADDRESS: '10000' })
  return openApp({ config, clock, log: silentLog, db: { ...db, close: async () => {} } })
}

const versions = released()

describe.each(versions)('a database of version $version', ({ backup, migrations: then, seen }) => {
  test('is brought up to date, and whoever was there sees what they saw', async () => {
    const db = first(await processes(1))
    await restore(db, backup, { migrations: migrations().filter(({ name }) => name in then) })
    const app = await appOn(db, testClock(seen.at))
    const fetch = async (path: string, init: RequestInit) => app.fetch(new Request(`http://localhost${path}`, init))
    expect(await seenBy(fetch, seen.cookie, Object.keys(seen.answers))).toMatchObject(seen.answers)
    for (const path of seen.pages) expect([path, (await fetch(path, { headers: { cookie: seen.cookie } })).status]).toEqual([path, 200])
    const said: string[] = []
    expect([await app.services.privacy.cli?.find(({ name }) => name === 'audit')?.run(['verify'], (line) => said.push(line)), said]).toEqual([0, said])
    expect(said.join()).toMatch(/The chain is whole: [1-9].*as they were: [1-9]/)
    await app.close()
  })

  test('was made by migrations that never change', () => {
    const now = new Map(migrations().map(({ name, text }) => [name, createHash('sha256').update(text).digest('hex')]))
    expect(Object.entries(then).filter(([name, hash]) => now.get(name) !== hash)).toEqual([])
  })
})

test('this version or the one before it was kept, and every migration that is not released may be done while the version before works on', () => {
  expect(versions.length).toBeGreaterThan(0)
  const names = new Set(versions.flatMap(({ migrations: then }) => Object.keys(then)))
  const fresh = migrations().filter(({ name }) => !names.has(name))
  expect(
    fresh.flatMap((migration) =>
      objections(
        migration,
        versions.map(({ version }) => version),
      ).map((why) => `${migration.name}: ${why}`),
    ),
  ).toEqual([])
})

describe('what a new migration may do', () => {
  test.for([
    'alter table assessments.answer add column mood text',
    "alter table assessments.answer add column mood text not null default ''",
    "alter table assessments.answer add column mood text, add column why text not null default ''",
    'drop index concurrently if exists assessments.by_mood\n---\ncreate index concurrently by_mood on assessments.answer (mood)',
    "alter table assessments.answer add constraint mood_known check (mood in ('a', 'b')) not valid",
    'alter table assessments.answer validate constraint mood_known',
    'create table plans.mood (id text primary key, at timestamptz not null)\n---\ncreate index mood_at on plans.mood (at)\n---\nalter table plans.mood add check (id <> at::text)',
    'alter table assessments.answer drop constraint mood_known',
    '-- contract since 0.1.0\nalter table assessments.answer drop column mood',
    'create function plans.x() returns trigger language plpgsql as $$ begin update plans.action set title = $1; drop table plans.action; end $$',
  ])('%s', (text) => {
    expect(objections({ name: 'test/0001.sql', text }, ['0.1.0'])).toEqual([])
  })
})

describe('what it may not', () => {
  test.for([
    ['alter table assessments.answer drop column note', 'may read it'],
    ['drop table plans.feed', 'may read it'],
    ['alter table assessments.answer rename column note to remark', 'rename'],
    ['alter table plans.feed rename to link', 'rename'],
    ['alter table assessments.answer alter column level type integer', 'another type'],
    ['alter table assessments.answer alter note set not null', 'leave it empty'],
    ['alter table assessments.answer add column mood text not null', 'without a default'],
    ["alter table assessments.answer add column why text not null default '', add column mood text not null", 'without a default'],
    ['alter table assessments.answer add mood uuid default gen_random_uuid()', 'differs by row'],
    ["alter table assessments.answer add constraint mood_known check (mood in ('a'))", 'not valid'],
    ['alter table assessments.answer add foreign key (mood) references plans.mood', 'not valid'],
    ['alter table assessments.answer add constraint one unique (mood)', 'using that index'],
    ['create index by_mood on assessments.answer (mood)', 'concurrently'],
    ['create index concurrently by_mood on assessments.answer (mood)', 'a migration of its own'],
    ['drop index concurrently if exists by_mood\n---\ncreate index concurrently by_other on assessments.answer (mood)', 'a migration of its own'],
    ["alter table assessments.answer add constraint m check (mood <> '') not valid\n---\nalter table assessments.answer validate constraint m", 'in the next migration'],
    ["update assessments.answer set mood = 'a'", 'work of a job'],
    ['-- contract since 0.2.0\nalter table assessments.answer drop column mood', 'must have been released'],
    ['-- contract since 0.1.0\nalter table assessments.answer rename column note to remark', 'rename'],
  ] as const)('%s', ([text, why]) => {
    expect(objections({ name: 'test/0001.sql', text }, ['0.1.0']).join()).toContain(why)
  })
})

const expand: Migration = { name: 'test/0001-mood.sql', text: "alter table assessments.answer add column mood text not null default ''" }
const index: Migration = {
  name: 'test/0002-index.sql',
  text: 'drop index concurrently if exists assessments.by_mood\n---\ncreate index concurrently by_mood on assessments.answer (mood)',
}
const contract: Migration = { name: 'test/0003-contract.sql', text: '-- contract since 9.0.0\nalter table assessments.answer drop column mood' }

describe('two versions on one database', () => {
  test('four processes that start at once, two of them newer, do every migration once and in order', async () => {
    const all = await processes(4)
    const newer = [...migrations(), expand, index]
    const done = await Promise.all(all.map((db, nr) => migrate(db, nr % 2 === 0 ? migrations() : newer)))
    expect(done.flat().toSorted()).toEqual(newer.map(({ name }) => name).toSorted())
    expect(await migrationNames(first(all))).toEqual(newer.map(({ name }) => name))
  })

  test('people work on in the older one while the newer one migrates, also where an index is built, and the older one starts again', async () => {
    const [db, newer] = await processes(2)
    if (!db || !newer) throw new Error('no database')
    const clock = testClock()
    const older = await appOn(db, clock)
    const load = { saved: 0, over: false }
    const owner = visitor('http://localhost', async (path, init) => (clock.advance(1000), older.fetch(new Request(`http://localhost${path}`, init))))
    const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
    const { promise: busy, resolve: isBusy } = Promise.withResolvers<void>()
    const person = (async () => {
      for (let version = 0; !load.over; version++) {
        expect((await owner.post(`${base}/4.3`, { answer: String((version % 4) + 1), version: String(version) })).status).toBe(303)
        if (++load.saved === 3) isBusy()
      }
    })()
    await Promise.race([busy, person])
    expect(await migrate(newer, [...migrations(), expand, index])).toEqual([expand.name, index.name])
    const then = load.saved
    await expect.poll(() => load.saved, { timeout: 10_000 }).toBeGreaterThan(then)
    load.over = true
    await person
    expect(await db.one(sql`select indisvalid as valid from pg_index where indexrelid = 'assessments.by_mood'::regclass`)).toEqual({ valid: true })
    await older.close()

    const again = await appOn(db, clock)
    expect((await again.fetch(new Request('http://localhost/healthz'))).status).toBe(200)
    await again.close()
  })

  test('where something was taken away that it reads, the older one does not start, says why, and changes nothing', async () => {
    const db = first(await processes(1))
    const newer = [...migrations(), expand, contract]
    await migrate(db, newer)
    await expect(appOn(db, testClock())).rejects.toThrow(`serves version 9.0.0 and later; this is ${versionIn(root)}`)
    await expect(refuseNewer(db, migrations(), '8.12.3')).rejects.toMatchObject({ code: 'migration-refused' })
    expect(await refuseNewer(db, migrations(), '9.0.0')).toEqual([expand.name, contract.name])
    expect(await refuseNewer(db, newer, versionIn(root))).toEqual([])
    expect(await migrationNames(db)).toHaveLength(newer.length)
  })

  test('a migration whose table is held by something else gives up and says so; an index that could not be built is built at the next start', async () => {
    const [db, other] = await processes(2)
    if (!db || !other) throw new Error('no database')
    await migrate(db, [...migrations(), expand])
    const late: Migration = { name: 'test/0004-late.sql', text: 'alter table assessments.answer add column late text' }
    await other.tx(async (tx) => {
      await tx.rows(sql`lock table assessments.answer in access share mode`)
      await expect(migrate(db, [...migrations(), expand, late], { waitsAtMost: '50ms' })).rejects.toThrow('could not get hold of its table within 50ms')
    })
    const unique: Migration = {
      ...index,
      text: index.text.replace('create index', 'create unique index').replace('assessments.answer (mood)', 'audit.entry (verb)').replace('assessments.by_mood', 'audit.by_mood'),
    }
    await db.rows(sql`insert into audit.entry (at, actor, verb, subject) values (now(), 'a', 'b', 'c'), (now(), 'a', 'b', 'c')`)
    await expect(migrate(db, [...migrations(), expand, late, unique])).rejects.toThrow('could not create unique index')
    expect(await migrationNames(db)).not.toContain(unique.name)
    const mended = { ...unique, text: unique.text.replace('(verb)', '(id, verb)') }
    expect(await migrate(db, [...migrations(), expand, late, mended])).toEqual([mended.name])
  })
})

test('a start on a database that is up to date waits for no back-up', async () => {
  const [db, other] = await processes(2)
  if (!db || !other) throw new Error('no database')
  await migrate(db, migrations())
  await other.tx(async (tx) => {
    await tx.rows(sql`lock table public.migration in share mode`)
    expect(await migrate(db, migrations())).toEqual([])
  })
})
