import { describe, expect, test } from 'vitest'
import { anyone } from '#platform/identity'
import { hashOf } from '#platform/secret'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../../tests/support/app.ts'
import { nextVersion, publish, realInstrument } from '../../../../tests/support/content.ts'

/** A board with two schools, and one open round of each, the schools' below the board's. */
async function board(app: TestApp) {
  const { organisations, assessments } = app.services
  const made = await app.db.tx((tx) =>
    organisations.verbs.createDemo(
      {
        name: 'Stichting De Wegwijzer',
        place: 'Ede',
        sector: 'po',
        schools: [
          { name: 'De Regenboog', place: 'Ede', pupils: 200 },
          { name: 'De Vlieger', place: 'Ede', pupils: 100 },
        ],
      },
      tx,
    ),
  )
  const [schoolId = '', otherSchool = ''] = made.schools
  const owner = await app.signedIn({ at: [{ organisationId: made.board, right: 'owner' }] })
  const leader = await app.signedIn({ at: [{ organisationId: schoolId, right: 'editor' }] })
  const [ofBoard, ofSchool] = await app.db.tx(async (tx) => {
    const above = await assessments.verbs.startAt(tx, owner.actor, made.board, { name: 'De Wegwijzer', scope: 'board', sector: 'po' }, null)
    return [above, await assessments.verbs.startAt(tx, owner.actor, schoolId, { name: 'De Regenboog', scope: 'school', sector: 'po' }, above.id)]
  })
  return { owner, leader, boardId: made.board, schoolId, otherSchool, ofBoard, ofSchool, verbs: assessments.verbs }
}

