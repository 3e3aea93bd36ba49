import { describe, expect, test } from 'vitest'
import { newId } from '#platform/secret'
import { sql } from '#platform/sql'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'
import { campaign, lettersTo, say } from './test-campaign.ts'

const handOver = async (app: TestApp, school: string) => {
  const { board } = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Stichting De Buren', place: 'Ede', sector: 'po', schools: [] }, tx))
  await app.db.rows(sql`update organisations.organisation set parent_id = ${board} where id = ${school}`)
}
const settled = { version: '0', outcome: 'agreed', answer: '2', reason: '', agreedBy: '', dissent: '' }

describe('a school that went to another board in the middle', () => {
  test('stays with the school: the old board closes and adopts its own lists, and sees nothing of that school any more', async () => {
    const app = await testApp()
    const { owner, leader, first, path, id, ofBoard, ofSchool } = await campaign(app)
    await handOver(app, first)
    expect((await owner.visitor.get(path)).text).not.toContain('Ties Leraar')
    expect((await owner.visitor.post(`${path}/sluiten`, {})).status).toBe(303)
    expect((await owner.visitor.post(`${path}/vaststellen`, { on: '2026-03-01', by: 'het bestuur' })).status).toBe(303)
    const rounds = await app.db.rows<{ id: string; adopted: boolean; finished: boolean }>(
      sql`select id, adopted_at is not null as adopted, finished_at is not null as finished from assessments.round order by scope`,
    )
    expect(rounds).toEqual([
      { id: ofBoard, adopted: true, finished: true },
      { id: ofSchool, adopted: false, finished: false },
    ])
    expect((await leader.visitor.post(`/metingen/${ofSchool}/4.3`, { version: '0', answer: '2' })).status).toBe(303)
    expect((await app.services.campaigns.verbs.see(owner.actor, id)).campaign.closedAt).not.toBeNull()
  })
})

describe('what was promised without names', () => {
  test('the place on the agenda tells nothing of answers that are too few to show', async () => {
    const app = await testApp()
    const { owner, leader, teacher, ofSchool } = await campaign(app, { anonymity: 'anonymous' })
    for (const who of [owner, leader, teacher]) await say(who, ofSchool, '1.1', who === owner ? '1' : '2')
    for (const who of [leader, teacher]) await say(who, ofSchool, '4.3', who === leader ? '1' : '4')
    const { text } = await leader.visitor.get(`/metingen/${ofSchool}/gesprek`)
    expect(text.lastIndexOf('gesprek/1.1"')).toBeLessThan(text.lastIndexOf('gesprek/4.3"'))
  })

  test('who was taken off the list comes back as the same person, so that two people never count as three', async () => {
    const app = await testApp()
    const { owner, leader, teacher, ofSchool, path, id } = await campaign(app, { anonymity: 'anonymous' })
    await say(teacher, ofSchool, '4.3', '1', 'Alleen van Ties')
    await say(owner, ofSchool, '4.3', '2')
    const takeOff = async () => {
      const { participants } = await app.services.campaigns.verbs.lead(owner.actor, id)
      const own = participants.find((one) => one.personId === owner.id && one.roundId === ofSchool)
      return owner.visitor.post(`${path}/deelnemers/${own?.id}/verwijderen`, {})
    }
    expect((await takeOff()).status).toBe(303)
    expect((await say(owner, ofSchool, '4.3', '3')).status).toBe(409)
    expect((await owner.visitor.submit({})).status).toBe(303)
    await leader.visitor.post(`/metingen/${ofSchool}/gesprek/4.3/tonen`, { shown: 'yes' })
    expect((await leader.visitor.get(`/metingen/${ofSchool}/gesprek/4.3`)).text).not.toContain('Alleen van Ties')
    const { participants } = await app.services.campaigns.verbs.lead(owner.actor, id)
    expect(participants.filter((one) => one.personId === owner.id && one.roundId === ofSchool)).toMatchObject([{ answered: 1 }])
  })
})

