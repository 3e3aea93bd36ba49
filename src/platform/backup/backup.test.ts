import { PGlite } from '@electric-sql/pglite'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#platform/config'
import { openDb, type Db, type OpenDb } from '#platform/db'
import { silentLog } from '#platform/log'
import { migrate, type Migration } from '#platform/migrate'
import { sql, written } from '#platform/sql'
import { testApp } from '../../../tests/support/app.ts'
import { testClock } from '../../../tests/support/clock.ts'
import { cache } from '../../../tests/support/folders.ts'
import { startPostgres, type Postgres } from '../../../tests/support/postgres.ts'
import { visitor } from '../../../tests/support/visitor.ts'
import { openApp } from '../../app.ts'
import { migrations } from '../../migrations.ts'
import { backUp } from './backup.ts'
import { backupCli } from './cli.ts'
import { restore } from './restore.ts'
import { obstacles, sequences, tables } from './store.ts'

const about = { clock: testClock(), version: '1.2.3' }
/** A whole drill takes six seconds on a quiet machine. */
const DRILL = 60_000
const passphrase = 'paard batterij nietje juist'

let server: Postgres
beforeAll(async () => void (server = await startPostgres()))
afterAll(() => server.stop())

let made = 0
async function newDatabase(): Promise<OpenDb> {
  const name = `backup_${++made}`
  await server.run(`create database ${name}`)
  const db = await openDb({ url: server.url(name), pool: 4 })
  onTestFinished(() => db.close())
  return db
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(cache, 'backup-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** Every row of every table, as text. */
async function everything(db: Db): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const { name } of await tables(db)) found[name] = (await db.rows<{ row: string }>(written(`select t::text as row from ${name} t`))).map(({ row }) => row).toSorted()
  return found
}

/** A database of the embedded kind with a board of twelve schools, someone's own measurement, and an audit log. */
async function lived(): Promise<OpenDb> {
  const app = await testApp({ seeded: true })
  const owner = app.visitor()
  const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
  await owner.post(`${base}/profiel`, { name: 'De Regenboog', scope: 'school', sector: 'po', role: 'ICT' })
  await owner.post(`${base}/4.3`, { answer: '2', note: 'Regel één\r\n"twee"\t\\drie 🎒 بيت', version: '0' })
  return app.db
}

test('a back-up goes from one kind of database to the other and back, every row the same, and what guards the rows is on again', { timeout: DRILL }, async () => {
  const at = await folder()
  const source = await lived()
  await backUp(source, join(at, 'one'), { ...about, passphrase })
  const onServer = await newDatabase()
  await restore(onServer, join(at, 'one'), { migrations: migrations(), passphrase })
  expect(await everything(onServer)).toEqual(await everything(source))

  await backUp(onServer, join(at, 'two'), about)
  const embedded = await openDb({ embedded: await PGlite.create() })
  onTestFinished(() => embedded.close())
  await restore(embedded, join(at, 'two'), { migrations: migrations() })
  expect(await everything(embedded)).toEqual(await everything(source))

  for (const db of [onServer, embedded]) {
    expect(await obstacles(db)).toEqual(await obstacles(source))
    expect(await sequences(db)).toEqual(await sequences(source))
    await expect(db.rows(sql`update audit.entry set verb = 'other'`)).rejects.toThrow('never changed')
    await expect(db.rows(sql`update assessments.round set name = 'other' where finished_at is not null`)).rejects.toThrow('never changes')
    await expect(db.rows(sql`insert into assessments.answer (round_id, condition_id, judgement, answered_at) values ('none', '1.1', 'open', now())`)).rejects.toThrow('foreign key')
    const [entry] = await db.rows<{ newest: boolean }>(
      sql`insert into audit.entry (at, actor, verb, subject) values (now(), 'a', 'b', 'c') returning id > (select max(id) from audit.entry) as newest`,
    )
    expect(entry?.newest).toBe(true)
  }
  expect((await readFile(join(at, 'one'))).includes('Regenboog')).toBe(false)
  expect((await stat(join(at, 'one'))).mode & 0o077).toBe(0)
})