describe('what the board arranges', () => {
  test('is answered once and holds at the school, which may say that it is different and why', async () => {
    const app = await testApp()
    const { owner, leader, ofBoard, ofSchool, verbs } = await board(app)
    const at = `/metingen/${ofSchool.id}/4.3`
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3', arrangedBy: 'board', note: 'Eén inlog voor alle scholen.' })

    const inherited = await leader.visitor.get(at)
    expect(inherited.text).toContain('Uw bestuur heeft dit voor alle scholen beantwoord: 3 Ingericht')
    expect(inherited.text).toContain('Eén inlog voor alle scholen.')
    expect((await verbs.overview(leader.actor, ofSchool.id)).progress.filledIn).toBe(1)

    const without = await leader.visitor.submit({ answer: '2' })
    expect(without.status).toBe(422)
    expect(without.text).toContain('Vul in waarom het bij u anders is')
    expect((await leader.visitor.submit({ deviation: 'Wij zitten in een gebouw met een eigen netwerk.' })).status).toBe(303)
    const { answers } = await verbs.overview(leader.actor, ofSchool.id)
    expect(answers.get('4.3')).toMatchObject({ judgement: { kind: 'level', level: 2 }, deviation: 'Wij zitten in een gebouw met een eigen netwerk.', inheritedFrom: null })
    const { rounds } = await verbs.picture(owner.actor, [ofBoard.organisationId, ofSchool.organisationId])
    expect(rounds.find(({ round }) => round.id === ofSchool.id)?.cells).toContainEqual(expect.objectContaining({ conditionId: '4.3', level: 2, deviates: true }))
  })

  test('left as it is goes on to be inherited: a later change of the board comes through, and one’s own wish stays', async () => {
    const app = await testApp()
    const { owner, leader, ofBoard, ofSchool, verbs } = await board(app)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3', arrangedBy: 'supplier' })
    await leader.visitor.get(`/metingen/${ofSchool.id}/4.3`)
    expect((await leader.visitor.submit({ wish: 'yes', desiredLevel: '4' })).status).toBe(303)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '1', answer: '2', arrangedBy: 'supplier' })
    const { answers } = await verbs.overview(leader.actor, ofSchool.id)
    expect(answers.get('4.3')).toMatchObject({ judgement: { kind: 'level', level: 2 }, inheritedFrom: ofBoard.id, wish: { desiredLevel: 4 } })
  })

  test('leaves what the school wrote by it: a note under the same answer stays, also when the board says it later', async () => {
    const app = await testApp()
    const { owner, leader, ofBoard, ofSchool, verbs } = await board(app)
    const at = `/metingen/${ofSchool.id}/4.3`
    await leader.visitor.post(at, { version: '0', answer: '', note: 'Wij missen nog de kantine.' })
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3', arrangedBy: 'board', note: 'Van het bestuur.' })
    for (const wish of ['yes', 'yes']) {
      await leader.visitor.get(at)
      expect((await leader.visitor.submit({ wish })).status).toBe(303)
    }
    const note = async () => (await verbs.history(leader.actor, ofSchool.id)).answers.get('4.3')?.note
    expect(await note()).toBe('Wij missen nog de kantine.\n\nVan het bestuur.')
    await leader.visitor.get(at)
    await leader.visitor.submit({ note: 'Nu ook de kantine.' })
    expect(await note()).toBe('Nu ook de kantine.\n\nVan het bestuur.')
    await leader.visitor.post(`/metingen/${ofSchool.id}/4.4`, { version: '0', answer: '1' })
    await leader.visitor.post(`/metingen/${ofSchool.id}/afronden`, {})
    expect(await note()).toBe('Nu ook de kantine.\n\nVan het bestuur.')
  })

  test('is taken into the school’s round at the finish, and stays there when the board changes its answer', async () => {
    const app = await testApp()
    const { owner, leader, ofBoard, ofSchool, verbs } = await board(app)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3', arrangedBy: 'board', note: 'Van het bestuur' })
    await leader.visitor.post(`/metingen/${ofSchool.id}/4.4`, { version: '0', answer: '1' })
    await leader.visitor.post(`/metingen/${ofSchool.id}/afronden`, {})
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '1', answer: '1', arrangedBy: 'board' })
    const { answers } = await verbs.history(leader.actor, ofSchool.id)
    expect(answers.get('4.3')).toMatchObject({ judgement: { kind: 'level', level: 3 }, note: 'Van het bestuur', inheritedFrom: ofBoard.id })
    expect(answers.get('4.4')).toMatchObject({ judgement: { kind: 'level', level: 1 }, inheritedFrom: null })
  })

  test('what the school arranges itself is not inherited', async () => {
    const app = await testApp()
    const { owner, leader, ofBoard, ofSchool, verbs } = await board(app)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3', arrangedBy: 'school' })
    expect((await verbs.overview(leader.actor, ofSchool.id)).answers.size).toBe(0)
  })

  test('holds for the same questions only: a school that begins later takes the version of its board, one that is under way keeps its own', async () => {
    const app = await testApp()
    const { owner, otherSchool, ofBoard, ofSchool, verbs } = await board(app)
    const at = (organisationId: string, above: string | null) =>
      app.db.tx((tx) => verbs.startAt(tx, owner.actor, organisationId, { name: 'De Vlieger', scope: 'school', sector: 'po' }, above))
    await publish(app, nextVersion())
    expect((await at(otherSchool, ofBoard.id)).editionHash).toBe(realInstrument.edition.hash)

    await owner.visitor.post(`/metingen/${ofBoard.id}/1.1`, { version: '0', answer: '3', arrangedBy: 'board' })
    await owner.visitor.post(`/metingen/${ofBoard.id}/afronden`, {})
    const next = await at(ofBoard.organisationId, null)
    expect(next.editionVersion).toBe('2027.1')
    await owner.visitor.get(`/metingen/${next.id}/1.1`)
    await owner.visitor.submit({ answer: '4' })
    expect((await at(ofSchool.organisationId, next.id)).boardRoundId).toBe(ofBoard.id)
    expect((await verbs.overview(owner.actor, ofSchool.id)).answers.get('1.1')).toMatchObject({ judgement: { kind: 'level', level: 3 } })
  })
})

