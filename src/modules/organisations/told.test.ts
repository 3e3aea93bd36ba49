import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'

const toldTo = async (app: TestApp, who: SignedIn) =>
  (await app.db.rows<{ kind: string }>(sql`select kind from notifications.notification where person_id = ${who.id} order by created_at, kind`)).map(({ kind }) => kind)
const demo = (app: TestApp, name: string, school: string) =>
  app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name, place: 'Ede', sector: 'po', schools: [{ name: school, place: 'Ede', pupils: 9 }] }, tx))

test('who is changed or removed by another is told once; who leaves, or keeps their right, is not', async () => {
  const app = await testApp()
  const { board } = await demo(app, 'Stichting Het Kompas', 'De Vlieger')
  const at = (right: 'owner' | 'reader') => [{ organisationId: board, right }]
  const owner = await app.signedIn({ name: 'Olga', at: at('owner') })
  const [ida, sam] = [await app.signedIn({ name: 'Ida', at: at('reader') }), await app.signedIn({ name: 'Sam', at: at('reader') })]
  const members = await app.services.organisations.verbs.membersOf([board])
  const pageOf = (who: SignedIn) => `/organisaties/${board}/mensen/${members.find((one) => one.personId === who.id)?.id}`
  await owner.visitor.post(pageOf(ida), { functions: 'teacher', right: 'reader' })
  expect(await toldTo(app, ida)).toEqual([])
  await owner.visitor.post(pageOf(ida), { functions: 'teacher', right: 'editor' })
  const remove = () => owner.visitor.post(`${pageOf(ida)}/verwijderen`, {})
  await Promise.all([remove(), remove()])
  await sam.visitor.post(`${pageOf(sam)}/verwijderen`, {})
  expect([await toldTo(app, ida), await toldTo(app, sam), await toldTo(app, owner)]).toEqual([['access-changed', 'access-ended'], [], []])
})

test('the owners of both boards and of the school hear of a handover, each once, and nobody when it does not happen', async () => {
  const app = await testApp()
  const [from, to] = [await demo(app, 'Stichting Het Kompas', 'De Vlieger'), await demo(app, 'Stichting De Ster', 'De Komeet')]
  const [school = ''] = from.schools
  const owns = (...ids: string[]) => ids.map((organisationId) => ({ organisationId, right: 'owner' as const }))
  const [old, fresh, both] = [await app.signedIn({ at: owns(from.board) }), await app.signedIn({ at: owns(to.board) }), await app.signedIn({ at: owns(from.board, to.board) })]
  const leader = await app.signedIn({ at: owns(school) })
  const editor = await app.signedIn({ at: [{ organisationId: from.board, right: 'editor' }] })
  const beheer = await app.signedIn({ strong: true, at: owns(to.board) })
  await app.db.rows(sql`update people.person set administrator = true where id = ${beheer.id}`)
  const move = () => beheer.visitor.post('/beheer/organisaties/overdragen', { school, toBoard: to.board, moveReason: 'Overdracht' })
  await app.db.rows(sql`alter table audit.entry add constraint not_today check (verb <> 'handover.moved') not valid`)
  try {
    expect((await move()).status).toBe(500)
  } finally {
    await app.db.rows(sql`alter table audit.entry drop constraint not_today`)
  }
  expect(await toldTo(app, old)).toEqual([])
  await move()
  await move()
  const told = await Promise.all([old, fresh, both, leader, editor, beheer].map((who) => toldTo(app, who)))
  expect(told).toEqual([['school-moved'], ['school-moved'], ['school-moved'], ['school-moved'], [], []])
  expect((await leader.visitor.get('/mijn/meldingen')).text).toContain('De Vlieger ging van Stichting Het Kompas naar Stichting De Ster')
})
