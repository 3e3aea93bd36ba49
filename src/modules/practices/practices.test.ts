import { expect, test } from 'vitest'
import type { Right } from '#platform/rights'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'

type Stage = { app: TestApp; board: string; other: string; at: (right: Right, organisationId?: string) => Promise<SignedIn>; administrator: SignedIn }

async function stage(): Promise<Stage> {
  const app = await testApp({ clock: '2026-03-02T09:00:00.000Z' })
  const demo = (name: string) => app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name, place: 'Zwolle', sector: 'po', schools: [] }, tx))
  const [{ board }, { board: other }] = [await demo('Stichting De Wegwijzer'), await demo('Stichting Elders')]
  const administrator = await app.signedIn({ name: 'Beheerder', strong: true })
  await app.db.rows(sql`update people.person set administrator = true where id = ${administrator.id}`)
  return { app, board, other, administrator, at: (right, organisationId = board) => app.signedIn({ at: [{ organisationId, right }] }) }
}

const list = (organisation: string) => `/organisaties/${organisation}/praktijken`
const usual = {
  title: 'Alle overeenkomsten in één register',
  conditionId: '4.3',
  level: '3',
  situation: 'Elke school sloot zelf verwerkersovereenkomsten af.',
  approach: 'Eén medewerker maakte een lijst van leveranciers.\n\nDaarna liepen wij die met de scholen na.',
  result: 'Van elke leverancier is de overeenkomst te vinden.',
  contactFunction: 'IBP-verantwoordelijke',
  contactMail: 'ibp@wegwijzer.example',
}
type Fields = Record<string, string>
const write = (who: Pick<SignedIn, 'visitor'>, organisation: string, fields: Fields = {}) => who.visitor.post(`${list(organisation)}/nieuw`, { ...usual, do: 'submit', ...fields })
async function written(who: Pick<SignedIn, 'visitor'>, organisation: string, fields: Fields = {}): Promise<string> {
  const { location, text, status } = await write(who, organisation, fields)
  if (!location) throw new Error(`${status}: ${text.replaceAll(/<[^>]+>/g, ' ').slice(0, 2000)}`)
  return location.slice(-16)
}
const publish = ({ visitor }: SignedIn, id: string, version = '2') => visitor.post(`/beheer/praktijken/${id}/publiceren`, { version })
const lines = (app: TestApp) => app.db.rows<{ verb: string }>(sql`select verb from audit.entry where verb like 'practice.%' order by at, id limit 100`)

test('a practice goes by a reader: returned with a reason, mended, published, offered one level below on exactly that condition', async () => {
  const { app, board, at, administrator } = await stage()
  const { visitor } = await at('contributor')
  const id = await written({ visitor }, board)
  const { offeredFor } = app.services.practices.verbs
  expect((await visitor.get('/praktijken')).text).toContain('Er is nog geen goede praktijk gepubliceerd')
  expect((await visitor.get(`/praktijken/${id}`)).status).toBe(404)
  expect((await administrator.visitor.get('/beheer/praktijken')).text).toMatch(/1 praktijk wacht[\s\S]*Stichting De Wegwijzer/)
  expect((await administrator.visitor.post(`/beheer/praktijken/${id}/terugsturen`, { version: '2', reason: ' ' })).status).toBe(422)
  await administrator.visitor.post(`/beheer/praktijken/${id}/terugsturen`, { version: '2', reason: 'Hoeveel tijd kostte het?' })
  expect((await visitor.get(`${list(board)}/${id}`)).text).toMatch(/Teruggestuurd[\s\S]*Hoeveel tijd kostte het\?/)
  await visitor.get(`${list(board)}/${id}/wijzigen`)
  await visitor.follow(visitor.post(`${list(board)}/${id}/wijzigen`, { ...usual, version: '3', do: 'submit', approach: 'In tien dagdelen.' }))
  expect(visitor.page.text).toContain('Ter beoordeling')
  expect(await offeredFor('4.3', 2, 'po')).toEqual([])
  expect((await publish(administrator, id, '5')).location).toBe('/beheer/praktijken')
  expect(await offeredFor('4.3', 2, 'vo')).toEqual([{ id, title: usual.title, organisationName: 'Stichting De Wegwijzer' }])
  for (const [condition, level] of [
    ['4.3', 1],
    ['4.3', 3],
    ['4.3', 4],
    ['4.1', 2],
  ] as const)
    expect(await offeredFor(condition, level, 'po')).toEqual([])
  expect((await lines(app)).map(({ verb }) => verb)).toEqual([
    'practice.written',
    'practice.submitted',
    'practice.returned',
    'practice.changed',
    'practice.submitted',
    'practice.published',
  ])
})

