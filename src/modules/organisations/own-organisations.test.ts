import { expect, test } from 'vitest'
import { DAY } from '#platform/clock'
import { sql } from '#platform/sql'
import { testApp, type SignedIn } from '../../../tests/support/app.ts'
import { organisationsKeeper } from './keeper.ts'

const made = { kind: 'board', name: 'Stichting In Oprichting', place: 'Zandwijk', sector: 'po', functions: 'board-member' }
const make = (who: SignedIn, more: Record<string, string> = {}) => who.visitor.post('/organisaties/nieuw', { ...made, ...more })

test('someone whose board is not in the register makes it, owns it, adds schools, and nobody else finds it', async () => {
  const app = await testApp()
  const olga = await app.signedIn()
  const answer = await make(olga)
  const id = /organisaties\/([0-9a-f-]{36})\/scholen/.exec(answer.location ?? '')?.[1] ?? ''
  await olga.visitor.follow(answer)
  expect((await olga.visitor.submit({ name: 'De Vlieger', place: 'Zandwijk', sector: 'po', brin: '12 ab' }, `/organisaties/${id}/scholen`)).location).toContain('gedaan=added')
  const [school] = await app.services.organisations.verbs.childrenOf(id)
  expect(school).toMatchObject({ name: 'De Vlieger', origin: 'own', brin4: '12AB', parentId: id })
  expect((await app.services.organisations.verbs.standingOf(olga.id)).get(school?.id ?? '')?.right).toBe('owner')
  expect(await app.services.organisations.verbs.search('oprichting')).toEqual([])
  const other = await app.signedIn()
  expect((await other.visitor.get(`/organisaties/${id}/scholen`)).status).toBe(404)
  expect((await other.visitor.post(`/organisaties/${id}/scholen`, { name: 'X', place: 'Y' })).status).toBe(404)
  expect((await app.visitor().get('/organisaties/nieuw')).location).toBe('/aanmelden?naar=%2Forganisaties%2Fnieuw')
})

test.for<[string, Record<string, string>, RegExp]>([
  ['no name', { name: ' ' }, /Vul een naam in/],
  ['no place', { place: '' }, /Vul een plaats in/],
  ['a sector that does not exist', { sector: 'wo' }, /Kies een sector/],
  ['a location', { kind: 'location' }, /bestuur is of één school/],
  ['an FG, who cannot own', { functions: 'data-protection-officer' }, /u kijkt onafhankelijk mee/],
  ['a name that is a story', { name: 'x'.repeat(121) }, /niet meer dan 120 tekens/],
])('%s is a mistake, and nothing is made', async ([, fields, message]) => {
  const app = await testApp()
  const olga = await app.signedIn()
  const answer = await make(olga, fields)
  expect(answer.status).toBe(422)
  expect(answer.text).toMatch(message)
  expect(await app.db.rows(sql`select id from organisations.organisation`)).toEqual([])
})

test('a school of the register, or of the demonstration, is not added by hand; a sixth board is one too many', async () => {
  const app = await testApp()
  const demo = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Proef', place: 'X', sector: 'po', schools: [] }, tx))
  const olga = await app.signedIn({ at: [{ organisationId: demo.board, right: 'owner' }] })
  expect((await olga.visitor.post(`/organisaties/${demo.board}/scholen`, { name: 'X', place: 'Y' })).status).toBe(404)
  for (let made = 0; made < 5; made += 1) expect((await make(olga)).status).toBe(303)
  expect((await make(olga)).text).toContain('U maakte al vijf')
})

test('a person has what is kept of them, and after erasure nothing of it is left but dated rows of nobody', async () => {
  const app = await testApp()
  const { verbs } = app.services.organisations
  const olga = await app.signedIn({ email: 'olga@kompas.example' })
  const id = /organisaties\/([0-9a-f-]{36})/.exec((await make(olga)).location ?? '')?.[1] ?? ''
  await olga.visitor.post(`/organisaties/${id}/mensen/uitnodigen`, { addresses: 'ida@kompas.example', functions: 'teacher', right: 'reader' })
  const keeper = organisationsKeeper({ db: app.db, clock: app.clock, people: app.services.people.verbs })
  expect(await keeper.personalData(olga.id)).toMatchObject({
    memberships: [{ organisation: 'Stichting In Oprichting', functions: ['board-member'], right: 'owner', endedAt: null }],
    invitations: [],
    requests: [],
  })
  const letter = await app.db.one<{ text: string }>(sql`select text from platform.mail`)
  await app.db.tx((tx) => keeper.erase(tx, olga.id))
  expect((await verbs.standingOf(olga.id)).size).toBe(0)
  // What she sent opens nothing any more.
  const ida = await app.signedIn({ email: 'ida@kompas.example' })
  expect((await ida.visitor.post(/\/uitnodiging\/[\w-]{32}/.exec(letter?.text ?? '')?.[0] ?? '', {})).status).toBe(409)
})

test('addresses of people who never came are forgotten ninety days after their invitation ended', async () => {
  const app = await testApp()
  const olga = await app.signedIn()
  const id = /organisaties\/([0-9a-f-]{36})/.exec((await make(olga)).location ?? '')?.[1] ?? ''
  await olga.visitor.post(`/organisaties/${id}/mensen/uitnodigen`, { addresses: 'ida@kompas.example', functions: 'teacher', right: 'reader' })
  const kept = async () => (await app.db.rows(sql`select id from organisations.invitation`)).length
  app.clock.advance(103 * DAY)
  await app.runJobs()
  expect(await kept()).toBe(1)
  app.clock.advance(2 * DAY)
  await app.runJobs()
  expect(await kept()).toBe(0)
})
