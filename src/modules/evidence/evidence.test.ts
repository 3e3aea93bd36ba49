import { expect, test } from 'vitest'
import type { Right } from '#platform/rights'
import { sql } from '#platform/sql'
import { readOds } from '#protocols/ods'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'
import { docx, joined, pdf, text } from '../../../tests/support/files.ts'
import { s3Server } from '../../../tests/support/s3.ts'

const NOW = '2026-03-02T09:00:00.000Z'

type Stage = { app: TestApp; board: string; school: string; other: string; at: (right: Right, organisationId?: string) => Promise<SignedIn> }

async function stage(clock: string = NOW, settings?: Record<string, string>): Promise<Stage> {
  const app = await testApp({ clock, ...(settings ? { settings } : {}) })
  const { createDemo } = app.services.organisations.verbs
  const here = await app.db.tx((tx) =>
    createDemo({ name: 'Stichting De Wegwijzer', place: 'Zwolle', sector: 'po', schools: [{ name: 'De Regenboog', place: 'Zwolle', pupils: 200 }] }, tx),
  )
  const other = await app.db.tx((tx) => createDemo({ name: 'Stichting Elders', place: 'Goes', sector: 'po', schools: [] }, tx))
  const at = (right: Right, organisationId = here.board) => app.signedIn({ at: [{ organisationId, right }] })
  return { app, board: here.board, school: here.schools[0] ?? '', other: other.board, at }
}

const list = (organisation: string) => `/organisaties/${organisation}/bewijs`
const usual = { id: '', title: 'Beleid informatiebeveiliging', link: 'https://intranet.example/beleid', conditions: ['4.1', '4.3'], remindBefore: '30' }
type Fields = Record<string, string | readonly string[]>

function form(fields: Fields, file?: { name: string; bytes: Uint8Array<ArrayBuffer> }): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
  if (file) data.append('file', new File([file.bytes], file.name))
  return data
}
const add = (who: Pick<SignedIn, 'visitor'>, organisation: string, fields: Fields = {}, file?: { name: string; bytes: Uint8Array<ArrayBuffer> }) =>
  who.visitor.post(`${list(organisation)}/nieuw`, form({ ...usual, ...(file ? { link: '' } : {}), ...fields }, file))