test('beside the question stands what others did, for who stands one level below and for nobody else', async () => {
  const { app, board, at, administrator } = await stage()
  await publish(administrator, await written(await at('contributor'), board))
  const visitor = app.visitor()
  await visitor.follow(visitor.post('/metingen', {}))
  const round = /\/metingen\/([\w-]{16})/.exec(visitor.page.text)?.[1] ?? ''
  const question = `/metingen/${round}/4.3`
  const shown = async () => (await visitor.get(question)).text.includes('Zo kwamen anderen een niveau verder')
  expect(await shown()).toBe(false)
  await visitor.post(question, { version: '0', answer: '2' })
  expect(await shown()).toBe(true)
  await visitor.post(question, { version: '1', answer: '3' })
  expect(await shown()).toBe(false)
})

test('without an account one reads it all but whom to ask; who is signed in sees that too', async () => {
  const { app, board, at, administrator } = await stage()
  const id = await written(await at('contributor'), board)
  await publish(administrator, id)
  const page = await app.visitor().get(`/praktijken/${id}`)
  expect(page.text).toMatch(/De aanpak[\s\S]*Daarna liepen wij/)
  expect([page.text.includes('ibp@wegwijzer.example'), page.text.includes('IBP-verantwoordelijke'), page.text.includes('Meld u aan')]).toEqual([false, false, true])
  expect((await (await app.signedIn()).visitor.get(`/praktijken/${id}`)).text).toContain('mailto:ibp@wegwijzer.example')
  expect(await (await app.fetch('/api/practices/v1/practices')).text()).not.toContain('ibp@')
})

test.each<[Right | 'none' | 'elsewhere', Record<string, number>]>([
  ['none', { list: 404, new: 404, write: 404, view: 404, change: 404, submit: 404, withdraw: 404 }],
  ['elsewhere', { list: 404, new: 404, write: 404, view: 404, change: 404, submit: 404, withdraw: 404 }],
  ['reader', { list: 404, new: 404, write: 404, view: 404, change: 404, submit: 404, withdraw: 404 }],
  ['contributor', { list: 200, new: 200, write: 303, view: 200, change: 404, submit: 404, withdraw: 404 }],
  ['editor', { list: 200, new: 200, write: 303, view: 200, change: 200, submit: 303, withdraw: 303 }],
])('%s: each address of what a colleague wrote answers as the rights say', async (right, expected) => {
  const { app, board, other, at } = await stage()
  const id = await written(await at('contributor'), board, { do: '' })
  const who = right === 'none' ? await app.signedIn() : await at(right === 'elsewhere' ? 'owner' : right, right === 'elsewhere' ? other : board)
  const { visitor } = who
  const status = async (answer: Promise<{ status: number }>) => (await answer).status
  expect({
    list: await status(visitor.get(list(board))),
    new: await status(visitor.get(`${list(board)}/nieuw`)),
    write: await status(write(who, board)),
    view: await status(visitor.get(`${list(board)}/${id}`)),
    change: await status(visitor.get(`${list(board)}/${id}/wijzigen`)),
    submit: await status(visitor.post(`${list(board)}/${id}/insturen`, {})),
    withdraw: await status(visitor.post(`${list(board)}/${id}/intrekken`, {})),
  }).toEqual(expected)
  expect((await visitor.get('/beheer/praktijken')).status).toBe(404)
  expect((await visitor.post(`/beheer/praktijken/${id}/publiceren`, { version: '1' })).status).toBe(404)
})

test('an id of one organisation opens and takes nothing at another, also for who owns that one', async () => {
  const { board, other, at } = await stage()
  const id = await written(await at('contributor'), board)
  const stranger = await at('owner', other)
  expect((await stranger.visitor.get(`${list(other)}/${id}`)).status).toBe(404)
  expect((await stranger.visitor.post(`${list(other)}/${id}/intrekken`, {})).status).toBe(404)
  expect((await write(stranger, other, { id })).status).toBe(404)
})