test('a back-up under load is one moment: each answer in it has its line in the audit log, and each line its answer', { timeout: DRILL }, async () => {
  const at = await folder()
  const source = await newDatabase()
  const config = readConfig({ KOERS_DATA: at, KOERS_PUBLIC_URL: 'http://localhost', KOERS_SECRET: 'a secret that is only used in tests', KOERS_REQUESTS_PER_ADDRESS: '10000' })
  const clock = testClock()
  const app = await openApp({ config, clock, log: silentLog, db: { ...source, close: async () => {} } })
  const load = { saved: 0, ready: 0, over: false }
  const { promise: busy, resolve: isBusy } = Promise.withResolvers<void>()
  const person = async () => {
    const owner = visitor('http://localhost', async (path, init) => (clock.advance(1000), app.fetch(new Request(`http://localhost${path}`, init))))
    const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
    for (let version = 0; !load.over; version++) {
      const { status } = await owner.post(`${base}/4.3`, { answer: String((version % 4) + 1), note: `keer ${version}`, version: String(version) })
      expect(status).toBe(303)
      load.saved++
      if (version === 3 && ++load.ready === 4) isBusy()
    }
  }
  const people = Promise.all(Array.from({ length: 4 }, person))
  await Promise.race([busy, people])
  const before = load.saved
  const other = await openDb({ url: server.url(`backup_${made}`), pool: 1 })
  onTestFinished(() => other.close())
  const { seen, moment } = seenBeside(source, other)
  await backUp(seen, join(at, 'busy'), { ...about, passphrase })
  const during = load.saved - before
  load.over = true
  await people
  expect(during).toBeGreaterThan(0)

  const restored = await newDatabase()
  await restore(restored, join(at, 'busy'), { migrations: migrations(), passphrase })
  expect(await everything(restored)).toEqual(await moment)
  const [sums] = await restored.rows<{ versions: number; lines: number }>(sql`
    select (select sum(version) from assessments.answer a join assessments.round r on r.id = a.round_id where not r.example)::int as versions,
      (select count(*) from audit.entry where verb = 'answer.saved' and actor <> 'demo')::int as lines`)
  expect(sums?.lines).toBe(sums?.versions)
  expect(sums?.versions).toBeGreaterThanOrEqual(16)

  await backUp(source, join(at, 'quiet'), about)
  const again = await newDatabase()
  await restore(again, join(at, 'quiet'), { migrations: migrations() })
  expect(await everything(again)).toEqual(await everything(source))
})

/** Another connection sees the database as it is at the very moment of the back-up: PostgreSQL lends it the snapshot. */
function seenBeside(source: OpenDb, other: OpenDb): { seen: OpenDb; moment: Promise<Record<string, string[]>> } {
  const { promise: moment, resolve } = Promise.withResolvers<Record<string, string[]>>()
  const lent = async (tx: Db) => {
    const snapshot = await tx.one<{ id: string }>(sql`select pg_export_snapshot() as id`)
    await other.tx(async (beside) => {
      await beside.rows(sql`set transaction isolation level repeatable read`)
      await beside.rows(written(`set transaction snapshot '${snapshot?.id}'`))
      resolve(await everything(beside))
    })
  }
  const seen: OpenDb = {
    ...source,
    tx: async (work) =>
      source.tx(async (tx) =>
        work({
          ...tx,
          rows: async <Row>(statement: Parameters<Db['rows']>[0]) => {
            const rows = await tx.rows<Row>(statement)
            // By then the snapshot is there, and no row was read.
            if (statement.text.includes("set_config('timezone'")) await lent(tx)
            return rows
          },
        }),
      ),
  }
  return { seen, moment }
}

