import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../../tests/support/app.ts'
import { authenticator } from '../../../../tests/support/authenticator.ts'
import { splitBySecondStep } from '../membership.ts'

const setUp = '/mijn/account/tweede-stap'
const led = (path: string) => `${setUp}?naar=${encodeURIComponent(path)}`
const people = (organisation: string) => `/organisaties/${organisation}/mensen`
const ask = (who: SignedIn, organisation: string) => who.visitor.post(`${people(organisation)}/tweede-stap/vragen`, {})
const end = (who: SignedIn, organisation: string) => who.visitor.post(`${people(organisation)}/tweede-stap/niet-meer-vragen`, {})

async function boards(app: TestApp) {
  const demo = (name: string) =>
    app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name, place: 'Ede', sector: 'po', schools: [{ name: `School van ${name}`, place: 'Ede', pupils: 9 }] }, tx))
  const [kompas, ster] = [await demo('Het Kompas'), await demo('De Ster')]
  const owner = await app.signedIn({ name: 'Olga', strong: true, at: [{ organisationId: kompas.board, right: 'owner' }] })
  return { board: kompas.board, school: kompas.schools[0] ?? '', ster: ster.board, owner }
}
/** A token of this session for a program. */
async function token({ visitor }: Pick<SignedIn, 'visitor'>): Promise<string> {
  return /koers_[\w-]{32}/.exec((await visitor.post('/mijn/account/api-sleutels', { name: 'programma', days: '30' })).text)?.[0] ?? ''
}

test('asked by the board it holds at its schools too: who has none is led to set one up and comes back; what lies elsewhere stays open', async () => {
  const app = await testApp()
  const { board, school, ster, owner } = await boards(app)
  const lotte = await app.signedIn({
    name: 'Lotte',
    at: [
      { organisationId: school, right: 'contributor' },
      { organisationId: ster, right: 'reader' },
    ],
  })
  expect((await lotte.visitor.get(people(school))).status).toBe(200)
  expect((await owner.visitor.get(`${people(board)}/tweede-stap`)).text).toContain('0 van 2 mensen hebben')
  await Promise.all([ask(owner, board), ask(owner, board)])
  expect((await app.db.rows<{ kind: string }>(sql`select kind from notifications.notification where person_id = ${lotte.id}`)).map(({ kind }) => kind)).toEqual([
    'second-step-asked',
  ])

  expect(await lotte.visitor.get(people(school))).toMatchObject({ status: 303, location: led(people(school)) })
  expect((await lotte.visitor.get(people(ster))).status).toBe(200)
  expect((await lotte.visitor.get('/mijn')).text).toContain('Eerst een tweede stap')
  await lotte.visitor.follow(lotte.visitor.get(people(school)))
  expect(lotte.visitor.page.text).toContain('vraagt iedereen om een tweede stap')
  await lotte.visitor.follow(lotte.visitor.submit({}, led(people(school))))
  const codes = await lotte.visitor.submit({ code: authenticator(app, lotte.visitor.page.text).code() })
  expect(codes.text).toContain(`href="${people(school)}"`)
  expect((await lotte.visitor.get(people(school))).status).toBe(200)
  expect((await owner.visitor.get(`${people(board)}/tweede-stap`)).text).toContain('1 van 2 mensen hebben')
  // Taken away again, the session that had it does not keep what it opened.
  await lotte.visitor.post(`${setUp}/verwijderen`, {})
  expect((await lotte.visitor.get(people(school))).location).toBe(led(people(school)))
})

test('a token that was made without it gets nothing there, one made with it does, and neither is worth more than its person', async () => {
  const app = await testApp()
  const { board, owner } = await boards(app)
  const weak = await app.signedIn({ name: 'Sam', at: [{ organisationId: board, right: 'editor' }] })
  const strong = await app.signedIn({ name: 'Sam', strong: true })
  const [before, after] = [await token(weak), await token(strong)]
  const read = async (bearer: string) => (await app.fetch(`/api/organisations/v1/organisations/${board}/members`, { headers: { authorization: `Bearer ${bearer}` } })).status
  expect([await read(before), await read(after)]).toEqual([200, 200])
  await ask(owner, board)
  const refused = await app.fetch(`/api/organisations/v1/organisations/${board}/members`, { headers: { authorization: `Bearer ${before}` } })
  expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'forbidden', detail: expect.stringContaining('second step') })])
  expect([await read(after), await read(await token(weak)), await read(await token(strong))]).toEqual([200, 403, 200])
  await app.db.rows(sql`update people.person set administrator = true where id = ${strong.id}`)
  expect((await app.fetch('/beheer', { headers: { authorization: `Bearer ${after}` } })).status).not.toBe(200)
  await end(owner, board)
  expect(await read(before)).toBe(200)
})