test('a reader cannot publish what changed since they read it, nor what was withdrawn, nor a draft', async () => {
  const { app, board, at, administrator } = await stage()
  const writer = await at('contributor')
  const id = await written(writer, board)
  await writer.visitor.post(`${list(board)}/${id}/intrekken`, {})
  expect((await publish(administrator, id)).location).toContain('intussen=ja')
  await writer.visitor.post(`${list(board)}/${id}/wijzigen`, { ...usual, version: '3', title: 'Een andere', do: 'submit' })
  expect((await publish(administrator, id)).location).toContain('intussen=ja')
  expect((await app.visitor().get(`/praktijken/${id}`)).status).toBe(404)
  const draft = await written(writer, board, { do: '' })
  expect((await administrator.visitor.get(`/beheer/praktijken/${draft}`)).status).toBe(404)
  expect((await publish(administrator, draft, '1')).location).toContain('intussen=ja')
})

test('what was withdrawn is gone for others at once; what is published is not changed in place', async () => {
  const { app, board, at, administrator } = await stage()
  const { visitor } = await at('contributor')
  const id = await written({ visitor }, board)
  await publish(administrator, id)
  expect((await visitor.post(`${list(board)}/${id}/wijzigen`, { ...usual, version: '3', title: 'Reclame' })).location).toContain('stand=gewijzigd')
  expect((await app.visitor().get(`/praktijken/${id}`)).text).not.toContain('Reclame')
  await visitor.post(`${list(board)}/${id}/intrekken`, {})
  await visitor.post(`${list(board)}/${id}/intrekken`, {})
  expect((await app.visitor().get(`/praktijken/${id}`)).status).toBe(404)
  expect((await lines(app)).filter(({ verb }) => verb === 'practice.withdrawn')).toHaveLength(1)
})

test('of two who change it at once the second sees that with what they typed; the same form twice is one practice', async () => {
  const { app, board, at } = await stage()
  const { visitor } = await at('editor')
  const id = 'ditIsEenIdVan16x'
  const [one, two] = await Promise.all([write({ visitor }, board, { id, do: '' }), write({ visitor }, board, { id, do: '' })])
  expect([one.location, two.location]).toEqual([`${list(board)}/${id}`, `${list(board)}/${id}`])
  expect((await lines(app)).map(({ verb }) => verb)).toEqual(['practice.written'])
  const change = (title: string) => visitor.post(`${list(board)}/${id}/wijzigen`, { ...usual, version: '1', title })
  expect((await change('Eerste')).status).toBe(303)
  const second = await change('Tweede')
  expect([second.status, second.text.includes('value="Tweede"'), second.text.includes('name="version" value="2"')]).toEqual([409, true, true])
})

test.each<[string, Fields, string]>([
  ['no title', { title: ' ' }, 'Geef de praktijk een titel'],
  ['a condition that does not exist', { conditionId: '9.99' }, 'Kies een voorwaarde'],
  ['a level nobody is below of', { level: '1' }, 'Kies een niveau'],
  ['no level', { level: '' }, 'Kies naar welk niveau'],
  ['no approach', { approach: '\n' }, 'Beschrijf wat u hebt gedaan'],
  ['no contact', { contactMail: '' }, 'Vul een e-mailadres in'],
  ['an address that is none', { contactMail: 'javascript:alert(1)' }, 'zoals ict@school.nl'],
  ['a story that is too long', { approach: 'x'.repeat(1501) }, 'maximaal 1500 tekens'],
])('%s is refused beside its field with what was typed; nothing is kept', async (_, fields, words) => {
  const { app, board, at } = await stage()
  const answer = await write(await at('contributor'), board, fields)
  expect([answer.status, answer.text.includes(words), answer.text.includes('Daarna liepen') || 'approach' in fields]).toEqual([422, true, true])
  expect(await lines(app)).toEqual([])
})

test('a draft may wait, and says what is missing once it is sent in', async () => {
  const { board, at } = await stage()
  const { visitor } = await at('contributor')
  const id = await written({ visitor }, board, { do: '', result: '', contactMail: '' })
  const answer = await visitor.post(`${list(board)}/${id}/insturen`, {})
  expect([answer.status, answer.text.includes('Beschrijf wat het opleverde'), answer.text.includes('Vul een e-mailadres in')]).toEqual([422, true, true])
})