test('a restore whose connection breaks half-way leaves nothing, and the same file goes in after that', { timeout: DRILL }, async () => {
  const at = await folder()
  const source = await newDatabase()
  await migrate(source, migrations())
  await source.rows(sql`insert into audit.entry (at, actor, verb, subject) select now(), 'a', 'b', n::text from generate_series(1, 5000) n`)
  await backUp(source, join(at, 'file'), about)
  const target = await newDatabase()
  let loaded = 0
  const cut: OpenDb = {
    ...target,
    tx: async (work) =>
      target.tx(async (tx) =>
        work({
          ...tx,
          rows: async <Row>(statement: Parameters<Db['rows']>[0]) => {
            const rows = await tx.rows<Row>(statement)
            if (statement.text.startsWith('insert into audit.entry') && ++loaded === 2)
              await target.rows(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
            return rows
          },
          tx: (inner) => inner(tx),
        }),
      ),
  }
  await expect(restore(cut, join(at, 'file'), { migrations: migrations() })).rejects.toThrow(/terminat|connection/i)
  expect(loaded).toBe(2)
  expect(await tables(target)).toEqual([])
  await restore(target, join(at, 'file'), { migrations: migrations() })
  expect(await everything(target)).toEqual(await everything(source))
})

/** Values and shapes that a later module may bring. */
const shapes: Migration[] = [
  {
    name: 'test/0001-shapes.sql',
    text: `
create schema "Odd ""one"""
---
create type "Odd ""one""".colour as enum ('red', 'it''s')
---
create table "Odd ""one""".child (id integer primary key, parent_id integer not null)
---
create table "Odd ""one""".parent (id integer generated always as identity primary key, child_id integer references "Odd ""one""".child, elder_id integer references "Odd ""one""".parent,
  bytes bytea, exact numeric, float8 float8, texts text[], "json" json, "jsonb" jsonb, words tsvector, span interval, at timestamptz, day date, hue "Odd ""one""".colour, hues "Odd ""one""".colour[],
  short char(5), double_id integer generated always as (id * 2) stored, address inet, "from" int4range, yes boolean, gone text)
---
alter table "Odd ""one""".parent drop column gone
---
alter table "Odd ""one""".child add foreign key (parent_id) references "Odd ""one""".parent deferrable initially deferred
---
create unlogged table "Odd ""one""".passing (id integer)
---
create table "Odd ""one""".setting (name text primary key, value text)
---
insert into "Odd ""one""".setting values ('limit', '10')
---
create sequence "Odd ""one""".ticket`,
  },
  { name: 'test/0002-later.sql', text: `alter table "Odd ""one""".setting add column note text not null default 'later'` },
]

test('every kind of value, name and reference survives, and what is older than this Koers is brought up to date', { timeout: DRILL }, async () => {
  const at = await folder()
  const source = await newDatabase()
  await migrate(source, shapes.slice(0, 1))
  await source.tx(async (tx) => {
    await tx.rows(sql`insert into "Odd ""one""".child select n, 3001 - n from generate_series(1, 3000) n`)
    await tx.rows(sql`insert into "Odd ""one""".parent (child_id, elder_id, bytes, exact, float8, texts, "json", "jsonb", words, span, at, day, hue, hues, short, address, "from", yes)
      select n, case when n < 3000 then n + 1 end, decode('00ff0a5c', 'hex'), 12345678901234567890.000100, 0.1::float8 + 0.2::float8, array[null, '', 'a,b', '"', '{}', E'\\n'],
        '{"b":1, "b": 2,  "a":"\\u0041"}', '{"é":[1e3]}', to_tsvector('simple', 'de kat'), '1 mon -3 days 04:05:06.789', '0044-03-15 12:00:00.123456+00 BC', 'infinity', 'it''s', '{red}', 'ab', '::1', '[1,)', null
      from generate_series(1, 3000) n`)
  })
  await source.rows(sql`insert into "Odd ""one""".setting values ('long', ${`x'"\\${'ongelijk '.repeat(200_000)}`})`)
  await source.rows(sql`update "Odd ""one""".setting set value = '20' where name = 'limit'`)
  await source.rows(sql`insert into "Odd ""one""".passing values (1)`)
  const done = await backUp(source, join(at, 'file'), { ...about, passphrase })
  expect(done).toMatchObject({ rows: 6003, tables: 4, encrypted: true })

  const target = await newDatabase()
  expect(await restore(target, join(at, 'file'), { migrations: shapes, passphrase })).toMatchObject({ rows: 6003, migrated: ['test/0002-later.sql'] })
  const [one, other] = [await everything(source), await everything(target)]
  for (const name of ['"Odd ""one""".parent', '"Odd ""one""".child']) expect(other[name]).toEqual(one[name])
  expect(await target.rows(sql`select value, note from "Odd ""one""".setting where name = 'limit'`)).toEqual([{ value: '20', note: 'later' }])
  expect(await target.one(sql`insert into "Odd ""one""".parent default values returning id`)).toEqual({ id: 3001 })
  expect(await target.one(sql`select nextval('"Odd ""one""".ticket') as first`)).toEqual({ first: 1 })
  await expect(target.rows(sql`insert into "Odd ""one""".child values (0, 99999)`)).rejects.toThrow('foreign key')
})

describe('what is refused leaves nothing behind', () => {
  const refused: [string, { change?: (bytes: Buffer) => Buffer; passphrase?: string | undefined }, string][] = [
    ['one byte changed in the middle', { change: (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))) }, 'damaged'],
    ['cut off', { change: (bytes) => bytes.subarray(0, bytes.length - 100) }, 'ends too early'],
    ['cut off after its first line', { change: (bytes) => bytes.subarray(0, bytes.indexOf('\n') + 1) }, 'ends too early'],
    ['something added', { change: (bytes) => Buffer.concat([bytes, Buffer.from([0])]) }, 'damaged'],
    ['empty', { change: () => Buffer.alloc(0) }, 'not a back-up of Koers'],
    ['another file', { change: () => Buffer.from('PK\u0003\u0004 something else '.repeat(50)) }, 'not a back-up of Koers'],
    ['of a version to come', { change: (bytes) => Buffer.from(bytes.toString('latin1').replace('koers-backup 1', 'koers-backup 2'), 'latin1') }, 'version 2'],
    ['another passphrase', { passphrase: 'paard batterij nietje fout' }, 'does not fit'],
    ['no passphrase', { passphrase: undefined }, 'is encrypted'],
    [
      'the first line says it is not encrypted',
      { change: (bytes) => Buffer.concat([Buffer.from('koers-backup 1 plain\n'), bytes.subarray(bytes.indexOf('\n') + 1)]), passphrase: undefined },
      'damaged',
    ],
    ['frames in another order', { change: swapped }, 'damaged'],
  ]

  /** The first two frames change places; each is whole in itself. */
  function swapped(bytes: Buffer): Buffer {
    const start = bytes.indexOf('\n') + 1
    const ends = (at: number) => at + 5 + bytes.readUInt32BE(at + 1) + 16
    const [one, two] = [ends(start), ends(ends(start))]
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(one, two), bytes.subarray(start, one), bytes.subarray(two)])
  }

  let whole: Buffer
  beforeAll(async () => {
    const at = await mkdtemp(join(cache, 'backup-'))
    await server.run('create database to_refuse')
    const db = await openDb({ url: server.url('to_refuse') })
    await migrate(db, migrations())
    // Does not compress, so that there are several frames.
    await db.rows(sql`insert into instruments.edition select 'h' || n, 'x', '1', to_jsonb(sha512(n::text::bytea)::text), now() from generate_series(1, 3000) n`)
    await backUp(db, join(at, 'file'), { ...about, passphrase })
    await db.close()
    whole = await readFile(join(at, 'file'))
    await rm(at, { recursive: true })
  })

  test.for(refused)('%s', async ([, { change = (bytes: Buffer) => bytes, ...given }, message]) => {
    const at = await folder()
    await writeFile(join(at, 'file'), change(whole))
    const target = await newDatabase()
    await expect(restore(target, join(at, 'file'), { migrations: migrations(), passphrase: 'passphrase' in given ? given.passphrase : passphrase })).rejects.toThrow(message)
    expect(await tables(target)).toEqual([])
  })

  test('a database with a row in it, one that is newer, and a Koers that is older', async () => {
    const at = await folder()
    await writeFile(join(at, 'file'), whole)
    const used = await newDatabase()
    await migrate(used, migrations())
    await used.rows(sql`insert into audit.entry (at, actor, verb, subject) values (now(), 'a', 'b', 'c')`)
    const before = await everything(used)
    await expect(restore(used, join(at, 'file'), { migrations: migrations(), passphrase })).rejects.toThrow('rows in audit.entry')
    expect(await everything(used)).toEqual(before)

    const newer = await newDatabase()
    await migrate(newer, [...migrations(), ...shapes])
    await expect(restore(newer, join(at, 'file'), { migrations: [...migrations(), ...shapes], passphrase })).rejects.toThrow('newer than the back-up')

    const target = await newDatabase()
    await expect(restore(target, join(at, 'file'), { migrations: migrations().slice(0, -1), passphrase })).rejects.toThrow('made by Koers 1.2.3')
    expect(await tables(target)).toEqual([])
  })

  test('a migration that fails after the rows are in takes them away again', async () => {
    const at = await folder()
    await writeFile(join(at, 'file'), whole)
    const target = await newDatabase()
    const broken = [...migrations(), { name: 'test/0009-broken.sql', text: 'select 1 / 0' }]
    await expect(restore(target, join(at, 'file'), { migrations: broken, passphrase })).rejects.toThrow('division by zero')
    expect(await tables(target)).toEqual([])
  })
})

