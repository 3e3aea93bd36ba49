import { PGlite } from '@electric-sql/pglite'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openAsBlob } from 'node:fs'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { readConfig } from '#platform/config'
import { openDb, type Db } from '#platform/db'
import { silentLog } from '#platform/log'
import { tables as allTables } from '#platform/backup/store'
import { rowBatches, type Portable, type PortableTable, type Row } from '#platform/portable'
import { sql } from '#platform/sql'
import { openZip, sourceOf } from '#protocols/zip'
import { modules } from '../../modules.ts'
import { openApp, type App } from '../../app.ts'
import { testApp, type TestApp } from '../../../tests/support/app.ts'
import { testClock } from '../../../tests/support/clock.ts'
import { cache } from '../../../tests/support/folders.ts'
import { registered, wholeBoard, type WholeBoard } from '../../../tests/support/whole-board.ts'
import { manifestPath, rowsPath } from './format.ts'
import { sha256Of } from './collected.ts'

const LONG = 120_000

const portablesOf = (services: TestApp['services']): Portable[] =>
  Object.values(services).flatMap((service) => ('portable' in service && service.portable ? [service.portable] : []))
const tablesOf = (services: TestApp['services']): PortableTable[] => portablesOf(services).flatMap(({ tables }) => tables)

/** Another installation: a database of its own, with the register that both know. */
async function elsewhere(boards: readonly [mark: string, code: string][]): Promise<App> {
  const from = inject('database')
  // Where the one it comes from is on PostgreSQL, it goes to an embedded one that migrates itself.
  const db = await openDb({ embedded: await PGlite.create('dump' in from ? { loadDataDir: await openAsBlob(from.dump) } : {}) })
  const config = readConfig({ KOERS_DATA: cache, KOERS_PUBLIC_URL: 'http://localhost', KOERS_SECRET: 'another secret that is only used in tests' })
  const app = await openApp({ config, clock: testClock('2026-04-01T09:00:00.000Z'), log: silentLog, db })
  onTestFinished(() => app.close())
  for (const [mark, code] of boards) await registered({ db: app.db }, mark, code)
  return app
}

async function run(app: Pick<App, 'services'>, ...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const verb = app.services.transfer.cli?.find(({ usage }) => usage.startsWith(`organisations ${args[0]}`))
  return { code: (await verb?.run(args, (line) => said.push(line))) ?? -1, said: said.join('\n') }
}

/** The rows of a whole organisation, as the file has them, from either side. */
async function rowsAt(db: Db, services: TestApp['services'], root: string): Promise<{ places: string[]; rows: Map<string, Row[]> }> {
  return db.tx(async (tx) => {
    const places = await services.organisations.verbs.moving.wholeOf(tx, root)
    const found = new Map<string, Row[]>()
    for (const table of tablesOf(services)) {
      const rows: Row[] = []
      for await (const some of rowBatches(tx, table, places)) rows.push(...some)
      found.set(table.name, rows)
    }
    return { places, rows: found }
  })
}

const elsewhereAnother = new Set<unknown>(['place', 'neighbour', 'person', 'file'])

/** Without what must be another here: numbers of organisations, people and files; who carried it as words; views without names. */
function comparable({ places, rows: all }: Awaited<ReturnType<typeof rowsAt>>, services: TestApp['services'], nameOf: (id: string) => string): Record<string, string[]> {
  const unnamed = new Set((all.get('campaigns.campaign') ?? []).filter(({ anonymity }) => anonymity !== 'named').map(({ id }) => id))
  const withoutNames = new Set((all.get('campaigns.part') ?? []).filter(({ campaign_id }) => unnamed.has(campaign_id)).map(({ round_id }) => round_id))
  return Object.fromEntries(
    tablesOf(services).map(({ name, columns, carrier }) => {
      const rows = (all.get(name) ?? []).map((row) => {
        const held = (column: string) => columns[column]?.holds
        const carried = carrier && typeof row[carrier.person] === 'string' ? { [carrier.words]: nameOf(String(row[carrier.person])) } : {}
        const entries = Object.entries({ ...row, ...carried }).filter(
          ([column]) =>
            !(name === 'organisations.organisation' && column === 'id') &&
            !elsewhereAnother.has(held(column)) &&
            !(name === 'campaigns.view' && column === 'participant_id' && withoutNames.has(row['round_id'])),
        )
        const keysOf = (table: string) => new Set((all.get(table) ?? []).map((one) => one['id']))
        const seen = entries.map(([column, value]): [string, unknown] => {
          const holds = held(column)
          // A school that came points at its schools and rounds of then: those of another board stayed there.
          if (holds === 'places' && Array.isArray(value)) return [column, value.filter((id) => places.includes(String(id))).length]
          if (typeof holds === 'object' && holds.outside === 'empty' && !keysOf(holds.row).has(value)) return [column, null]
          return [column, value]
        })
        // A published practice waits for the administrator of the other installation.
        return JSON.stringify(seen.filter(([column]) => name !== 'practices.practice' || (column !== 'state' && column !== 'published_at')))
      })
      return [name, rows.toSorted()]
    }),
  )
}