describe('two at once', () => {
  test('who settles the same answer a moment later does not wipe out who saw it otherwise', async () => {
    const app = await testApp()
    const { owner, leader, ofSchool } = await campaign(app)
    const at = `/metingen/${ofSchool}/gesprek/4.3`
    expect((await leader.visitor.post(at, { ...settled, agreedBy: 'de school', dissent: 'De leraar ziet gedeelde accounts' })).status).toBe(303)
    // A double click says the same and bothers nobody.
    expect((await leader.visitor.post(at, { ...settled, agreedBy: 'de school', dissent: 'De leraar ziet gedeelde accounts' })).status).toBe(303)
    const second = await owner.visitor.post(at, settled)
    expect([second.status, second.text.includes('De leraar ziet gedeelde accounts')]).toEqual([409, true])
    const settlements = () => app.db.rows(sql`select agreed_by, dissent from campaigns.settlement`)
    expect(await settlements()).toEqual([{ agreed_by: 'de school', dissent: 'De leraar ziet gedeelde accounts' }])
    const changed = await owner.visitor.submit({ answer: '3', agreedBy: 'het bestuur' }, at)
    expect([changed.status, await settlements()]).toEqual([303, [{ agreed_by: 'het bestuur', dissent: '' }]])
  })

  test('one guest invited twice at once gets one letter and one place', async () => {
    const app = await testApp()
    const { owner, path, ofSchool } = await campaign(app, { byLink: true })
    const invite = () => owner.visitor.post(`${path}/mensen`, { emails: 'gast@school.example', round: ofSchool, function: '' })
    await Promise.all([invite(), invite()])
    expect(await lettersTo(app, 'gast')).toHaveLength(1)
    expect(await app.db.rows(sql`select 1 from campaigns.participant where email is not null`)).toHaveLength(1)
  })

  test('a guest invited while the round closes leaves no address and no link behind', async () => {
    const app = await testApp()
    const { owner, path, ofSchool } = await campaign(app, { byLink: true })
    await Promise.all([owner.visitor.post(`${path}/sluiten`, {}), owner.visitor.post(`${path}/mensen`, { emails: 'gast@school.example', round: ofSchool, function: '' })])
    expect(await app.db.rows(sql`select 1 from campaigns.participant where email is not null or key_hash is not null`)).toEqual([])
  })
})

describe('an answer of the board that holds at the school', () => {
  test('is settled otherwise in the conversation at once, and what the school wants to work on stays', async () => {
    const app = await testApp()
    const { owner, leader, ofBoard, ofSchool } = await campaign(app)
    await owner.visitor.post(`/metingen/${ofBoard}/4.3`, { version: '0', answer: '3', arrangedBy: 'board' })
    await leader.visitor.get(`/metingen/${ofSchool}/4.3`)
    await leader.visitor.submit({ wish: 'yes', desiredLevel: '4', owner: 'Lies' })
    await leader.visitor.post(`/metingen/${ofSchool}/gesprek/4.3/tonen`, { shown: 'yes' })
    await leader.visitor.get(`/metingen/${ofSchool}/gesprek/4.3`)
    const saved = await leader.visitor.submit({ outcome: 'agreed', answer: '2', reason: 'Wij hebben een eigen netwerk.' }, `/metingen/${ofSchool}/gesprek/4.3`)
    expect(saved.status).toBe(303)
    const { answers } = await app.services.assessments.verbs.overview(leader.actor, ofSchool)
    expect(answers.get('4.3')).toMatchObject({ judgement: { kind: 'level', level: 2 }, inheritedFrom: null, wish: { desiredLevel: 4, owner: 'Lies' } })
  })
})

describe('an address', () => {
  test('of the school leads who leads the round to the place of its board; of an organisation that has nothing to do with it, nowhere', async () => {
    const app = await testApp()
    const { owner, first, second, path, id } = await campaign(app)
    expect((await owner.visitor.get(`/organisaties/${first}/rondes/${id}`)).location).toBe(path)
    expect((await owner.visitor.get(`/organisaties/${second}/rondes/${id}`)).status).toBe(404)
    for (const way of ['herinneren', `deelnemers/${newId()}/verwijderen`, `deelnemers/${newId()}/nieuwe-link`])
      expect([way, (await owner.visitor.post(`/organisaties/${second}/rondes/${id}/${way}`, {})).status]).toEqual([way, 404])
  })

  test('of a condition that does not exist is never put on everyone’s screen', async () => {
    const app = await testApp()
    const { leader, ofSchool } = await campaign(app)
    expect((await leader.visitor.post(`/metingen/${ofSchool}/gesprek/99.9/tonen`, { shown: 'yes' })).status).toBe(404)
    expect(await app.db.rows(sql`select 1 from campaigns.conversation`)).toEqual([])
  })
})

test('who was removed from the school no longer hears of its round on their own page', async () => {
  const app = await testApp()
  const { teacher } = await campaign(app)
  expect((await teacher.visitor.get('/mijn')).text).toContain('Voorjaarsronde')
  await app.db.rows(sql`update organisations.membership set ended_at = now() where person_id = ${teacher.id}`)
  expect((await teacher.visitor.get('/mijn')).text).not.toContain('Voorjaarsronde')
})

test('what someone types while the round closes is not lost', async () => {
  const app = await testApp()
  const { owner, leader, teacher, ofSchool, path } = await campaign(app)
  await owner.visitor.post(`${path}/sluiten`, {})
  const late = async (who: SignedIn, at: string, fields: Record<string, string>) => {
    const { status, text } = await who.visitor.post(at, fields)
    return [status, text.includes('Lang over nagedacht')]
  }
  expect(await late(teacher, `/metingen/${ofSchool}/kijk/4.3`, { version: '0', answer: '2', reason: 'Lang over nagedacht' })).toEqual([409, true])
  expect(await late(leader, `/metingen/${ofSchool}/gesprek/4.3`, { ...settled, reason: 'Lang over nagedacht' })).toEqual([409, true])
})