test('what is withheld cannot be told from what is not there, nor one organisation from another', async () => {
  const app = await testApp()
  const { board, ster, owner } = await boards(app)
  await ask(owner, board)
  const weak = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
  const paths = [people(board), people(ster), '/organisaties/00000000-0000-4000-8000-000000000000/mensen', '/metingen/bestaatnietbesta']
  for (const path of paths) expect(await weak.visitor.get(path)).toMatchObject({ status: 303, location: led(path) })
  expect((await weak.visitor.post(`${people(board)}/uitnodigen`, { addresses: 'x@elders.example', functions: 'teacher', right: 'reader' })).status).toBe(303)
  expect(await app.db.rows(sql`select id from organisations.invitation`)).toEqual([])
  const strong = await app.signedIn({ name: 'Persoon 3', email: weak.actor.person?.email ?? '', strong: true })
  expect((await Promise.all(paths.map((path) => strong.visitor.get(path)))).map(({ status }) => status)).toEqual([200, 404, 404, 404])
})

test('only an owner asks it, after giving one; a school cannot end what its board asks, and its own question stays when the board stops', async () => {
  const app = await testApp()
  const { board, school, owner } = await boards(app)
  const weakOwner = await app.signedIn({ name: 'Olga' })
  expect((await weakOwner.visitor.get(`${people(board)}/tweede-stap`)).text).toContain('Geef eerst zelf een tweede stap')
  expect((await ask(weakOwner, board)).location).toMatch(/^\/mijn\/account\/tweede-stap/)
  const editor = await app.signedIn({ strong: true, at: [{ organisationId: board, right: 'editor' }] })
  const leader = await app.signedIn({ strong: true, at: [{ organisationId: school, right: 'owner' }] })
  const stranger = await app.signedIn({ strong: true })
  for (const who of [editor, leader, stranger])
    expect([(await who.visitor.get(`${people(board)}/tweede-stap`)).status, (await ask(who, board)).status, (await end(who, board)).status]).toEqual([404, 404, 404])
  const teacher = await app.signedIn({ at: [{ organisationId: school, right: 'reader' }] })
  const opens = async () => (await teacher.visitor.get(people(school))).status === 200
  expect(await opens()).toBe(true)
  await ask(leader, school)
  expect(await opens()).toBe(false)
  await ask(owner, board)
  await end(leader, school)
  expect((await leader.visitor.get(`${people(school)}/tweede-stap`)).text).toContain('Het Kompas vraagt het van iedereen, ook hier')
  expect(await opens()).toBe(false)
  await ask(leader, school)
  await end(owner, board)
  expect(await opens()).toBe(false)
  await end(leader, school)
  expect(await opens()).toBe(true)
  const verbs = await app.db.rows<{ verb: string }>(sql`select verb from audit.entry where organisation_id = ${board} and verb like 'organisation.%' order by id`)
  expect(verbs.map(({ verb }) => verb)).toEqual(['organisation.second-step-asked', 'organisation.second-step-ended'])
})

test('an organisation that is reached in two ways, of which one asks it, is withheld', () => {
  const row = (organisationId: string, secondStep: boolean) => ({ organisationId, right: 'reader' as const, functions: [], secondStep, above: [] })
  const rows = [row('a', false), row('a', true), row('b', false)]
  expect(splitBySecondStep(rows, false)).toEqual({ open: [row('b', false)], withheld: new Set(['a']) })
  expect(splitBySecondStep(rows, true)).toEqual({ open: rows, withheld: new Set() })
})
