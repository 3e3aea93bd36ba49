import { expect, test } from 'vitest'
import { DAY } from '#platform/clock'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../../tests/support/app.ts'
import { duoFolder } from '../duo/fixture.ts'

const boards = `BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;PLAATSNAAM
41785;Stichting Het Kompas;UTRECHT
41786;Stichting De Ster;UTRECHT
`
const schools = `BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;BEVOEGD GEZAG NUMMER;PLAATSNAAM;INTERNETADRES
12AB;12AB00;De Vlieger;41785;UTRECHT;www.vlieger.example
12AC;12AC00;Het Anker;41785;UTRECHT;https://kompas.example/anker
12AD;12AD00;De Komeet;41786;UTRECHT;komeet.ster.example
`

type Register = { app: TestApp; kompas: string; vlieger: string; ster: string }

async function register(): Promise<Register> {
  const app = await testApp()
  const { verbs } = app.services.organisations
  await verbs.importDuo(duoFolder({ '01-bevoegde-gezagen.csv': boards, '02-vestigingen-bo.csv': schools }))
  const idOf = async (code: string, kind: 'board' | 'school') => (await verbs.search(code, { kinds: [kind], limit: 1 }))[0]?.id ?? ''
  return { app, kompas: await idOf('41785', 'board'), vlieger: await idOf('12AB', 'school'), ster: await idOf('41786', 'board') }
}

const join = (who: SignedIn, id: string, functions: string | string[] = 'ict-coordinator') => who.visitor.post(`/organisaties/${id}/aansluiten`, { functions })
const rightOf = async (app: TestApp, who: SignedIn, id: string) => (await app.services.organisations.verbs.standingOf(who.id)).get(id)?.right
const letters = (app: TestApp) => app.db.rows<{ recipient: string; subject: string }>(sql`select recipient, subject from platform.mail order by created_at, recipient`)
async function administrator(app: TestApp, { strong = true } = {}): Promise<SignedIn> {
  const who = await app.signedIn({ name: 'Beheer', strong })
  await app.db.rows(sql`update people.person set administrator = true where id = ${who.id}`)
  return who
}

test('someone finds their board without a script; with an address of its domain the first person is owner at once', async () => {
  const { app, kompas } = await register()
  const olga = await app.signedIn({ email: 'olga@kompas.example' })
  const found = await olga.visitor.get('/organisaties?zoek=kompas')
  expect(found.text).toContain(`href="/organisaties/${kompas}/aansluiten"`)
  expect((await olga.visitor.get(`/organisaties/${kompas}/aansluiten`)).text).toContain('Er is hier nog niemand')
  const joined = await olga.visitor.submit({ functions: 'board-member' }, `/organisaties/${kompas}/aansluiten`)
  expect(joined.location).toBe(`/organisaties/${kompas}/mensen?gedaan=owner`)
  expect(await rightOf(app, olga, kompas)).toBe('owner')
  expect((await olga.visitor.get('/organisaties')).text).toContain('Stichting Het Kompas')
})

test.for([
  ['a public mail address', 'olga@gmail.com'],
  ['an address of another board', 'olga@ster.example'],
  ['an address that only ends alike', 'olga@nepkompas.example'],
  ['the domain below another', 'olga@kompas.example.evil.example'],
])('%s gives no right: an administrator decides, and the answer comes by mail', async ([, email = '']) => {
  const { app, kompas } = await register()
  const olga = await app.signedIn({ name: 'Olga', email })
  expect((await olga.visitor.follow(join(olga, kompas))).text).toContain('kijkt de beheerder van Koers')
  expect(await rightOf(app, olga, kompas)).toBeUndefined()

  const beheer = await administrator(app)
  const page = await beheer.visitor.get('/beheer/organisaties')
  expect(page.text).toContain(email)
  await beheer.visitor.post(/action="([^"]+\/toewijzen)"/.exec(page.text)?.[1] ?? '', {})
  expect(await rightOf(app, olga, kompas)).toBe('owner')
  expect(await letters(app)).toEqual([{ recipient: email, subject: 'Beheer gaf u toegang tot Stichting Het Kompas.' }])
})

test('where someone is owner, the next one with the right domain still asks; the owner decides, once, and as what', async () => {
  const { app, kompas, vlieger } = await register()
  const owner = await app.signedIn({ name: 'Olga', email: 'olga@kompas.example', at: [{ organisationId: kompas, right: 'owner' }] })
  const lotte = await app.signedIn({ name: 'Lotte', email: 'lotte@kompas.example' })
  expect((await lotte.visitor.follow(join(lotte, vlieger, 'teacher'))).text).toContain('De eigenaar van De Vlieger heeft bericht gekregen')
  expect(await rightOf(app, lotte, vlieger)).toBeUndefined()
  await join(lotte, vlieger, 'teacher') // asked twice is one request and one letter
  expect(await letters(app)).toEqual([{ recipient: 'olga@kompas.example', subject: 'Lotte vraagt toegang tot De Vlieger.' }])
  const editor = await app.signedIn({ at: [{ organisationId: kompas, right: 'editor' }] })
  expect((await editor.visitor.get(`/organisaties/${kompas}/mensen`)).text).not.toContain('Lotte')

  const page = await owner.visitor.get(`/organisaties/${kompas}/mensen`)
  const grant = /action="([^"]+\/toelaten)"/.exec(page.text)?.[1] ?? ''
  expect((await editor.visitor.post(grant, { right: 'owner' })).status).toBe(404)
  expect((await lotte.visitor.post(grant, { right: 'owner' })).status).toBe(404)
  await owner.visitor.post(grant, { right: 'contributor' })
  expect(await rightOf(app, lotte, vlieger)).toBe('contributor')
  expect(await rightOf(app, lotte, kompas)).toBeUndefined()
  expect((await owner.visitor.post(grant, { right: 'owner' })).status).toBe(404)
})