async function taken(app: TestApp, board: string): Promise<string> {
  const file = join(cache, `taken-${process.pid}-${Math.random().toString(36).slice(2)}.zip`)
  onTestFinished(() => rm(file, { force: true }))
  expect(await run(app, 'export', board, file)).toMatchObject({ code: 0 })
  return file
}

const archive = async (file: string) =>
  openZip(sourceOf(await readFile(file)), { entries: 1000, bytes: 100_000_000 }, (problem) => {
    throw new Error(problem)
  })
const textOf = async (file: string) => {
  const zip = await archive(file)
  return Object.fromEntries(zip.names.map((name) => [name, new TextDecoder().decode(zip.read(name))]))
}

test('every table and column of the database goes along, or says why not', async () => {
  const app = await testApp()
  const described = new Map(tablesOf(app.services).map(({ name, columns }) => [name, new Set(Object.keys(columns))]))
  const staysBehind = Object.assign({}, ...portablesOf(app.services).map((portable) => portable.staysBehind)) as Record<string, string>
  /** Services that hold nothing of one organisation, or what belongs to others too. */
  const elsewhereFor = new Set(['public', 'audit', 'platform', 'people', 'notifications', 'instruments', 'privacy', 'networks', 'comparison'])
  expect([...elsewhereFor].filter((schema) => tablesOf(app.services).some(({ name }) => name.startsWith(`${schema}.`)))).toEqual([])
  expect(
    modules
      .filter(({ name, migrations }) => migrations && !elsewhereFor.has(name))
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual([...new Set([...described.keys()].map((name) => name.split('.')[0] ?? ''))].toSorted())
  const open = (await allTables(app.db)).flatMap(({ name, columns }) =>
    elsewhereFor.has(name.split('.')[0] ?? '') || name in staysBehind
      ? []
      : columns.map(([column]) => `${name}.${column}`).filter((full) => !described.get(name)?.has(full.slice(name.length + 1)) && !(full in staysBehind)),
  )
  expect(open).toEqual([])
})

describe('there and back', () => {
  let app: TestApp
  let whole: WholeBoard
  let other: WholeBoard
  beforeAll(async () => {
    app = await testApp()
    whole = await wholeBoard(app, { mark: 'Wegwijzer', code: '41786' })
    other = await wholeBoard(app, { mark: 'Zuiderster', code: '41799' })
    // One who works for both boards, and a school that went to the other after a joint round.
    for (const { board } of [whole, other])
      await app.db.tx((tx) =>
        app.services.organisations.verbs.grant(tx, { personId: other.leader.id, organisationId: board, functions: ['adviser'], right: 'contributor', grantedBy: null }),
      )
    await app.db.rows(sql`update organisations.organisation set parent_id = ${whole.board} where id = ${other.schools[1]}`)
    await app.db.rows(sql`
      insert into organisations.handover (id, organisation_id, from_id, to_id, kind, on_day, reason, source) values ('h1', ${other.schools[1]}, ${other.board}, ${whole.board}, 'moved', '2026-03-02', 'Overdracht', 'hand')`)
    await app.db.rows(sql`
      insert into plans.action (id, organisation_id, school_ids, title, origin, origin_round_id, origin_condition_id, created_at, changed_at)
      values ('actionOfNetwork1', ${whole.board}, ${[whole.schools[0], other.schools[0]]}::uuid[], 'Samen Wegwijzer', 'network', 'jointOfZuiderst1', '4.3', now(), now())`)
    await app.db.rows(sql`insert into comparison.publication (period, edition, edition_version, published_at) values ('2024-2025', 'x', '1', now())`)
    await app.db.rows(
      sql`insert into comparison.counted (period, condition_id, cohort, shown, organisations, levels) values ('2024-2025', '4.3', 'a', true, ${[whole.board, other.board]}::uuid[], array[2, 3]::smallint[])`,
    )
    await app.db.rows(sql`insert into campaigns.assignment (campaign_id, subject, function) values (${whole.campaigns[0]}, '4', 'teacher')`)
    await app.runJobs()
  }, LONG)

  test('all of a board comes back elsewhere, row for row; what was adopted still gives its hash and never changes; files are the same', { timeout: LONG }, async () => {
    const file = await taken(app, whole.board)
    const there = await elsewhere([
      ['Wegwijzer', '41786'],
      ['Zuiderster', '41799'],
    ])
    const board = (await there.services.organisations.verbs.search('41786', { kinds: ['board'] }))[0]?.id ?? ''
    const movedSchool = (await there.db.one<{ id: string }>(sql`select id from organisations.organisation where name = 'Het Anker Zuiderster'`))?.id
    await there.db.rows(sql`update organisations.organisation set parent_id = ${board} where id = ${movedSchool}`)
    expect((await run(there, 'import', file, '--check')).code).toBe(0)
    const done = await run(there, 'import', file, '--owner', 'olga.wegwijzer@school.example')
    expect(done.code).toBe(0)

    const names = new Map((await app.db.rows<{ id: string; name: string }>(sql`select id, name from people.person`)).map(({ id, name }) => [id, name]))
    const before = comparable(await rowsAt(app.db, app.services, whole.board), app.services, (id) => names.get(id) ?? '')
    const after = comparable(await rowsAt(there.db, there.services, board), there.services, (id) => names.get(id) ?? '')
    for (const table of Object.keys(before)) expect([table, after[table]]).toEqual([table, before[table]])
    expect(
      Object.entries(after)
        .filter(([, rows]) => rows.length === 0)
        .map(([name]) => name),
    ).toEqual([])

    const files = await app.db.rows<{ sha256: string }>(sql`
      select f.name, f.type, f.size, f.sha256, encode(sha256(f.bytes), 'hex') as now from platform.file f where f.id in (
        select r.file_id from evidence.revision r join evidence.piece p on p.id = r.piece_id where p.organisation_id = ${whole.board}
        union select a.file_id from plans.attachment a join plans.action x on x.id = a.action_id where x.organisation_id = ${whole.board}) order by f.sha256`)
    expect(files).toHaveLength(3)
    expect(await there.db.rows(sql`select name, type, size, sha256, encode(sha256(bytes), 'hex') as now from platform.file order by sha256`)).toEqual(files)
    const audit = there.services.privacy.cli?.find(({ name }) => name === 'audit')
    const said: string[] = []
    expect([await audit?.run(['verify'], (line) => said.push(line)), said.join()]).toEqual([0, expect.stringMatching(/as they were: ([1-9]\d*) of \1/)])
    await expect(there.db.rows(sql`update assessments.answer set note = 'anders' where round_id = ${whole.rounds.adoptedOfBoard}`)).rejects.toThrow('never changes')
    const log = await there.db.rows<{ verb: string; subject: string }>(sql`select verb, subject from audit.entry where organisation_id = ${board} order by id`)
    expect(log.filter(({ verb }) => verb !== 'invitation.sent')).toEqual([{ verb: 'organisation.imported', subject: sha256Of(await readFile(file)) }])

    // People: one owner, the others by a letter, nobody by an account or a session.
    const accounts = await there.db.rows<{ email: string }>(sql`select email from people.person`)
    expect(accounts).toEqual([{ email: 'olga.wegwijzer@school.example' }])
    expect(await there.db.rows(sql`select 1 from people.session`)).toEqual([])
    const invited = await there.db.rows<{ email: string; rights: string }>(sql`select email, rights from organisations.invitation order by email`)
    expect(invited).toEqual([
      ...[1, 2, 3].map((nr) => ({ email: `leraar${nr}.wegwijzer@school.example`, rights: 'contributor' })),
      { email: 'lies.wegwijzer@school.example', rights: 'editor' },
      { email: 'lies.zuiderster@school.example', rights: 'contributor' },
    ])

    await expect(run(there, 'import', file, '--owner', 'olga.wegwijzer@school.example')).rejects.toThrow('brought in already')
    expect(comparable(await rowsAt(there.db, there.services, board), there.services, (id) => names.get(id) ?? '')).toEqual(after)
  })

  test('nothing of another board is in the file, and what was promised about names holds', { timeout: LONG }, async () => {
    const text = await textOf(await taken(app, whole.board))
    const all = Object.entries(text).filter(([name]) => name !== 'editions.jsonl')
    const found = (word: string) => all.filter(([name, contents]) => name.includes(word) || contents.includes(word)).map(([name]) => name)
    // The school that came is ours, with its rounds; the adviser of both is ours by name. Nothing else of theirs.
    expect(found('Stichting Zuiderster')).toEqual(['neighbours.jsonl'])
    expect(found('Regenboog Zuiderster')).toEqual([])
    for (const word of [
      'Olga Zuiderster',
      'Leraar1 Zuiderster',
      'Tweestapsverificatie Zuiderster',
      'Beleid Zuiderster',
      'Voorjaar Zuiderster',
      'Naamloos 0 Zuiderster',
      'jointOfZuiderst1',
    ])
      expect([word, found(word)]).toEqual([word, []])
    for (const id of [other.board, other.schools[0], other.rounds.adoptedOfBoard, other.rounds.adoptedOfSchool, other.campaigns[0], other.action, other.piece])
      expect([id, found(id).filter((name) => !['neighbours.jsonl', 'rows/organisations.handover.jsonl', 'rows/assessments.answer.jsonl'].includes(name))]).toEqual([id, []])
    // No secrets, no numbers of people.
    const secrets = await app.db.rows<{ secret: string }>(sql`
      select hash as secret from people.session union all select id::text from people.person union all select key_hash from campaigns.participant where key_hash is not null
      union all select email from campaigns.participant where email is not null`)
    for (const { secret } of secrets) expect(found(secret)).toEqual([])

    const views = (text['rows/campaigns.view.jsonl'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
    const unnamed = views.filter(({ round_id }) => round_id === whole.rounds.openOfSchool)
    expect(unnamed.map(({ condition_id }) => condition_id)).toEqual(['4.3', '4.3', '4.3'])
    const participants = await app.db.rows<{ id: string }>(sql`select id from campaigns.participant`)
    expect(unnamed.filter(({ participant_id }) => participants.some(({ id }) => id === participant_id))).toEqual([])
    expect(new Set(unnamed.map(({ answered_at }) => answered_at)).size).toBe(1)
    expect(new Set(unnamed.map((one) => one['function']))).toEqual(new Set(['']))
    const named = views.filter(({ round_id }) => round_id === whole.rounds.adoptedOfSchool)
    expect(named.every(({ participant_id }) => participants.some(({ id }) => id === participant_id))).toBe(true)
    // The same person in another file is another number.
    const again = await textOf(await taken(app, whole.board))
    expect(new Set([...peopleIn(text), ...peopleIn(again)]).size).toBe(2 * peopleIn(text).length)
  })

  const peopleIn = (text: Record<string, string>) =>
    (text['people.jsonl'] ?? '')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id)

  test('an owner takes it out by the page, after showing who they are; nobody else finds it; the log says so', { timeout: LONG }, async () => {
    const path = `/organisaties/${whole.board}/meenemen`
    expect([
      (await whole.leader.visitor.get(path)).status,
      (await whole.leader.visitor.post(path, {})).status,
      (await other.owner.visitor.get(path)).status,
      (await app.visitor().get(path)).status,
    ]).toEqual([404, 404, 404, 404])
    expect((await whole.owner.visitor.get(`/organisaties/${whole.board}/logboek`)).text).toContain(path)
    const weak = await app.signedIn({ name: 'Wim Eigenaar', at: [{ organisationId: whole.board, right: 'owner' }] })
    app.clock.advance(31 * 60_000)
    const refused = await weak.visitor.post(path, {})
    expect([refused.status, refused.text.includes('Meld u daarom eerst opnieuw aan')]).toEqual([422, true])
    const { status, headers, bytes } = await whole.owner.visitor.post(path, {})
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, 'application/zip', 'private, no-store'])
    const file = join(cache, `page-${process.pid}.zip`)
    onTestFinished(() => rm(file, { force: true }))
    await writeFile(file, bytes)
    expect((await run(app, 'import', file, '--check')).said).toContain('whole and right; Stichting Wegwijzer')
    const lines = await app.db.rows<{ actor: string }>(
      sql`select actor from audit.entry where verb = 'organisation.exported' and organisation_id = ${whole.board} order by id desc limit 1`,
    )
    expect(lines).toEqual([{ actor: `person:${whole.owner.id}` }])
    await app.db.rows(sql`update organisations.membership set ended_at = now() where person_id = ${weak.id}`)
  })

  describe('a file that someone changed', () => {
    let parts: Record<string, Uint8Array>
    beforeAll(async () => {
      const file = join(cache, `changed-${process.pid}.zip`)
      await run(app, 'export', whole.board, file)
      const zip = await archive(file)
      parts = Object.fromEntries(zip.names.map((name) => [name, zip.read(name) ?? new Uint8Array()]))
      await rm(file)
    }, LONG)

    /** Zipped again with a manifest that fits, unless it is the manifest that is wrong. */
    function forged(change: (parts: Record<string, Uint8Array>) => void, { seal = true } = {}): Uint8Array {
      const all = { ...parts }
      change(all)
      if (seal) {
        const manifest = JSON.parse(new TextDecoder().decode(all[manifestPath])) as { parts: { path: string; bytes: number; sha256: string; rows?: number }[] }
        for (const part of manifest.parts) {
          const bytes = all[part.path] ?? new Uint8Array()
          Object.assign(part, { bytes: bytes.length, sha256: sha256Of(bytes) }, part.rows === undefined ? {} : { rows: bytes.filter((one) => one === 10).length })
        }
        all[manifestPath] = Buffer.from(JSON.stringify(manifest))
      }
      return zipSync(all, { level: 1 })
    }
    const edit = (path: string, from: string | RegExp, to: string) => (all: Record<string, Uint8Array>) => {
      const text = new TextDecoder().decode(all[path])
      const made = text.replace(from, to)
      if (made === text) throw new Error(`nothing was changed in ${path}`)
      all[path] = Buffer.from(made)
    }
    const row = (table: string) => rowsPath({ name: table })

    const refused: [string, () => Uint8Array, string][] = [
      ['is no zip', () => Buffer.from('koers'), 'not a zip'],
      ['was cut off', () => forged(() => {}).subarray(0, -100), 'damaged'],
      ['is of another program', () => zipSync({ mimetype: Buffer.from('x') }), 'not made by Koers'],
      ['has a version to come', () => forged(edit(manifestPath, '"version": 1', '"version": 2'), { seal: false }), 'version 2'],
      ['has another answer than its manifest says', () => forged(edit(row('assessments.answer'), /Eén inlog/g, 'Twee inloggen'), { seal: false }), 'not what was taken out'],
      ['has something that its manifest does not name', () => forged((all) => void (all['files/extra'] = Buffer.from('x')), { seal: false }), 'does not fit its contents'],
      ['lacks a table', () => forged((all) => void delete all[row('plans.action')], { seal: false }), 'does not fit its contents'],
      ['leads out of its folder', () => forged((all) => void (all['../../etc/passwd'] = Buffer.from('x')), { seal: false }), 'damaged'],
      ['has a column more', () => forged(edit(row('plans.action'), '{"id"', '{"extra":1,"id"')), 'not in order'],
      ['has a link that runs', () => forged(edit(row('assessments.answer'), '"evidence_link":""', '"evidence_link":"javascript:alert(1)"')), 'not in order'],
      [
        'has an answer in a round that is not in it',
        () => forged(edit(row('assessments.answer'), /"round_id":"[^"]+"/, '"round_id":"anotherRoundHere"')),
        'points at something that is not in the file',
      ],
      ['has an action of a board that is not in it', () => forged(edit(row('plans.action'), whole.board, other.board)), 'points at something that is not in the file'],
      [
        'has a round twice',
        () =>
          forged(
            (all) =>
              void (all[row('assessments.round')] = Buffer.concat([
                all[row('assessments.round')] ?? new Uint8Array(),
                Buffer.from(new TextDecoder().decode(all[row('assessments.round')]).split('\n')[0] + '\n'),
              ])),
          ),
        'a number twice',
      ],
      ['has another word in what was adopted', () => forged(edit(row('assessments.answer'), /Eén inlog/g, 'Twee inloggen')), 'do not give the hash they were adopted with'],
      [
        'has other questions under a hash of their own choice',
        () =>
          forged((all) => {
            const hash = /"hash":"([^"]+)"/.exec(new TextDecoder().decode(all['editions.jsonl']))?.[1] ?? ''
            for (const path of ['editions.jsonl', row('assessments.round')]) edit(path, new RegExp(hash, 'g'), 'anotherEdition01')(all)
          }),
        'cannot check',
      ],
      [
        'unpacks to more than it may',
        () => {
          const bytes = Buffer.from(forged(() => {}))
          bytes.writeUInt32LE(0x7fffffff, bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24)
          return bytes
        },
        'larger than a file of Koers can be',
      ],
      [
        'has a board that the register here does not know',
        () => forged(edit(row('organisations.organisation'), '"board_number":"41786"', '"board_number":"99999"')),
        'The register of this Koers does not know',
      ],
      [
        'says that a file is something else',
        () =>
          forged((all) => {
            const path = Object.keys(all).find((name) => name.startsWith('files/')) ?? ''
            all[path] = Buffer.from('#!/bin/sh')
          }),
        'not what was taken out',
      ],
    ]
    test('is refused, says why, and leaves nothing behind', { timeout: LONG }, async () => {
      const there = await elsewhere([
        ['Wegwijzer', '41786'],
        ['Zuiderster', '41799'],
      ])
      const board = (await there.services.organisations.verbs.search('41786', { kinds: ['board'] }))[0]?.id ?? ''
      await there.db.rows(sql`update organisations.organisation set parent_id = ${board} where name = 'Het Anker Zuiderster'`)
      const count = async () =>
        there.db.one(
          sql`select (select count(*) from assessments.round) + (select count(*) from platform.file) + (select count(*) from people.person) + (select count(*) from audit.entry) + (select count(*) from instruments.edition) as all`,
        )
      const before = await count()
      const file = join(cache, `forged-${process.pid}.zip`)
      onTestFinished(() => rm(file, { force: true }))
      for (const [what, make, why] of refused) {
        await writeFile(file, make())
        const error = await run(there, 'import', file, '--owner', 'olga.wegwijzer@school.example').catch((thrown: unknown) => thrown)
        expect([what, error instanceof Error && 'code' in error ? error.code : error, String(error)]).toEqual([what, 'transfer-refused', expect.stringContaining(why)])
      }
      expect(await count()).toEqual(before)

      // And what is in order does not go where something is already.
      await writeFile(
        file,
        forged(() => {}),
      )
      const someone = await there.db.tx((tx) => there.services.people.verbs.register(tx, { email: 'iemand@school.example', name: 'Iemand' }))
      await there.db.tx((tx) => there.services.organisations.verbs.grant(tx, { personId: someone.id, organisationId: board, functions: [], right: 'reader', grantedBy: null }))
      await expect(run(there, 'import', file, '--owner', 'olga.wegwijzer@school.example')).rejects.toThrow('1 others belong to this organisation here already')
      await expect(run(app, 'import', file, '--owner', 'olga.wegwijzer@school.example')).rejects.toThrow('holds something of this organisation already')
      expect(await run(there, 'import', file)).toMatchObject({ code: 2 })
    })
  })
})