test('a back-up never replaces a file, and one that fails leaves no file', async () => {
  const at = await folder()
  const db = await newDatabase()
  await migrate(db, migrations())
  await backUp(db, join(at, 'file'), about)
  const before = await readFile(join(at, 'file'))
  await expect(backUp(db, join(at, 'file'), about)).rejects.toThrow('is there already')
  const failing: OpenDb = {
    ...db,
    tx: async (work) =>
      db.tx(async (tx) => work({ ...tx, rows: async (statement) => (statement.text.startsWith('close') ? Promise.reject(new Error('connection lost')) : tx.rows(statement)) })),
  }
  await expect(backUp(failing, join(at, 'other'), about)).rejects.toThrow('connection lost')
  expect(await readdir(at)).toEqual(['file'])
  expect(await readFile(join(at, 'file'))).toEqual(before)
})

test('the command line backs up, checks and restores, and takes a passphrase from a file only', async () => {
  const at = await folder()
  const from = await newDatabase()
  await migrate(from, migrations())
  const to = await newDatabase()
  const said: string[] = []
  const verb = (name: string, db: OpenDb, ...args: string[]) =>
    backupCli({ ...about, migrations, open: async () => ({ ...db, close: async () => {} }) })
      .find((one) => one.name === name)
      ?.run(args, (line) => said.push(line))
  const [file, secret] = [join(at, 'file'), join(at, 'passphrase')]
  await writeFile(secret, `${passphrase}\n`)
  expect(await verb('backup', from, file, '--passphrase-file', secret)).toBe(0)
  expect(said.join()).toMatch(/encrypted, read back and right/)
  expect(await verb('restore', to, file, '--passphrase-file', secret, '--check')).toBe(0)
  expect(await tables(to)).toEqual([])
  expect(await verb('restore', to, file, '--passphrase-file', secret)).toBe(0)
  expect(await everything(to)).toEqual(await everything(from))
  await writeFile(secret, 'kort\n')
  await expect(verb('backup', from, join(at, 'other'), '--passphrase-file', secret)).rejects.toThrow('too short')
  expect(await verb('backup', from)).toBe(2)
  expect(await verb('backup', from, file, 'more')).toBe(2)
  expect(await verb('restore', to, file, `--passphrase=${passphrase}`)).toBe(2)
})