test('the list is searched by words in any form, condition, level and sector, and goes by pages', async () => {
  const { app, board, at, administrator } = await stage()
  const writer = await at('contributor')
  for (let number = 0; number < 22; number++)
    await publish(administrator, await written(writer, board, { title: `Praktijk ${number}`, conditionId: number === 3 ? '1.1' : '4.3', level: number === 4 ? '4' : '3' }))
  await publish(administrator, await written(writer, board, { title: '<b>Wachtwoorden</b> zonder moeite' }))
  const visitor = app.visitor()
  const text = async (query: string) => (await visitor.get(`/praktijken?${query}`)).text
  expect(await text('')).toMatch(/23 goede praktijken[\s\S]*Pagina 1 van 2/)
  expect(await text('pagina=99')).toMatch(/Praktijk 0<[\s\S]*Pagina 2 van 2/)
  expect(await text('q=wachtwoord')).toMatch(/1 goede praktijk<[\s\S]*&lt;b&gt;Wachtwoorden/)
  expect(await text('voorwaarde=1.1')).toContain('1 goede praktijk<')
  expect(await text('niveau=4')).toContain('1 goede praktijk<')
  expect(await text('sector=mbo')).toContain('Niets gevonden')
  for (const odd of ['q=%00', "q='%20or%201=1--", 'q=%22%26%7C!(', 'voorwaarde=x&niveau=1&sector=y&pagina=-1']) expect((await visitor.get(`/praktijken?${odd}`)).status).toBe(200)
})

test('a person can have what is kept about them and be forgotten; the practice stays without their contact', async () => {
  const { app, board, at, administrator } = await stage()
  const writer = await at('contributor')
  const id = await written(writer, board)
  await publish(administrator, id)
  const { keeper } = app.services.practices
  expect(await keeper?.personalData(writer.id)).toMatchObject({ practices: [{ what: 'wrote', contactMail: 'ibp@wegwijzer.example' }] })
  await app.db.tx(async (tx) => keeper?.erase(tx, writer.id))
  expect(await keeper?.personalData(writer.id)).toEqual({ practices: [] })
  const page = await (await at('editor')).visitor.get(`/praktijken/${id}`)
  expect(page.text).toMatch(/Daarna liepen[\s\S]*niet meer bekend/)
  expect(page.text).not.toContain('ibp@')
})

test('who reads practices hears that one was sent in, and who wrote it hears what became of it, each once', async () => {
  const { app, board, at, administrator } = await stage()
  const author = await at('contributor')
  const told = async ({ id }: SignedIn) =>
    (await app.db.rows<{ kind: string }>(sql`select kind from notifications.notification where person_id = ${id} order by created_at, kind`)).map(({ kind }) => kind)
  const id = await written(author, board)
  await author.visitor.post(`${list(board)}/${id}/insturen`, {})
  expect(await told(administrator)).toEqual(['practice-submitted'])
  const returned = () => administrator.visitor.post(`/beheer/praktijken/${id}/terugsturen`, { version: '2', reason: 'Hoeveel tijd kostte het?' })
  await Promise.all([returned(), returned()])
  await author.visitor.post(`${list(board)}/${id}/wijzigen`, { ...usual, version: '3', do: 'submit' })
  await Promise.all([publish(administrator, id, '5'), publish(administrator, id, '5')])
  expect([await told(author), await told(administrator)]).toEqual([
    ['practice-returned', 'practice-published'],
    ['practice-submitted', 'practice-submitted'],
  ])
})

test('an address of the API that asks for a condition that cannot be is refused with the field; it never reaches the database', async () => {
  const app = await testApp()
  for (const condition of ['a%00b', '4.3.1', '%27', ' ']) {
    const { status, body } = await app
      .fetch(`/api/practices/v1/practices?condition=${condition}`)
      .then(async (answer) => ({ status: answer.status, body: (await answer.json()) as object }))
    expect([condition, status]).toEqual([condition, 400])
    expect(JSON.stringify(body)).toContain('condition')
  }
  expect((await app.fetch('/api/practices/v1/practices?condition=4.3')).status).toBe(200)
})