async function added(who: Pick<SignedIn, 'visitor'>, organisation: string, fields: Fields = {}, file?: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<string> {
  const { location, text: page, status } = await add(who, organisation, fields, file)
  if (!location) throw new Error(`${status}: ${page.replaceAll(/<[^>]+>/g, ' ').slice(0, 2000)}`)
  return location
}
const lines = (app: TestApp) =>
  app.db.rows<{ verb: string; actor: string; subject: string }>(sql`select verb, actor, subject from audit.entry where verb like 'evidence.%' order by at, id limit 100`)
const count = async (app: TestApp) =>
  (await app.db.one<{ pieces: number; files: number }>(sql`select (select count(*) from evidence.piece) as pieces, (select count(*) from platform.file) as files`)) ?? {}

test('a file becomes evidence by several conditions, gets a new revision, and every revision stays to download', async () => {
  const { app, board, at } = await stage()
  const { visitor, id } = await at('editor')
  const path = await added(
    { visitor },
    board,
    { validUntil: '2027-01-01', owner: `person:${id}`, description: 'Vastgesteld\nin mei' },
    { name: 'Beleid één.pdf', bytes: pdf('een') },
  )
  const page = await visitor.get(path)
  expect(page.text).toMatch(/Geldig<[\s\S]*4\.1 [\s\S]*4\.3 [\s\S]*1 januari 2027[\s\S]*Vastgesteld\nin mei[\s\S]*Beleid één\.pdf/)
  await visitor.follow(visitor.post(`${path}/versies`, form({ version: '1', link: 'https://intranet.example/nieuw' })))
  expect(visitor.page.text).toMatch(/Versie 2 \(nieuwste\)[\s\S]*https:\/\/intranet\.example\/nieuw[\s\S]*Versie 1[\s\S]*Beleid één\.pdf/)
  const file = await visitor.get(`${path}/versies/1`)
  expect(Buffer.from(file.bytes).equals(Buffer.from(pdf('een')))).toBe(true)
  expect(
    Object.fromEntries(['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy', 'cache-control'].map((name) => [name, file.headers.get(name)])),
  ).toEqual({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="Beleid een.pdf"; filename*=UTF-8''Beleid%20%C3%A9%C3%A9n.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'private, no-store',
  })
  expect((await visitor.get(`${path}/versies/2`)).status).toBe(404)
  expect((await lines(app)).map(({ verb, actor, subject }) => [verb, actor, subject])).toEqual([
    ['evidence.added', `person:${id}`, path.slice(-16)],
    ['evidence.revised', `person:${id}`, path.slice(-16)],
  ])
})

test.each<[Right | 'none' | 'elsewhere', Record<string, number>]>([
  ['none', { list: 404, piece: 404, file: 404, new: 404, add: 404, revise: 404, change: 404, withdraw: 404, restore: 404, table: 404 }],
  ['elsewhere', { list: 404, piece: 404, file: 404, new: 404, add: 404, revise: 404, change: 404, withdraw: 404, restore: 404, table: 404 }],
  ['reader', { list: 200, piece: 404, file: 404, new: 404, add: 404, revise: 404, change: 404, withdraw: 404, restore: 404, table: 404 }],
  ['contributor', { list: 200, piece: 200, file: 200, new: 200, add: 303, revise: 303, change: 404, withdraw: 404, restore: 404, table: 200 }],
  ['editor', { list: 200, piece: 200, file: 200, new: 200, add: 303, revise: 303, change: 200, withdraw: 303, restore: 303, table: 200 }],
])('%s: each address answers as the rights say', async (right, expected) => {
  const { board, other, at, app } = await stage()
  const path = await added(await at('editor'), board, {}, { name: 'geheim.pdf', bytes: pdf() })
  const who = right === 'none' ? await app.signedIn() : right === 'elsewhere' ? await at('owner', other) : await at(right)
  const { visitor } = who
  const status = async (answer: Promise<{ status: number }>) => (await answer).status
  const shown = await visitor.get(list(board))
  expect(shown.text.includes('Beleid informatiebeveiliging')).toBe(expected['list'] === 200)
  expect(shown.text.includes(path)).toBe(expected['piece'] === 200)
  expect({
    list: shown.status,
    piece: await status(visitor.get(path)),
    file: await status(visitor.get(`${path}/versies/1`)),
    new: await status(visitor.get(`${list(board)}/nieuw`)),
    add: await status(add(who, board)),
    revise: await status(visitor.post(`${path}/versies`, form({ version: '1', link: 'https://b.example' }))),
    change: await status(visitor.get(`${path}/wijzigen`)),
    withdraw: await status(visitor.post(`${path}/intrekken`, {})),
    restore: await status(visitor.post(`${path}/terugzetten`, {})),
    table: await status(visitor.get(`${list(board)}/lijst.csv`)),
  }).toEqual(expected)
})

test("an id of one board opens nothing at another, also for who owns that one; the form cannot take over another's id", async () => {
  const { board, other, at, app } = await stage()
  const path = await added(await at('editor'), board)
  const id = path.slice(-16)
  const stranger = await at('owner', other)
  expect((await stranger.visitor.get(`${list(other)}/${id}`)).status).toBe(404)
  expect((await stranger.visitor.post(`${list(other)}/${id}/versies`, form({ version: '1', link: 'https://b.example' }))).status).toBe(404)
  expect((await add(stranger, other, { id })).status).toBe(404)
  expect((await stranger.visitor.post(`${list(other)}/${id}/intrekken`, {})).status).toBe(404)
  expect(await count(app)).toMatchObject({ pieces: 1 })
})

test('the evidence of a board counts for its schools; who works at the school sees it there but cannot open it', async () => {
  const { app, board, school, at } = await stage()
  const ofBoard = await added(await at('editor'), board)
  const teacher = await at('contributor', school)
  await added(teacher, school, { title: 'Afspraken van de school', conditions: ['4.3'], validUntil: '2026-03-01' })
  const page = await teacher.visitor.get(list(school))
  expect(page.text).toMatch(/Beleid informatiebeveiliging<\/bdi>[\s\S]*van uw bestuur/)
  expect(page.text).not.toContain(ofBoard)
  expect((await teacher.visitor.get(ofBoard)).status).toBe(404)
  const { forCondition, underpinned } = app.services.evidence.verbs
  expect(await forCondition(school, '4.3')).toEqual([
    { id: expect.any(String), title: 'Afspraken van de school', state: 'expired' },
    { id: ofBoard.slice(-16), title: 'Beleid informatiebeveiliging', state: 'valid' },
  ])
  expect([await forCondition(school, '4.3', []), await forCondition(board, '4.2')]).toMatchObject([[{ title: 'Afspraken van de school' }], []])
  expect(await underpinned([school, board])).toEqual(
    new Map([
      [school, new Set(['4.1', '4.3'])],
      [board, new Set(['4.1', '4.3'])],
    ]),
  )
  await (await at('editor')).visitor.post(`${ofBoard}/intrekken`, {})
  expect(await underpinned([school, board])).toEqual(
    new Map([
      [school, new Set()],
      [board, new Set()],
    ]),
  )
})

test.each<[string, { name: string; bytes: Uint8Array<ArrayBuffer> }, string]>([
  ['a program called .pdf', { name: 'beleid.pdf', bytes: text('MZ\u0000\u0001') }, 'Dit soort bestand nemen wij niet aan'],
  ['an empty file', { name: 'leeg.pdf', bytes: new Uint8Array() }, 'Dit bestand is leeg'],
  ['a document with macros', { name: 'beleid.docx', bytes: docx({ 'word/vbaProject.bin': 'x' }) }, 'Dit soort bestand nemen wij niet aan'],
  ['more than 10 MB', { name: 'groot.pdf', bytes: joined(pdf(), new Uint8Array(10 * 1024 * 1024)) }, 'te groot: maximaal 10 MB'],
])('%s is refused beside its field, with what was typed, and nothing is kept', async (_, file, words) => {
  const { app, board, at } = await stage()
  const answer = await add(await at('contributor'), board, { title: 'Getypt' }, file)
  expect(answer.status).toBe(422)
  expect(answer.title).toMatch(/^Fout: /)
  expect(answer.text).toContain(words)
  expect(answer.text).toContain('value="Getypt"')
  expect(await count(app)).toEqual({ pieces: 0, files: 0 })
})

test.each<[string, Fields, string]>([
  ['no title', { title: ' ' }, 'Geef het bewijs een naam'],
  ['no condition', { conditions: [] }, 'Kies bij welke voorwaarde'],
  ['a condition that does not exist', { conditions: ['9.99'] }, 'bestaat niet'],
  ['neither link nor file', { link: '' }, 'Geef een link of kies een bestand'],
  ['a link that is a script', { link: 'javascript:alert(1)' }, 'Een link begint met'],
  ['a link with a password', { link: 'https://jan:geheim@intranet.example/' }, 'gebruikersnaam of wachtwoord'],
  ['a day that does not exist', { validUntil: '2026-02-31' }, 'Vul een dag in'],
  ['an owner made up', { owner: 'function:king' }, 'Kies een eigenaar'],
  ['an owner from elsewhere', { owner: 'person:00000000-0000-4000-8000-000000000009' }, 'Kies een eigenaar'],
  ['a reminder of a thousand days', { remindBefore: '1000' }, 'van 0 tot en met 365'],
])('%s is refused', async (_, fields, words) => {
  const { app, board, at } = await stage()
  const answer = await add(await at('contributor'), board, fields)
  expect([answer.status, answer.text.includes(words)]).toEqual([422, true])
  expect(await count(app)).toMatchObject({ pieces: 0 })
})

test('the form offers who works here as the owner, and no reader or stranger', async () => {
  const { board, school, other, app } = await stage()
  const someone = (name: string, right: Right, organisationId: string) => app.signedIn({ name, at: [{ organisationId, right }] })
  const teacher = await someone('Tamar van de School', 'contributor', school)
  await Promise.all([someone('Bob van het Bestuur', 'editor', board), someone('Lea die Leest', 'reader', board), someone('Els van Elders', 'owner', other)])
  const { text: page } = await teacher.visitor.get(`${list(school)}/nieuw`)
  expect(['Tamar van de School (uzelf)', 'Bob van het Bestuur', 'Lea die Leest', 'Els van Elders'].map((name) => page.includes(name))).toEqual([true, true, false, false])
})

test('all mistakes are named at once, in the order of the page', async () => {
  const { board, at } = await stage()
  const { text: page } = await add(await at('contributor'), board, { title: '', link: '', conditions: [], validUntil: 'ooit' })
  expect([...page.matchAll(/href="#(\w+)"/g)].map(([, field]) => field).filter((field) => field !== 'main' && field !== 'inhoud')).toEqual([
    'title',
    'link',
    'conditions',
    'validUntil',
  ])
})

test('with a mistake elsewhere one is told to choose the file again', async () => {
  const { board, at } = await stage()
  expect((await add(await at('contributor'), board, { title: '' }, { name: 'a.pdf', bytes: pdf() })).text).toContain('Kies uw bestand opnieuw')
})

test('the same form sent twice, also at once, is one piece with one file', async () => {
  const { app, board, at } = await stage()
  const who = await at('contributor')
  const twice = () => add(who, board, { id: 'ditIsEenIdVan16x' }, { name: 'a.pdf', bytes: pdf() })
  const answers = await Promise.all([twice(), twice()])
  expect([...answers, await twice()].map(({ location }) => location)).toEqual(Array.from({ length: 3 }, () => `${list(board)}/ditIsEenIdVan16x`))
  expect(await count(app)).toEqual({ pieces: 1, files: 1 })
})

test('of two people who revise at once one is kept, the other sees it and is asked again; the same twice is once', async () => {
  const { app, board, at } = await stage()
  const [one, two] = [await at('contributor'), await at('contributor')]
  const path = await added(one, board)
  const revise = (who: SignedIn, words: string) => who.visitor.post(`${path}/versies`, form({ version: '1' }, { name: 'a.pdf', bytes: pdf(words) }))
  const answers = await Promise.all([revise(one, 'een'), revise(two, 'twee')])
  expect(answers.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([303, 409])
  expect(answers.find(({ status }) => status === 409)?.text).toMatch(/intussen gewijzigd[\s\S]*name="version" value="2"/)
  expect((await revise(one, answers[0].status === 303 ? 'een' : 'twee')).status).toBe(303)
  expect(await count(app)).toEqual({ pieces: 1, files: 1 })
})

test('of two people who change it at once the second sees that, with what they typed, and can still decide', async () => {
  const { board, at } = await stage()
  const { visitor } = await at('editor')
  const path = await added({ visitor }, board)
  const change = (version: string, title: string) => visitor.post(`${path}/wijzigen`, { ...usual, version, title })
  expect((await change('1', 'Eerste')).status).toBe(303)
  const second = await change('1', 'Tweede')
  expect([second.status, second.text.includes('value="Tweede"')]).toEqual([409, true])
  await visitor.follow(visitor.submit({}, `${path}/wijzigen`))
  expect(visitor.page.text).toContain('<bdi>Tweede</bdi>')
})

test('what was withdrawn stays to look at, changes no more, and is listed only when asked for', async () => {
  const { app, board, at } = await stage()
  const { visitor } = await at('editor')
  const path = await added({ visitor }, board, {}, { name: 'a.pdf', bytes: pdf() })
  await visitor.get(`${path}/intrekken`)
  await visitor.follow(visitor.submit({}))
  expect(visitor.page.text).toMatch(/Ingetrokken op 2 maart 2026/)
  await visitor.post(`${path}/intrekken`, {})
  await visitor.post(`${path}/versies`, form({ version: '2', link: 'https://b.example' }))
  await visitor.post(`${path}/wijzigen`, { ...usual, version: '2', title: 'Anders' })
  expect((await lines(app)).map(({ verb }) => verb)).toEqual(['evidence.added', 'evidence.withdrawn'])
  expect((await visitor.get(`${path}/versies/1`)).status).toBe(200)
  expect((await visitor.get(list(board))).text).not.toContain(path)
  expect((await visitor.get(`${list(board)}?stand=withdrawn`)).text).toContain(path)
})

test('a withdrawal is undone once: it counts again, can be changed again, and an expired one comes back expired', async () => {
  const { app, board, at } = await stage()
  const { visitor } = await at('editor')
  const path = await added({ visitor }, board, { validUntil: '2026-03-05' })
  const counts = async () => [...((await app.services.evidence.verbs.underpinned([board])).get(board) ?? [])]
  await visitor.post(`${path}/intrekken`, {})
  expect(await counts()).toEqual([])
  await visitor.get(path)
  await visitor.follow(visitor.submit({}, `${path}/terugzetten`))
  await visitor.post(`${path}/terugzetten`, {})
  expect(visitor.page.text).not.toContain('Ingetrokken op')
  expect(await counts()).toEqual(['4.1', '4.3'])
  expect((await visitor.post(`${path}/versies`, form({ version: '3', link: 'https://b.example' }))).status).toBe(303)
  await visitor.post(`${path}/intrekken`, {})
  app.clock.set('2026-03-06T08:00:00Z')
  await visitor.post(`${path}/terugzetten`, {})
  expect((await visitor.get(path)).text).toContain('Dit bewijs is verlopen')
  expect(await counts()).toEqual([])
  expect((await lines(app)).map(({ verb }) => verb)).toEqual(['added', 'withdrawn', 'restored', 'revised', 'withdrawn', 'restored'].map((verb) => `evidence.${verb}`))
})

test('the letter before evidence expires says the day as its reader says it', async () => {
  const { app, board, at } = await stage('2026-03-20T09:00:00Z')
  const [dutch, english] = [await at('contributor'), await at('editor')]
  await app.services.people.verbs.setLanguage(app.db, [english.id], 'en')
  for (const { id } of [dutch, english]) await added(dutch, board, { title: 'Beleid', owner: `person:${id}`, validUntil: '2026-04-27' })
  for (const moment of ['2026-03-29T04:35:00Z', '2026-03-29T05:05:00Z']) {
    app.clock.set(moment)
    await app.runJobs()
  }
  const letters = await app.db.rows<{ text: string }>(sql`select text from platform.mail order by recipient limit 10`)
  expect(letters.map(({ text }) => /Beleid\.|27 \w+ 2026/g[Symbol.match](text))).toEqual(
    expect.arrayContaining([
      ['27 april 2026', 'Beleid.'],
      ['27 April 2026', 'Beleid.'],
    ]),
  )
})

test('evidence is valid through its last day and expired from midnight in Amsterdam on', async () => {
  const { app, board, at } = await stage()
  const { actor, visitor } = await at('contributor')
  await added({ visitor }, board, { validUntil: '2026-07-01', remindBefore: '10' })
  const stateAt = async (moment: string) => {
    app.clock.set(moment)
    return (await app.services.evidence.verbs.list(actor, board, { condition: undefined, state: undefined })).items[0]?.state
  }
  expect(await stateAt('2026-06-20T21:59:59Z')).toBe('valid')
  expect(await stateAt('2026-06-20T22:00:00Z')).toBe('expiring')
  expect(await stateAt('2026-07-01T21:59:59Z')).toBe('expiring')
  expect(await stateAt('2026-07-01T22:00:00Z')).toBe('expired')
})

test('the list can be narrowed, goes by pages, and a page or a choice that does not exist is no mistake', async () => {
  const { app, board, at } = await stage()
  const { visitor } = await at('contributor')
  expect((await visitor.get(list(board))).text).toContain('Er is nog geen bewijs')
  for (let number = 0; number < 27; number++) await added({ visitor }, board, { title: `Stuk ${String(number).padStart(2, '0')}`, conditions: [number === 3 ? '1.1' : '4.3'] })
  app.clock.advance(60_000)
  expect((await visitor.get(list(board))).text).toMatch(/27 bewijzen[\s\S]*Stuk 24[\s\S]*Pagina 1 van 2/)
  expect((await visitor.get(`${list(board)}?pagina=2`)).text).toMatch(/Stuk 25[\s\S]*Stuk 26/)
  expect((await visitor.get(`${list(board)}?pagina=99`)).text).toContain('Stuk 26')
  expect((await visitor.get(`${list(board)}?voorwaarde=1.1`)).text).toMatch(/1 bewijs<[\s\S]*Stuk 03/)
  expect((await visitor.get(`${list(board)}?voorwaarde=2.1`)).text).toContain('Bij deze keuze hoort geen bewijs')
  expect((await visitor.get(`${list(board)}?voorwaarde=%27or&stand=x&pagina=-1`)).text).toContain('27 bewijzen')
})

test('one reminder for each last day, from half past six in the Dutch morning on both sides of summer time', async () => {
  const { app, board, at } = await stage('2026-03-20T09:00:00Z')
  const owner = await at('contributor')
  const editor = await at('editor')
  const coach = await app.signedIn({ at: [{ organisationId: board, right: 'contributor', functions: ['i-coach'] }] })
  await added(editor, board, { title: 'Voor de i-coach', owner: 'function:i-coach', validUntil: '2026-06-01', remindBefore: '30' })
  await added(editor, board, { title: 'Voor de eigenaar', owner: `person:${owner.id}`, validUntil: '2026-04-27' })
  const path = await added(editor, board, { title: 'Van wie het toevoegde', owner: 'function:teacher', validUntil: '2026-04-28', remindBefore: '30' })
  const told = async (moment: string) => {
    app.clock.set(moment)
    await app.runJobs()
    return app.db.rows<{ who: string; kind: string; evidence: string }>(sql`
      select person_id as who, kind, params->>'evidence' as evidence from notifications.notification where kind like 'evidence-%' order by created_at, id limit 10`)
  }
  const first = { who: owner.id, kind: 'evidence-expires', evidence: 'Voor de eigenaar' }
  const second = { who: editor.id, kind: 'evidence-expires', evidence: 'Van wie het toevoegde' }
  expect(await told('2026-03-28T05:29:00Z')).toEqual([]) // 06:29, winter
  expect(await told('2026-03-28T05:35:00Z')).toEqual([first])
  expect(await told('2026-03-29T04:29:00Z')).toEqual([first]) // 06:29, summer
  expect(await told('2026-03-29T04:35:00Z')).toEqual([first, second])
  expect(await told('2026-03-30T04:35:00Z')).toEqual([first, second])
  expect(await app.db.rows(sql`select about from notifications.notification where person_id = ${editor.id} limit 10`)).toEqual([{ about: path }])
  await editor.visitor.post(`${path}/wijzigen`, { ...usual, version: '1', validUntil: '2026-05-05' })
  expect(await told('2026-04-05T05:10:00Z')).toHaveLength(3)
  expect((await told('2026-05-02T05:10:00Z')).at(-1)).toEqual({ who: coach.id, kind: 'evidence-expires', evidence: 'Voor de i-coach' })
})

test('who has left hears nothing, and then whoever brought the newest revision does', async () => {
  const { app, board, at } = await stage()
  const [owner, editor] = [await at('contributor'), await at('editor')]
  await added(editor, board, { owner: `person:${owner.id}`, validUntil: '2026-02-01' })
  await app.db.rows(sql`update organisations.membership set ended_at = ${app.clock.now()} where person_id = ${owner.id}`)
  app.clock.set('2026-03-03T08:00:00Z')
  await app.runJobs()
  expect(await app.db.rows(sql`select person_id as who, kind from notifications.notification where kind like 'evidence-%' limit 10`)).toEqual([
    { who: editor.id, kind: 'evidence-expired' },
  ])
})

test('the list as a table and a spreadsheet holds texts and no formula', async () => {
  const { board, at } = await stage()
  const { visitor } = await at('contributor')
  await added({ visitor }, board, { title: '=HYPERLINK("http://kwaad.example";"klik")', validUntil: '2027-01-01' })
  expect((await visitor.get(`${list(board)}/lijst.csv`)).text).toContain(`"'=HYPERLINK(""http://kwaad.example"";""klik"")";link;Geldig;4.1, 4.3;2027-01-01;`)
  const read = readOds((await visitor.get(`${list(board)}/lijst.ods`)).bytes)
  expect(read.ok && read.book.sheets[0]?.rows[1]?.slice(0, 5)).toEqual(['=HYPERLINK("http://kwaad.example";"klik")', 'link', 'Geldig', '4.1, 4.3', '2027-01-01'])
})

test('a person can have what is kept about them and be forgotten; the evidence stays', async () => {
  const { app, board, at } = await stage()
  const who = await at('editor')
  const path = await added(who, board, { owner: `person:${who.id}` })
  const { keeper } = app.services.evidence
  expect(await keeper?.personalData(who.id)).toMatchObject({ evidence: [{ what: 'added' }, { what: 'owner of' }, { what: 'revision 1' }] })
  await app.db.tx(async (tx) => keeper?.erase(tx, who.id))
  expect(await keeper?.personalData(who.id)).toEqual({ evidence: [] })
  expect((await (await at('contributor')).visitor.get(path)).text).toMatch(/niemand aangewezen[\s\S]*Toegevoegd door iemand die hier niet meer werkt/)
})

test('while the store of files is away a file is refused with words, a download says when to try again, and nothing is half', async () => {
  const s3 = await s3Server({ now: () => new Date(NOW) })
  const { app, board, at } = await stage(NOW, s3.settings)
  const who = await at('contributor')
  const file = { name: 'a.pdf', bytes: pdf() }
  const path = await added(who, board, {}, file)
  expect([(await who.visitor.get(`${path}/versies/1`)).status, s3.objects.size]).toEqual([200, 1])
  s3.down = true
  const refused = await add(who, board, {}, { name: 'b.pdf', bytes: pdf('b') })
  expect([refused.status, refused.text.includes('Wij kunnen nu geen bestanden bewaren')]).toEqual([422, true])
  expect((await who.visitor.post(`${path}/versies`, form({ version: '1', link: '' }, { name: 'b.pdf', bytes: pdf('b') }))).status).toBe(422)
  const away = await who.visitor.get(`${path}/versies/1`)
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '60'])
  expect(await count(app)).toEqual({ pieces: 1, files: 1 })
})

test('only the addresses for files take more than a form', async () => {
  const { app, board, at } = await stage()
  const { cookie } = await at('contributor')
  const status = async (path: string) =>
    (
      await app.fetch(path, {
        method: 'POST',
        body: 'x',
        headers: { cookie: `${cookie.name}=${cookie.value}`, 'content-length': String(9 * 1024 * 1024), 'content-type': 'text/plain' },
      })
    ).status
  expect(await Promise.all([`${list(board)}/nieuw`, `${list(board)}/ditIsEenIdVan16x/versies`, `${list(board)}/ditIsEenIdVan16x/wijzigen`, '/metingen'].map(status))).toEqual([
    415, 404, 413, 413,
  ])
})

test('an address whose organisation is no id is not there, and never becomes the way to another page', async () => {
  const { at } = await stage()
  const owner = await at('owner')
  for (const organisation of ['1%2F1%0A%22%3E', 'x', '%2F%2Felders.example'])
    expect([organisation, (await owner.visitor.get(`/organisaties/${organisation}/bewijs/${'a'.repeat(16)}/versies`)).status]).toEqual([organisation, 404])
})
