import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import type { SignedIn } from '../../../tests/support/app.ts'
import { boardApp, made, type BoardApp } from './test-plan.ts'

async function roundWithWishes({ app, board }: BoardApp, who: SignedIn): Promise<string> {
  const round = await app.db.tx((tx) => app.services.assessments.verbs.startAt(tx, who.actor, board, { name: 'De Wegwijzer', scope: 'board', sector: 'po' }, null))
  const say = (condition: string, fields: Record<string, string>) => who.visitor.post(`/metingen/${round.id}/${condition}`, { version: '0', ...fields })
  await say('4.3', { answer: '2', wish: 'yes', desiredLevel: '3', owner: 'ict-coördinator', term: '2027-08-01' })
  await say('5.1', { answer: '1', wish: 'yes' })
  await say('6.1', { answer: '3' })
  return round.id
}

test('the wishes of a round become actions, prefilled, in one go and only once', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const round = await roundWithWishes(plan, editor)
  const path = `${plan.path}/uit-ronde/${round}`
  expect((await editor.visitor.get(plan.path)).text).toContain(`${path}"`)
  const page = await editor.visitor.get(path)
  expect(page.text).toContain('4.3 Sterk inloggen en veilige apparaten')
  expect(page.text).not.toContain('6.1 Internet en wifi')
  expect((await editor.visitor.submit({ take: [] })).status).toBe(422)
  await editor.visitor.get(path)
  expect((await editor.visitor.submit({ take: ['4.3'], 'title-4.3': '  ' })).status).toBe(422)
  await editor.visitor.get(path)
  const form = await editor.visitor.submit({})
  expect(form.location).toBe(`${plan.path}?gemaakt=2`)
  const list = await editor.visitor.follow(form)
  for (const words of ['2 nieuwe acties', 'Sterk inloggen en veilige apparaten: naar Ingericht', 'van 2 Opzetten naar 3 Ingericht', 'ict-coördinator', '1 augustus 2027'])
    expect(list.text).toContain(words)
  // The same form again, and both at the same moment: nothing is doubled.
  const again = { take: ['4.3', '5.1'], 'title-4.3': 'Nog eens', 'title-5.1': 'Nog eens' }
  await Promise.all([editor.visitor.post(path, again), editor.visitor.post(path, again)])
  expect(await plan.app.db.rows(sql`select count(*)::int as count from plans.action`)).toEqual([{ count: 2 }])
  expect((await editor.visitor.get(path)).text).toContain('Alle wensen van deze ronde staan al in het plan.')
})

test('at the same moment, two people make one action of a wish', async () => {
  const plan = await boardApp()
  const [one, other] = [await plan.as('editor'), await plan.as('owner')]
  const round = await roundWithWishes(plan, one)
  const { wishesOf, takeUpWishes } = plan.app.services.plans.verbs
  const { proposals } = await wishesOf(one.actor, plan.board, round)
  const results = await Promise.all([one, other].map((who) => takeUpWishes(who.actor, plan.board, round, proposals)))
  expect(results.map((result) => ('made' in result ? result.made : 0)).reduce((sum, count) => sum + count)).toBe(2)
})

test('only who writes the plan takes up wishes, and only those of a round of that organisation', async () => {
  const plan = await boardApp()
  const owner = await plan.as('owner')
  const round = await roundWithWishes(plan, owner)
  const path = `/uit-ronde/${round}`
  for (const right of ['reader', 'contributor'] as const) {
    const { visitor } = await plan.as(right)
    expect([right, (await visitor.get(plan.path + path)).status, (await visitor.post(plan.path + path, { take: '4.3' })).status]).toEqual([right, 404, 404])
  }
  const [regenboog = ''] = plan.schools
  expect((await owner.visitor.get(`/organisaties/${regenboog}/plan${path}`)).status).toBe(404)
})

test('a finished action asks for a new answer on its condition until there is one', async () => {
  const plan = await boardApp()
  const { app, board } = plan
  const editor = await plan.as('editor')
  const round = await roundWithWishes(plan, editor)
  const address = await made(plan, editor, { conditionId: '4.3', fromLevel: '2', desiredLevel: '3' })
  const { asksForAnswer, finishedBetween, summaryOf } = app.services.plans.verbs
  expect(await asksForAnswer([board])).toEqual([])
  await editor.visitor.post(`${address}/status`, { version: '1', to: 'done', result: 'Aangezet' })
  expect(await asksForAnswer([board])).toMatchObject([{ conditionId: '4.3', roundId: round }])
  const page = await editor.visitor.get(address)
  expect(page.text).toContain('Klopt uw antwoord nog?')
  expect(page.text).toContain(`/metingen/${round}/4.3"`)
  expect(await finishedBetween([board], new Date('2026-03-01'), new Date('2026-04-01'))).toMatchObject([{ conditionId: '4.3', fromLevel: 2, desiredLevel: 3, result: 'Aangezet' }])
  expect(await finishedBetween([board], new Date('2026-04-01'), new Date('2026-05-01'))).toEqual([])
  expect((await summaryOf([board, plan.schools[0]!])).get(board)).toMatchObject({ counts: { done: 1, todo: 0 }, passed: 0 })
  app.clock.advance(60_000)
  await editor.visitor.get(`/metingen/${round}/4.3`)
  expect((await editor.visitor.submit({ answer: '3' })).status).toBe(303)
  expect(await asksForAnswer([board])).toEqual([])
  expect((await editor.visitor.get(address)).text).not.toContain('Klopt uw antwoord nog?')
})

test('a conversation makes one action of one condition in its own transaction, and a network sees no names', async () => {
  const plan = await boardApp()
  const { app, board } = plan
  const editor = await plan.as('editor')
  const reader = await plan.as('reader')
  const { createFrom, sharedPlan } = app.services.plans.verbs
  const proposal = { organisationId: board, conditionId: '5.1', title: 'Eerst uitzoeken wie de FG is', origin: { kind: 'conversation', roundId: 'ronde-1234567890' } } as const
  const first = await app.db.tx((tx) => createFrom(tx, editor.actor, proposal))
  expect(await app.db.tx((tx) => createFrom(tx, editor.actor, proposal))).toEqual(first)
  await expect(app.db.tx((tx) => createFrom(tx, reader.actor, proposal))).rejects.toThrow('There is no such plan')
  await made(plan, editor, { title: 'Met een naam', ownerId: editor.id, why: 'intern' })
  const shared = await sharedPlan(board)
  expect(shared.map((action) => action.title).toSorted()).toEqual(['Eerst uitzoeken wie de FG is', 'Met een naam'])
  expect(JSON.stringify(shared)).not.toMatch(new RegExp(`intern|${editor.id}`))
})