describe('adoption', () => {
  test('takes the schools along where nobody answered anything', async () => {
    const app = await testApp()
    const { owner, ofBoard, ofSchool, verbs } = await board(app)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3' })
    const ids = [ofBoard.id, ofSchool.id]
    await app.db.tx((tx) => verbs.finishAll(tx, owner.actor, ids))
    const decision = { on: '2026-01-02', by: 'het college van bestuur' }
    expect(await app.db.tx((tx) => verbs.adopt(tx, owner.actor, ids, decision))).toEqual({ status: 'adopted', rounds: 2 })
    expect(await verbs.verifyAdopted()).toEqual({ checked: 2, changed: [] })
    expect(await app.db.rows(sql`select subject from audit.entry where verb = 'round.adopted' order by subject`)).toEqual(ids.toSorted().map((subject) => ({ subject })))
  })

  test('by two people at once is one adoption; the answers and the record never change after it', async () => {
    const app = await testApp()
    const { owner, boardId, ofBoard, verbs } = await board(app)
    const second = await app.signedIn({ at: [{ organisationId: boardId, right: 'owner' }] })
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3' })
    const path = `/metingen/${ofBoard.id}/vaststellen`
    await owner.visitor.post(path, { on: '2026-03-01', by: 'te vroeg' })
    expect((await verbs.open(owner.actor, ofBoard.id)).round.adoption).toBeNull()
    await owner.visitor.post(`/metingen/${ofBoard.id}/afronden`, {})
    await Promise.all([owner.visitor.post(path, { on: '2026-03-01', by: 'het college van bestuur' }), second.visitor.post(path, { on: '2026-03-02', by: 'de voorzitter' })])
    const { adoption } = (await verbs.open(owner.actor, ofBoard.id)).round
    expect(['het college van bestuur', 'de voorzitter']).toContain(adoption?.by)
    const lines = await app.db.rows(sql`select 1 from audit.entry where verb = 'round.adopted'`)
    expect(lines).toHaveLength(1)
    await expect(app.db.rows(sql`update assessments.round set adopted_by = 'iemand anders' where id = ${ofBoard.id}`)).rejects.toThrow('a finished round never changes')
    expect(await verbs.verifyAdopted()).toEqual({ checked: 1, changed: [] })
  })

  test.each([
    ['a day in the future', { on: '2026-03-04', by: 'het bestuur' }, 'Deze dag ligt in de toekomst'],
    ['no day', { on: '', by: 'het bestuur' }, 'Vul de dag van het besluit in'],
    ['nobody', { on: '2026-03-01', by: ' ' }, 'Vul in wie heeft besloten'],
  ])('with %s is refused beside the field', async (_, fields, message) => {
    const app = await testApp()
    const { owner, ofBoard } = await board(app)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3' })
    await owner.visitor.post(`/metingen/${ofBoard.id}/afronden`, {})
    const refused = await owner.visitor.post(`/metingen/${ofBoard.id}/vaststellen`, fields)
    expect([refused.status, refused.text.includes(message)]).toEqual([422, true])
  })

  test('is for an owner who is signed in: an editor and who has the link only get 404', async () => {
    const app = await testApp()
    const { leader, ofSchool } = await board(app)
    expect((await leader.visitor.get(`/metingen/${ofSchool.id}/vaststellen`)).status).toBe(404)
    const visitor = app.visitor()
    const { path } = await visitor.follow(visitor.post('/metingen', {}))
    expect((await visitor.get(path.replace('/profiel', '/vaststellen'))).status).toBe(404)
  })

  test('is corrected by a new revision with a reason; growth goes by the revision once it is finished', async () => {
    const app = await testApp()
    const { owner, boardId, ofBoard, verbs } = await board(app)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3' })
    await owner.visitor.post(`/metingen/${ofBoard.id}/afronden`, {})
    await owner.visitor.post(`/metingen/${ofBoard.id}/vaststellen`, { on: '2026-03-01', by: 'het bestuur' })
    expect((await owner.visitor.post(`/metingen/${ofBoard.id}/corrigeren`, { reason: '' })).status).toBe(422)
    const corrected = await owner.visitor.follow(owner.visitor.post(`/metingen/${ofBoard.id}/corrigeren`, { reason: 'Vraag 4.3 was verkeerd begrepen.' }))
    expect(corrected.text).toContain('Vraag 4.3 was verkeerd begrepen.')
    const again = await owner.visitor.post(`/metingen/${ofBoard.id}/corrigeren`, { reason: 'Nog eens' })
    expect(again.location).toBe(corrected.path)
    expect((await verbs.roundsAt(owner.actor, [boardId])).map((round) => round.revision)).toEqual([1])
    await owner.visitor.post(`${corrected.path}/4.3`, { version: '1', answer: '2' })
    await owner.visitor.post(`${corrected.path}/afronden`, {})
    expect((await verbs.roundsAt(owner.actor, [boardId])).map((round) => round.revision)).toEqual([2])
    expect((await verbs.history(owner.actor, ofBoard.id)).answers.get('4.3')?.judgement).toEqual({ kind: 'level', level: 3 })
  })

  test('is corrected from what it was: what nobody looked at stays so, and what is answered anew is the school’s own', async () => {
    const app = await testApp()
    const { owner, ofBoard, ofSchool, verbs } = await board(app)
    await owner.visitor.post(`/metingen/${ofBoard.id}/4.3`, { version: '0', answer: '3', arrangedBy: 'board' })
    await owner.visitor.post(`/metingen/${ofSchool.id}/4.4`, { version: '0', answer: '1' })
    await owner.visitor.post(`/metingen/${ofSchool.id}/1.1`, { version: '0', answer: '1' })
    await owner.visitor.post(`/metingen/${ofSchool.id}/afronden`, {})
    const correct = async (roundId: string) => {
      await owner.visitor.post(`/metingen/${roundId}/vaststellen`, { on: '2026-03-01', by: 'het bestuur' })
      const correcting = await verbs.correct(owner.actor, roundId, 'Verkeerd begrepen.')
      return correcting.status === 'correcting' ? correcting.roundId : ''
    }
    const corrected = await correct(ofSchool.id)
    await owner.visitor.post(`/metingen/${corrected}/4.3`, { version: '1', answer: '2' })
    expect((await verbs.overview(owner.actor, corrected)).answers.get('4.3')).toMatchObject({ judgement: { level: 2 }, inheritedFrom: null })

    await owner.visitor.post(`/metingen/${corrected}/afronden`, {})
    const next = await verbs.startNext(owner.actor, corrected)
    const nextId = next.status === 'started' ? next.roundId : ''
    await owner.visitor.post(`/metingen/${nextId}/4.4`, { version: '1', answer: '2' })
    await owner.visitor.post(`/metingen/${nextId}/afronden`, {})
    const { answers, progress } = await verbs.overview(owner.actor, await correct(nextId))
    expect([answers.get('4.4')?.carried, answers.get('1.1')?.carried, progress.filledIn]).toEqual([false, true, 1])
  })
})