test('two first persons at one moment: one is owner, the other asks that one', async () => {
  const { app, kompas } = await register()
  const [one, other] = [await app.signedIn({ email: 'een@kompas.example' }), await app.signedIn({ email: 'twee@kompas.example' })]
  await Promise.all([join(one, kompas), join(other, kompas)])
  expect((await app.services.organisations.verbs.membersOf([kompas])).map((member) => member.right)).toEqual(['owner'])
  expect(await app.db.rows(sql`select person_id from organisations.claim`)).toHaveLength(1)
})

test('a refusal is told by mail, and asking again within a month is not possible', async () => {
  const { app, kompas } = await register()
  const owner = await app.signedIn({ at: [{ organisationId: kompas, right: 'owner' }] })
  const x = await app.signedIn({ email: 'x@elders.example' })
  await join(x, kompas)
  const page = await owner.visitor.get(`/organisaties/${kompas}/mensen`)
  await owner.visitor.post(/formaction="([^"]+\/afwijzen)"/.exec(page.text)?.[1] ?? '', {})
  expect((await letters(app)).at(-1)).toEqual({ recipient: 'x@elders.example', subject: 'Uw verzoek voor Stichting Het Kompas is afgewezen.' })
  const again = await join(x, kompas)
  expect([again.status, again.text.includes('nog geen 30 dagen geleden')]).toEqual([422, true])
  app.clock.advance(31 * DAY)
  const later = await app.signedIn({ email: 'x@elders.example' })
  expect((await join(later, kompas)).status).toBe(303)
})

test('who looks on independently cannot be the first, nobody opens more than five requests, and an unknown organisation is 404', async () => {
  const { app, kompas } = await register()
  const fg = await app.signedIn({ email: 'fg@kompas.example' })
  const refused = await join(fg, kompas, 'data-protection-officer')
  expect([refused.status, refused.text.includes('u kijkt onafhankelijk mee')]).toEqual([422, true])
  const demo = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Proef', place: 'X', sector: 'po', schools: [] }, tx))
  for (const id of [demo.board, '00000000-0000-4000-8000-000000000000', '------------------------------------'])
    expect([(await fg.visitor.get(`/organisaties/${id}/aansluiten`)).status, (await join(fg, id)).status]).toEqual([404, 404])
  for (const code of ['41786', '12AB', '12AC', '12AD', '41785']) {
    const [one] = await app.services.organisations.verbs.search(code, { kinds: ['board', 'school'], limit: 1 })
    const asker = await app.signedIn({ name: 'Vrager', email: 'vrager@elders.example' })
    expect((await join(asker, one?.id ?? '')).status).toBe(303)
  }
  await app.services.organisations.verbs.importDuo(duoFolder({ '02-vestigingen-bo.csv': `${schools}12AE;12AE00;De Zesde;41786;UTRECHT;\n` }))
  const [sixth] = await app.services.organisations.verbs.search('12AE', { kinds: ['school'] })
  const many = await join(await app.signedIn({ email: 'vrager@elders.example' }), sixth?.id ?? '')
  expect([many.status, many.text.includes('al vijf verzoeken')]).toEqual([422, true])
})

test('only an administrator with a second factor manages; with one factor they are sent to it, all others get 404', async () => {
  const { app, kompas } = await register()
  await join(await app.signedIn({ email: 'olga@gmail.com' }), kompas)
  const weak = await administrator(app, { strong: false })
  expect((await weak.visitor.get('/beheer/organisaties')).location).toMatch(/^\/mijn\/account\/tweede-stap/)
  const claim = await app.db.one<{ id: string }>(sql`select id from organisations.claim`)
  const owner = await app.signedIn({ at: [{ organisationId: kompas, right: 'reader' }], strong: true })
  for (const who of [owner.visitor, app.visitor()])
    for (const answer of [
      await who.get('/beheer/organisaties'),
      await who.post(`/beheer/organisaties/verzoeken/${claim?.id}/toewijzen`, {}),
      await who.post('/beheer/organisaties/samenvoegen', {}),
    ])
      expect(answer.status).toBe(404)
  await weak.visitor.post(`/beheer/organisaties/verzoeken/${claim?.id}/toewijzen`, {})
  expect(await app.services.organisations.verbs.owners(kompas)).toEqual([])
})
