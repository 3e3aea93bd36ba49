import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../../tests/support/app.ts'

async function board(app: TestApp): Promise<{ board: string; school: string }> {
  const made = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo(
      { name: 'Stichting Het Kompas', place: 'Zandwijk', sector: 'po', schools: [{ name: 'De Vlieger', place: 'Zandwijk', pupils: 90 }] },
      tx,
    ),
  )
  return { board: made.board, school: made.schools[0] ?? '' }
}

const membershipOf = async (app: TestApp, organisation: string, who: SignedIn) =>
  (await app.services.organisations.verbs.membersOf([organisation])).find((one) => one.personId === who.id)?.id ?? ''
const page = (organisation: string, more = '') => `/organisaties/${organisation}/mensen${more}`

test('a removed person is out at the next request, in another process too; what they did stays', async () => {
  const other = await testApp({ settings: { KOERS_TRUST_PROXY: 'no' } })
  const app = await testApp() // two processes on one database
  const { board: id, school } = await board(app)
  const owner = await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] })
  const leraar = await app.signedIn({ name: 'Lotte Leraar', at: [{ organisationId: school, right: 'contributor', functions: ['teacher'] }] })
  const headers = { cookie: `${leraar.cookie.name}=${leraar.cookie.value}` }
  expect((await other.fetch(page(school), { headers })).status).toBe(200)

  await owner.visitor.post(page(school, `/${await membershipOf(app, school, leraar)}/verwijderen`), {})
  expect((await other.fetch(page(school), { headers })).status).toBe(404)
  expect((await leraar.visitor.get(page(school))).status).toBe(404)
  const ended = await app.db.one<{ since: Date }>(sql`select since from organisations.membership where person_id = ${leraar.id} and ended_at is not null`)
  expect(ended).toBeDefined()
  expect(await app.db.rows(sql`select verb from audit.entry where organisation_id = ${school}`)).toEqual([{ verb: 'membership.removed' }])
})

test('an owner changes function and right, and both hold at the next request', async () => {
  const app = await testApp()
  const { board: id, school } = await board(app)
  const owner = await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] })
  const ida = await app.signedIn({ name: 'Ida', at: [{ organisationId: id, right: 'reader', functions: ['adviser'] }] })
  const address = page(id, `/${await membershipOf(app, id, ida)}`)
  await owner.visitor.get(address)
  const refused = await owner.visitor.submit({ right: 'editor' }, address)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('kijken onafhankelijk mee')
  expect((await owner.visitor.submit({ right: 'editor', functions: ['i-coach', 'teacher'] }, address)).status).toBe(303)
  expect((await app.services.organisations.verbs.standingOf(ida.id)).get(school)).toEqual({ right: 'editor', functions: ['i-coach', 'teacher'], above: [id] })
})

test('the last owner cannot leave, be removed or become less, and two owners cannot remove one another at one moment', async () => {
  const app = await testApp()
  const { board: id } = await board(app)
  const [one, other] = [await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] }), await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] })]
  const [ofOne, ofOther] = [await membershipOf(app, id, one), await membershipOf(app, id, other)]
  const both = await Promise.all([one.visitor.post(page(id, `/${ofOther}/verwijderen`), {}), other.visitor.post(page(id, `/${ofOne}/verwijderen`), {})])
  expect(both.filter((answer) => answer.status === 303)).toHaveLength(1)

  const left = (await app.services.organisations.verbs.owners(id))[0] === one.id ? { who: one, id: ofOne } : { who: other, id: ofOther }
  const leaving = await left.who.visitor.post(page(id, `/${left.id}/verwijderen`), {})
  expect([leaving.status, leaving.text.includes('Dit is de enige eigenaar')]).toEqual([422, true])
  const less = await left.who.visitor.post(page(id, `/${left.id}`), { functions: 'teacher', right: 'editor' })
  expect([less.status, less.text.includes('Dit is de enige eigenaar')]).toEqual([422, true])
})

test('the last owner of a school may leave when its board has an owner', async () => {
  const app = await testApp()
  const { board: id, school } = await board(app)
  const leader = await app.signedIn({ at: [{ organisationId: school, right: 'owner', functions: ['school-leader'] }] })
  const leave = page(school, `/${await membershipOf(app, school, leader)}/verwijderen`)
  expect((await leader.visitor.post(leave, {})).status).toBe(422)
  await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] })
  expect((await leader.visitor.post(leave, {})).location).toBe('/organisaties?gedaan=left')
})

test('who may not change gets 404 on page and post: an editor, a person of one school at another, someone with a right at the school for a person of the board', async () => {
  const app = await testApp()
  const { board: id, school } = await board(app)
  const elsewhere = await board(app)
  const owner = await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] })
  const ofOwner = await membershipOf(app, id, owner)
  const editor = await app.signedIn({ at: [{ organisationId: id, right: 'editor' }] })
  const leader = await app.signedIn({ at: [{ organisationId: school, right: 'owner' }] })
  const stranger = await app.signedIn({ at: [{ organisationId: elsewhere.board, right: 'owner' }] })
  for (const who of [editor, leader, stranger])
    // Also below an organisation where they do have a right: the person is not of that one.
    for (const place of [id, school, elsewhere.board]) {
      const address = page(place, `/${ofOwner}`)
      expect([(await who.visitor.get(address)).status, (await who.visitor.post(address, { functions: 'teacher', right: 'reader' })).status]).toEqual([404, 404])
      expect((await who.visitor.post(`${address}/verwijderen`, {})).status).toBe(404)
    }
  expect(await app.services.organisations.verbs.owners(id)).toEqual([owner.id])
})

test('colleagues see names and functions; addresses and invitations are for who invites; nobody else sees that there is an organisation', async () => {
  const app = await testApp()
  const { board: id, school } = await board(app)
  await app.signedIn({ name: 'Olga Eigenaar', email: 'olga@kompas.example', at: [{ organisationId: id, right: 'owner', functions: ['board-member'] }] })
  const reader = await app.signedIn({ at: [{ organisationId: school, right: 'reader' }] })
  const editor = await app.signedIn({ at: [{ organisationId: school, right: 'editor' }] })
  const seen = await reader.visitor.get(page(school))
  expect(seen.text).toContain('Olga Eigenaar')
  expect(seen.text).toContain('Via Stichting Het Kompas')
  expect(seen.text).not.toMatch(/olga(<wbr\/>)?@kompas\.example|Open uitnodigingen/)
  expect((await editor.visitor.get(page(school))).text).toMatch(/olga(<wbr\/>)?@kompas\.example/)
  expect((await (await app.signedIn()).visitor.get(page(school))).status).toBe(404)
  expect((await app.visitor().get(page(school))).location).toBe(`/aanmelden?naar=${encodeURIComponent(page(school))}`)
})

test('every change leaves a line in the audit log, with the person as pseudonym and no contents', async () => {
  const app = await testApp()
  const { board: id } = await board(app)
  const owner = await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] })
  const ida = await app.signedIn({ at: [{ organisationId: id, right: 'reader', functions: ['teacher'] }] })
  const membership = await membershipOf(app, id, ida)
  await owner.visitor.post(page(id, `/${membership}`), { functions: 'teacher', right: 'contributor' })
  await ida.visitor.post(page(id, `/${membership}/verwijderen`), {})
  expect(await app.db.rows(sql`select actor, verb, subject from audit.entry where organisation_id = ${id} order by id`)).toEqual([
    { actor: `person:${owner.id}`, verb: 'membership.changed', subject: membership },
    { actor: `person:${ida.id}`, verb: 'membership.left', subject: membership },
  ])
})