test('a measurement of a visitor moves to the board, after the rounds that are there', async () => {
  const app = await testApp()
  const { owner, otherSchool, verbs } = await board(app)
  const begun = await app.db.tx((tx) => verbs.startAt(tx, owner.actor, otherSchool, { name: 'De Vlieger', scope: 'school', sector: 'po' }, null))
  await owner.visitor.post(`/metingen/${begun.id}/4.3`, { version: '0', answer: '1' })
  await owner.visitor.post(`/metingen/${begun.id}/afronden`, {})
  const { roundId, key } = await verbs.start(owner.actor)
  const organisations = await app.db.tx((tx) => verbs.moveIntoAccount(tx, owner.id, [hashOf(key)]))
  expect(organisations).toHaveLength(1)
  const { round } = await verbs.open({ ...owner.actor, keys: [hashOf(key)] }, roundId)
  expect(await verbs.moveTo({ ...owner.actor, keys: [hashOf(key)] }, roundId, otherSchool)).toEqual({ status: 'moved' })
  expect(round.organisationId).toBe(organisations[0])
  expect((await verbs.roundsAt(owner.actor, [otherSchool])).map((one) => [one.id, one.number])).toEqual([
    [begun.id, 1],
    [roundId, 2],
  ])
  // The link that began it opens nothing of the school, and brings nobody in who signs in with it.
  await expect(verbs.open({ ...anyone, keys: [hashOf(key)] }, begun.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await app.db.tx((tx) => verbs.moveIntoAccount(tx, owner.id, [hashOf(key)]))).toEqual([])
})

test('a round of a board or school is never deleted as a measurement of a visitor is, also not by its owner', async () => {
  const app = await testApp()
  const { owner, ofBoard, verbs } = await board(app)
  await expect(verbs.remove(owner.actor, ofBoard.id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await verbs.open(owner.actor, ofBoard.id)).round.id).toBe(ofBoard.id)
})
