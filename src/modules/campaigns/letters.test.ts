import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'

const toldTo = async (app: TestApp, who: SignedIn) =>
  (await app.db.rows<{ kind: string }>(sql`select kind from notifications.notification where person_id = ${who.id} order by created_at, kind`)).map(({ kind }) => kind)

/** A board with a school, and a round over both made by its owner. */
async function round(app: TestApp) {
  const { board, schools } = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo({ name: 'Stichting De Wegwijzer', place: 'Ede', sector: 'po', schools: [{ name: 'De Regenboog', place: 'Ede', pupils: 100 }] }, tx),
  )
  const [school = ''] = schools
  const at = { owner: [{ organisationId: board, right: 'owner' as const }], school: [{ organisationId: school, right: 'contributor' as const }] }
  const owner = await app.signedIn({ name: 'Olga', at: at.owner })
  const second = await app.signedIn({ name: 'Otto', at: at.owner })
  const teacher = await app.signedIn({ name: 'Ties', at: at.school })
  const left = await app.signedIn({ name: 'Vera', at: at.school })
  const begin = () =>
    owner.visitor.post(`/organisaties/${board}/rondes/nieuw`, {
      title: 'Voorjaarsronde',
      startsOn: '2026-03-02',
      endsOn: '2026-03-30',
      scope: 'both',
      schools: [school],
      anonymity: 'named',
      byLink: '',
    })
  const leave = () => app.db.rows(sql`update organisations.membership set ended_at = ${app.clock.now()} where person_id = ${left.id}`)
  return { board, school, owner, second, teacher, left, begin, leave }
}

test('who takes part is told of each step once, never of what they did themselves, and nothing any more once they left', async () => {
  const app = await testApp()
  const { owner, second, teacher, left, begin, leave, school } = await round(app)
  const path = (await begin()).location ?? ''
  expect([await toldTo(app, owner), await toldTo(app, teacher), await toldTo(app, left)]).toEqual([[], ['round-invited'], ['round-invited']])
  await leave()
  await owner.visitor.post(`${path}/herinneren`, {})
  await owner.visitor.post(`${path}/herinneren`, {})
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, path.split('/').at(-1) ?? '')
  const ofSchool = parts.find((part) => part.organisationId === school)?.roundId ?? ''
  for (const revealed of ['', 'yes', '']) await owner.visitor.post(`/metingen/${ofSchool}/gesprek/4.3/tonen`, { revealed })
  await owner.visitor.post(`/metingen/${ofSchool}/gesprek/4.3`, { version: '0', outcome: 'agreed', answer: '2', reason: 'Nog niet overal.', agreedBy: 'de school', dissent: '' })
  await owner.visitor.post(`${path}/sluiten`, {})
  await owner.visitor.post(`${path}/sluiten`, {})
  const decision = { on: '2026-03-02', by: 'College van bestuur' }
  const adopt = async () => (await app.services.campaigns.verbs.adopt(owner.actor, path.split('/').at(-1) ?? '', decision)).status
  expect([await adopt(), await adopt()]).toEqual(['adopted', 'already-adopted'])
  expect(await toldTo(app, owner)).toEqual([])
  expect(await toldTo(app, teacher)).toEqual(['round-invited', 'round-reminder', 'conversation-began', 'round-closed', 'round-adopted'])
  expect(await toldTo(app, left)).toEqual(['round-invited'])
  expect(await toldTo(app, second), 'an owner hears that it waits for a decision').toEqual(['round-invited', 'round-reminder', 'round-to-adopt', 'round-adopted'])
})

test('each is written to in their own language, and who wants no mail of rounds gets none', async () => {
  const app = await testApp()
  const { teacher, left, second, begin } = await round(app)
  await app.db.rows(sql`update people.person set language = 'en' where id = ${teacher.id}`)
  await app.db.rows(sql`insert into notifications.preference values (${left.id}, 'rounds', 'app')`)
  await begin()
  const letters = await app.db.rows<{ recipient: string; subject: string }>(sql`select recipient, subject from platform.mail order by recipient`)
  expect(letters).toEqual([
    { recipient: 'otto@school.example', subject: expect.stringContaining('tot en met 30 maart 2026') },
    { recipient: 'ties@school.example', subject: expect.stringContaining('De Regenboog: Voorjaarsronde. You can answer up to and including 30 March 2026') },
  ])
  expect([await toldTo(app, second), await toldTo(app, left)]).toEqual([['round-invited'], ['round-invited']])
})

test('a round that was not made after all was told to nobody', async () => {
  const app = await testApp()
  const { begin, teacher } = await round(app)
  await app.db.rows(sql`alter table audit.entry add constraint not_today check (verb <> 'campaign.created') not valid`)
  expect((await begin()).status).toBe(500)
  await app.db.rows(sql`alter table audit.entry drop constraint not_today`)
  expect(await toldTo(app, teacher)).toEqual([])
})
