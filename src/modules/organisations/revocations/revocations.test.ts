import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../../tests/support/app.ts'
import { registeredBoards } from '../../comparison/fixture.ts'

async function stage() {
  const app = await testApp()
  const [board = '', other = ''] = await registeredBoards(app.db, { count: 2, schools: 1 })
  await app.db.rows(sql`update organisations.organisation set website = 'www.kompas.example' where id = ${board}`)
  const wrong = await app.signedIn({ name: 'Wrong', email: 'wrong@kompas.example' })
  await join(wrong, board)
  const admin = await app.signedIn({ name: 'Beheer', strong: true })
  await app.db.rows(sql`update people.person set administrator = true where id = ${admin.id}`)
  return { app, board, other, wrong, admin }
}
const join = (who: SignedIn, board: string) => who.visitor.post(`/organisaties/${board}/aansluiten`, { functions: 'board-member' })
const rightOf = async (app: TestApp, who: SignedIn, id: string) => (await app.services.organisations.verbs.standingOf(who.id)).get(id)?.right
const wayTo = (page: string) => /href="(\/beheer\/eigenaren\/[\w-]{16})"/.exec(page)?.[1] ?? ''

test('a first owner whom an address let in by mistake is out at once, is told why, and no address lets anyone in there by itself any more', async () => {
  const { app, board, wrong, admin } = await stage()
  const invite = await wrong.visitor.post(`/organisaties/${board}/mensen/uitnodigen`, { addresses: 'vriend@elders.example', functions: 'teacher', right: 'owner' })
  expect(invite.status).toBe(303)
  const list = await admin.visitor.get('/beheer/eigenaren')
  expect(list.text).toContain('het adres van de website')
  const path = wayTo(list.text)
  await admin.visitor.get(path)
  expect((await admin.visitor.submit({ reason: ' ' }, path)).text).toContain('Schrijf in één zin waarom')
  const reason = 'Dit adres hoort bij een oud-medewerker.'
  const both = await Promise.all([admin.visitor.post(path, { reason }), admin.visitor.post(path, { reason })])
  expect(both.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([303, 404])
  expect((await wrong.visitor.get(`/organisaties/${board}/mensen`)).status).toBe(404)
  const letters = await app.db.rows<{ subject: string }>(sql`select subject from platform.mail where recipient = 'wrong@kompas.example'`)
  expect(letters).toEqual([{ subject: `De beheerder van Koers beëindigde uw recht bij Bestuur 1. Reden: ${reason}` }])
  expect(await app.db.rows(sql`select actor from audit.entry where verb = 'membership.revoked' and organisation_id = ${board}`)).toEqual([{ actor: `person:${admin.id}` }])
  expect(await app.db.rows(sql`select id from organisations.invitation where withdrawn_at is null`)).toEqual([])
  expect((await admin.visitor.get('/beheer/eigenaren')).text).toContain(reason)
  for (const email of ['wrong@kompas.example', 'accomplice@kompas.example']) {
    const again = await app.signedIn({ email })
    await join(again, board)
    expect(await rightOf(app, again, board)).toBeUndefined()
  }
  const [school] = await app.services.organisations.verbs.childrenOf(board)
  const atSchool = await app.signedIn({ email: 'third@kompas.example' })
  await join(atSchool, school?.id ?? '')
  expect(await rightOf(app, atSchool, school?.id ?? '')).toBeUndefined()
  expect((await admin.visitor.get('/beheer')).text).toContain('3 verzoeken wachten op uw beslissing')
})

test('whom they let in stays, unless the administrator says otherwise; then all of them go, and whom others let in stays', async () => {
  const { app, board, wrong, admin } = await stage()
  const letIn = async (by: SignedIn, right: 'owner' | 'reader') => {
    // Later than who let them in, who then stands first in the list of owners.
    app.clock.advance(1000)
    const who = await app.signedIn()
    await app.services.organisations.verbs.grant(app.db, { personId: who.id, organisationId: board, right, functions: [], grantedBy: by.id })
    return who
  }
  const friend = await letIn(wrong, 'owner')
  const friendOfFriend = await letIn(friend, 'reader')
  const path = wayTo((await admin.visitor.get(`/beheer/eigenaren?nummer=${board}`)).text)
  expect((await admin.visitor.get(path)).text).toContain('Beëindig ook het recht van 2 anderen')
  await admin.visitor.post(path, { reason: 'Verkeerd' })
  expect(await Promise.all([wrong, friend, friendOfFriend].map((who) => rightOf(app, who, board)))).toEqual([undefined, 'owner', 'reader'])
  const rest = wayTo((await admin.visitor.get(`/beheer/eigenaren?nummer=${board}`)).text)
  await admin.visitor.post(rest, { reason: 'Verkeerd', whole: 'yes' })
  expect(await Promise.all([friend, friendOfFriend].map((who) => rightOf(app, who, board)))).toEqual([undefined, undefined])
})

test('only an administrator with a second step; others get 404, and neither an editor nor an owner of elsewhere can be meant', async () => {
  const { app, board, other, wrong } = await stage()
  const [{ id } = { id: '' }] = await app.services.organisations.verbs.membersOf([board])
  const path = `/beheer/eigenaren/${id}`
  const stranger = await app.signedIn({ strong: true, at: [{ organisationId: other, right: 'owner' }] })
  for (const { visitor } of [wrong, stranger])
    expect([(await visitor.get('/beheer/eigenaren')).status, (await visitor.get(path)).status, (await visitor.post(path, { reason: 'x' })).status]).toEqual([404, 404, 404])
  const weak = await app.signedIn({ name: 'Zwak' })
  await app.db.rows(sql`update people.person set administrator = true where id = ${weak.id}`)
  expect((await weak.visitor.post(path, { reason: 'x' })).location).toMatch(/^\/mijn\/account\/tweede-stap/)
  expect(await rightOf(app, wrong, board)).toBe('owner')
  const demo = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Proef', place: 'X', sector: 'po', schools: [] }, tx))
  await app.signedIn({ at: [{ organisationId: demo.board, right: 'owner' }] })
  const [ofDemo] = await app.services.organisations.verbs.membersOf([demo.board])
  const strong = await app.signedIn({ name: 'Zwak', strong: true })
  expect((await strong.visitor.post(`/beheer/eigenaren/${ofDemo?.id}`, { reason: 'x' })).status).toBe(404)
})
