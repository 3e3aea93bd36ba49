import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../../tests/support/app.ts'
import { duoFolder } from '../duo/fixture.ts'

const boards = `BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;PLAATSNAAM
41785;Stichting Het Kompas;UTRECHT
41786;Stichting De Ster;UTRECHT
41787;Stichting De Zon;UTRECHT
`
const schools = (board: string) => `BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;BEVOEGD GEZAG NUMMER;PLAATSNAAM
12AB;12AB00;De Vlieger;${board};UTRECHT
12AC;12AC00;Het Anker;41785;UTRECHT
12AD;12AD00;De Komeet;41786;UTRECHT
`
const files = (board = '41785', date = '20260101') => duoFolder({ [`bevoegde-gezagen-${date}.csv`]: boards, [`vestigingen-bo-${date}.csv`]: schools(board) })

type Place = { app: TestApp; kompas: string; ster: string; zon: string; vlieger: string; beheer: SignedIn }

async function register(): Promise<Place> {
  const app = await testApp()
  const { verbs } = app.services.organisations
  await verbs.importDuo(files())
  const idOf = async (code: string, kind: 'board' | 'school') => (await verbs.search(code, { kinds: [kind], limit: 1 }))[0]?.id ?? ''
  const beheer = await app.signedIn({ name: 'Beheer', strong: true })
  await app.db.rows(sql`update people.person set administrator = true where id = ${beheer.id}`)
  return { app, kompas: await idOf('41785', 'board'), ster: await idOf('41786', 'board'), zon: await idOf('41787', 'board'), vlieger: await idOf('12AB', 'school'), beheer }
}

const status = async (who: SignedIn, id: string) => (await who.visitor.get(`/organisaties/${id}/mensen`)).status
const rightOf = async (app: TestApp, who: SignedIn, id: string) => (await app.services.organisations.verbs.standingOf(who.id)).get(id)?.right
const move = (who: SignedIn, school: string, toBoard: string, moveReason = 'Overdracht per 1 maart') =>
  who.visitor.post('/beheer/organisaties/overdragen', { school, toBoard, moveReason })
const merge = (who: SignedIn, fromBoard: string, intoBoard: string) => who.visitor.post('/beheer/organisaties/samenvoegen', { fromBoard, intoBoard, mergeReason: 'Fusie' })

test('a school moves: the old board is out at once, the new one in, its own people stay, and both boards read the dated line', async () => {
  const { app, kompas, ster, vlieger, beheer } = await register()
  const [old, fresh] = [await app.signedIn({ at: [{ organisationId: kompas, right: 'owner' }] }), await app.signedIn({ at: [{ organisationId: ster, right: 'owner' }] })]
  const leader = await app.signedIn({ at: [{ organisationId: vlieger, right: 'owner' }] })
  expect([await status(old, vlieger), await status(fresh, vlieger)]).toEqual([200, 404])
  expect((await move(beheer, '12ab', '41786')).location).toContain('gedaan=done')
  expect([await status(old, vlieger), await status(fresh, vlieger), await status(leader, vlieger)]).toEqual([404, 200, 200])
  for (const [who, id] of [
    [old, kompas],
    [fresh, ster],
    [leader, vlieger],
  ] as const)
    expect((await who.visitor.get(`/organisaties/${id}/mensen`)).text).toMatch(
      /2 maart 2026: .*De Vlieger ging van Stichting Het Kompas naar Stichting De Ster.*Overdracht per 1 maart/s,
    )
  expect(await app.db.rows(sql`select organisation_id as id from audit.entry where verb = 'handover.moved'`)).toHaveLength(3)
})

test('an open invitation of the old board for the school that left opens nothing', async () => {
  const { app, kompas, vlieger, beheer } = await register()
  const old = await app.signedIn({ at: [{ organisationId: kompas, right: 'owner' }] })
  await old.visitor.post(`/organisaties/${kompas}/mensen/uitnodigen`, { addresses: 'ida@kompas.example', functions: 'teacher', right: 'editor', places: vlieger })
  const letter = await app.db.one<{ text: string }>(sql`select text from platform.mail`)
  await move(beheer, '12AB', '41786')
  const ida = await app.signedIn({ email: 'ida@kompas.example' })
  expect((await ida.visitor.post(/\/uitnodiging\/[\w-]{32}/.exec(letter?.text ?? '')?.[0] ?? '', {})).text).toContain('ingetrokken')
  expect(await rightOf(app, ida, vlieger)).toBeUndefined()
})

