import { expect, test } from 'vitest'
import { testApp } from '../../../tests/support/app.ts'
import { letterTo } from '../../../tests/support/mailbox.ts'

test('someone who is signed in finds what is asked of them, their organisations and the measurement they began without an account', async () => {
  const app = await testApp()
  const { board } = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo({ name: 'Stichting De Wegwijzer', place: 'Ede', sector: 'po', schools: [{ name: 'De Vlieger', place: 'Ede', pupils: 100 }] }, tx),
  )
  const owner = await app.signedIn({ name: 'Olga', at: [{ organisationId: board, right: 'owner' }] })
  const empty = await owner.visitor.get(`/organisaties/${board}`)
  expect(empty.text).toContain('Begin met uw eerste ronde. Daarna ziet u hier waar u staat.')
  expect(empty.text).toContain('1 school')
  await owner.visitor.post(`/organisaties/${board}/rondes/nieuw`, { title: 'Voorjaarsronde', startsOn: '2026-03-02', endsOn: '2026-03-30', scope: 'board', anonymity: 'named' })
  const mine = await owner.visitor.get('/mijn')
  for (const words of ['Dag Olga', 'Stichting De Wegwijzer', 'Voorjaarsronde, tot en met 30 maart 2026', 'u beheert het']) expect(mine.text).toContain(words)
  const standing = await owner.visitor.get(`/organisaties/${board}`)
  expect(standing.text).toContain('0 van 59 voorwaarden op niveau 3 of 4')
  expect(standing.text).toContain('Rondes die nu lopen')
})

test('is not there for others: who is not signed in goes to the way in, and a board of others is 404', async () => {
  const app = await testApp()
  const { board } = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Stichting De Wegwijzer', place: 'Ede', sector: 'po', schools: [] }, tx))
  expect((await app.visitor().get('/mijn')).location).toBe('/aanmelden?naar=%2Fmijn')
  const stranger = await app.signedIn()
  expect((await stranger.visitor.get(`/organisaties/${board}`)).status).toBe(404)
  expect((await stranger.visitor.get('/mijn')).text).toContain('U hoort nog bij geen bestuur of school')
})

test('a measurement that began without an account moves along at the first sign-in, and its link still works', async () => {
  const app = await testApp()
  const visitor = app.visitor()
  const { path } = await visitor.follow(visitor.post('/metingen', {}))
  await visitor.post(path, { name: 'De Wegwijzer', scope: 'board', sector: 'po', role: 'ICT' })
  const link = /\/verder\/[\w-]{32}/.exec((await visitor.get(path.replace('/profiel', '/link'))).text)?.[0] ?? ''
  await visitor.get('/aanmelden')
  await visitor.submit({ email: 'nieuw@school.example' }, '/aanmelden')
  const { code } = await letterTo(app.db, 'nieuw@school.example')
  await visitor.get('/aanmelden/code')
  const entered = await visitor.submit({ code })
  expect(entered.status).toBe(303)
  expect((await visitor.get('/mijn')).text).toContain('De Wegwijzer')
  expect((await visitor.get(path.replace('/profiel', ''))).status).toBe(200)
  expect((await app.visitor().get(link)).status).toBe(303)
})