test('the register moves a school as well, and what was moved by hand stays until the register says something else', async () => {
  const { app, kompas, ster, zon, vlieger, beheer } = await register()
  const { verbs } = app.services.organisations
  const parent = async () => (await verbs.byId(vlieger))?.parentId
  await verbs.importDuo(files('41786', '20260201'))
  expect(await parent()).toBe(ster)
  await move(beheer, '12AB', '41787')
  await verbs.importDuo(duoFolder({ 'vestigingen-bo-20260301.csv': schools('41786').replace('De Vlieger', 'De Vliegers') }))
  expect(await verbs.byId(vlieger)).toMatchObject({ name: 'De Vliegers', parentId: zon })
  await verbs.importDuo(files('41785', '20260401'))
  expect(await parent()).toBe(kompas)
  const lines = await app.db.rows(sql`select from_id as "from", to_id as "to", source from organisations.handover order by ctid`)
  expect(lines).toEqual([
    { from: kompas, to: ster, source: 'register' },
    { from: ster, to: zon, source: 'hand' },
    { from: zon, to: kompas, source: 'register' },
  ])
})

test('boards merge: schools go along, owners of the one that stays read the history of the other and no more, editors do not', async () => {
  const { app, kompas, ster, vlieger, beheer } = await register()
  const owner = await app.signedIn({ at: [{ organisationId: ster, right: 'owner' }] })
  const editor = await app.signedIn({ at: [{ organisationId: ster, right: 'editor' }] })
  const before = await app.signedIn({ at: [{ organisationId: kompas, right: 'owner' }] })
  expect((await merge(beheer, '41785', '41786')).status).toBe(303)
  const rights = async (who: SignedIn) => [await rightOf(app, who, ster), await rightOf(app, who, kompas), await rightOf(app, who, vlieger)]
  expect(await rights(owner)).toEqual(['owner', 'reader', 'owner'])
  expect(await rights(editor)).toEqual(['editor', undefined, 'editor'])
  expect(await rights(before)).toEqual([undefined, 'reader', undefined])
  expect((await owner.visitor.get(`/organisaties/${kompas}/mensen`)).text).toContain('Stichting Het Kompas ging op in Stichting De Ster')
  expect(await app.services.organisations.verbs.search('41785')).toEqual([])
  expect(await app.services.organisations.verbs.owners(kompas)).toEqual([])
})

test('what merged into a board that merges goes along, and nothing is handed over to what is no longer there', async () => {
  const { app, kompas, zon, beheer } = await register()
  const owner = await app.signedIn({ at: [{ organisationId: zon, right: 'owner' }] })
  await merge(beheer, '41785', '41786')
  await merge(beheer, '41786', '41787')
  expect(await rightOf(app, owner, kompas)).toBe('reader')
  for (const answer of [await merge(beheer, '41785', '41787'), await merge(beheer, '41787', '41785'), await move(beheer, '12AB', '41786'), await move(beheer, '12AB', '41787')])
    expect(answer.status).toBe(422)
})

test('two who merge the same boards into one another at one moment leave one of them', async () => {
  const { app, beheer } = await register()
  await Promise.all([merge(beheer, '41785', '41786'), merge(beheer, '41786', '41785')])
  expect(await app.db.rows(sql`select id from organisations.organisation where merged_into is not null`)).toHaveLength(1)
})

test.for<[string, Record<string, string>, RegExp]>([
  ['a school that is not in the register', { school: '99ZZ' }, /vul de BRIN in/],
  ['a board where a school is asked', { school: '41785' }, /vul de BRIN in/],
  ['a board that does not exist', { toBoard: '1' }, /vul het nummer van het bestuur in/],
  ['the board it has already', { toBoard: '41785' }, /twee keer dezelfde/],
  ['no reason', { moveReason: ' ' }, /in één zin waarom/],
])('%s is a mistake with what was typed, and nothing moves', async ([, fields, message]) => {
  const { app, kompas, vlieger, beheer } = await register()
  const answer = await beheer.visitor.post('/beheer/organisaties/overdragen', { school: '12AB', toBoard: '41786', moveReason: 'Waarom', ...fields })
  expect(answer.status).toBe(422)
  expect(answer.text).toMatch(message)
  expect((await app.services.organisations.verbs.byId(vlieger))?.parentId).toBe(kompas)
})
