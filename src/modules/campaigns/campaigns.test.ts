import { describe, expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type SignedIn } from '../../../tests/support/app.ts'
import { campaign, lettersTo, say } from './test-campaign.ts'

describe('a round of a board', () => {
  test('invites who works at the board and at each school, each to their own list', async () => {
    const app = await testApp()
    const { owner, path } = await campaign(app)
    expect((await lettersTo(app, 'lies'))[0]?.text).toContain('/kijk')
    expect(await lettersTo(app, 'sam')).toEqual([])
    const page = await owner.visitor.get(path)
    for (const name of ['Olga Owner', 'Pim Privacy', 'Lies Leider', 'Ties Leraar']) expect(page.text).toContain(name)
    expect(page.text).toContain('Nog niet begonnen')
  })

  test('does not exist for another school, on pages and by verbs', async () => {
    const app = await testApp()
    const { stranger, path, ofSchool, ofBoard, board, id } = await campaign(app)
    for (const at of [
      path,
      `/organisaties/${board}/rondes`,
      `/metingen/${ofSchool}/kijk`,
      `/metingen/${ofSchool}/gesprek`,
      `/metingen/${ofBoard}/kijk/4.3`,
      `/metingen/${ofBoard}/gesprek/stroom`,
    ])
      expect([at, (await stranger.visitor.get(at)).status]).toEqual([at, 404])
    expect((await stranger.visitor.post(`${path}/sluiten`, {})).status).toBe(404)
    await expect(app.services.campaigns.verbs.close(stranger.actor, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each([
    ['no title', { title: '' }, 'Geef de ronde een naam'],
    ['an end before the start', { endsOn: '2026-03-01' }, 'De laatste dag ligt voor de eerste'],
    ['no schools', { schools: undefined }, 'Kies minstens één school'],
    ['a school of another board', { schools: '11111111-1111-4111-8111-111111111111' }, 'hoort niet (meer) bij uw bestuur'],
    ['no promise about names', { anonymity: undefined }, 'Kies wat anderen bij een antwoord zien'],
  ])('with %s is not made, and says what to do', async (_, wrong, message) => {
    const app = await testApp()
    const { owner, board, first } = await campaign(app)
    const before = await app.db.rows(sql`select id from campaigns.campaign`)
    const refused = await owner.visitor.post(`/organisaties/${board}/rondes/nieuw`, {
      title: 'Nog een',
      startsOn: '2026-03-02',
      endsOn: '2026-03-30',
      scope: 'both',
      schools: first,
      anonymity: 'named',
      ...wrong,
    })
    expect([refused.status, refused.text.includes(message)]).toEqual([422, true])
    expect(await app.db.rows(sql`select id from campaigns.campaign`)).toEqual(before)
  })

  test('is one at a time: a second one over the same schools is refused with the reason, also when two are sent at once', async () => {
    const app = await testApp()
    const { owner, board, second, first, path } = await campaign(app)
    const make = (schools: string[]) =>
      owner.visitor.post(`/organisaties/${board}/rondes/nieuw`, { title: 'Nog een', startsOn: '2026-03-02', endsOn: '2026-03-30', scope: 'schools', schools, anonymity: 'named' })
    const refused = await make([first, second])
    expect([refused.status, refused.text.includes('Er loopt al een ronde samen')]).toEqual([422, true])
    expect((await Promise.all([make([second]), make([second])])).map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 422])
    await owner.visitor.post(`${path}/sluiten`, {})
    expect((await make([first])).status).toBe(303)
  })

  test('asks a function its own questions; who has none of it still may answer', async () => {
    const app = await testApp()
    const { owner, path, privacy, leader, ofBoard, ofSchool } = await campaign(app)
    await owner.visitor.post(`${path}/verdelen`, { '4': 'privacy-security', '5.1': 'school-leader' })
    const page = await privacy.visitor.get(`/metingen/${ofBoard}/kijk`)
    expect(page.text).toContain('Andere vragen, als u daar iets over weet')
    const asked = (who: SignedIn) =>
      app.services.campaigns.verbs.lead(owner.actor, path.split('/').at(-1) ?? '').then(({ participants }) => participants.find((one) => one.personId === who.id)?.asked)
    const [ofPrivacy = 0, ofLeader = 0] = [await asked(privacy), await asked(leader)]
    expect(ofPrivacy - ofLeader).toBe(5) // responsibility 4 has six conditions, and 5.1 is the leader's
    expect((await say(leader, ofSchool, '4.3', '2')).status).toBe(303)
  })

  test('reminds once a day who is not done, a week before the end from eight in the morning, also when the clocks change', async () => {
    const app = await testApp()
    const { privacy, ofBoard } = await campaign(app)
    await privacy.visitor.post(`/metingen/${ofBoard}/kijk/klaar`, { done: 'yes' })
    app.clock.set('2026-03-23T05:00:00Z')
    await app.runJobs()
    expect(await lettersTo(app, 'lies')).toHaveLength(1)
    app.clock.set('2026-03-23T07:30:00Z')
    await app.runJobs()
    app.clock.set('2026-03-23T12:00:00Z')
    await app.runJobs()
    expect((await lettersTo(app, 'lies')).map((letter) => letter.subject)).toEqual([expect.stringContaining('U bent gevraagd'), expect.stringContaining('U bent nog niet klaar')])
    expect(await lettersTo(app, 'pim')).toHaveLength(1)
    // The night of 29 March 2026 is an hour shorter: 06:30 UTC is half past eight in the Netherlands by then.
    app.clock.set('2026-03-29T06:30:00Z')
    await app.runJobs()
    expect(await lettersTo(app, 'lies')).toHaveLength(3)
  })
})

describe('one’s own view', () => {
  test('belongs to the person: two people differ without a conflict, and two tabs of one do not overwrite each other', async () => {
    const app = await testApp()
    const { leader, teacher, ofSchool } = await campaign(app)
    await say(leader, ofSchool, '4.3', '3', 'Alles staat aan')
    await say(teacher, ofSchool, '4.3', '1', 'Ik zie gedeelde accounts')
    const stale = await say(leader, ofSchool, '4.3', '4', 'Uit een oud tabblad')
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Uit een oud tabblad')
    expect((await leader.visitor.submit({})).status).toBe(303)
    expect((await leader.visitor.get(`/metingen/${ofSchool}/kijk/4.3`)).text).toContain('Uit een oud tabblad')
    expect((await teacher.visitor.get(`/metingen/${ofSchool}/kijk/4.3`)).text).toContain('Ik zie gedeelde accounts')
  })

  test('of someone who was removed in the middle stays in the comparison; they themselves get 404', async () => {
    const app = await testApp()
    const { owner, leader, teacher, ofSchool, path } = await campaign(app)
    await say(teacher, ofSchool, '4.3', '1', 'Wat ik zag')
    await app.db.rows(sql`update organisations.membership set ended_at = now() where person_id = ${teacher.id}`)
    // At once, also while they are still in the list of who takes part.
    expect((await teacher.visitor.get(`/metingen/${ofSchool}/kijk`)).status).toBe(404)
    const { participants } = await app.services.campaigns.verbs.lead(owner.actor, path.split('/').at(-1) ?? '')
    await owner.visitor.post(`${path}/deelnemers/${participants.find((one) => one.personId === teacher.id)?.id}/verwijderen`, {})
    expect((await teacher.visitor.get(`/metingen/${ofSchool}/kijk`)).status).toBe(404)
    await leader.visitor.post(`/metingen/${ofSchool}/gesprek/4.3/tonen`, { shown: 'yes' })
    expect((await leader.visitor.get(`/metingen/${ofSchool}/gesprek/4.3`)).text).toContain('Wat ik zag')
  })

  test('by personal link without an account works until the round closes, also after the last day', async () => {
    const app = await testApp()
    const { owner, board, path, ofSchool } = await campaign(app, { byLink: true })
    const wrong = await owner.visitor.post(`${path}/mensen`, { emails: 'geen adres', round: ofSchool, function: 'teacher' })
    expect(wrong.status).toBe(422)
    await owner.visitor.post(`${path}/mensen`, { emails: 'gast@school.example\ngast@school.example', round: ofSchool, function: 'teacher' })
    const [letter, ...more] = await lettersTo(app, 'gast')
    expect(more).toEqual([])
    const link = /\/deelnemen\/[\w-]{32}/.exec(letter?.text ?? '')?.[0] ?? ''
    const guest = app.visitor()
    expect((await guest.follow(guest.get(link))).text).toContain('Mijn antwoorden')
    app.clock.set('2026-04-02T09:00:00Z')
    expect((await guest.post(`/metingen/${ofSchool}/kijk/4.3`, { version: '0', answer: '2', reason: '' })).status).toBe(303)
    const later = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
    await later.visitor.post(`${path}/sluiten`, {})
    expect((await app.visitor().get(link)).status).toBe(404)
    expect((await guest.post(`/metingen/${ofSchool}/kijk/4.3`, { version: '1', answer: '4', reason: '' })).status).toBe(404)
    expect(await app.db.rows(sql`select 1 from campaigns.participant where email is not null or key_hash is not null`)).toEqual([])
  })

  test('by link is not possible where the board does not allow it', async () => {
    const app = await testApp()
    const { owner, path, ofSchool } = await campaign(app)
    await owner.visitor.post(`${path}/mensen`, { emails: 'gast@school.example', round: ofSchool, function: '' })
    expect(await lettersTo(app, 'gast')).toEqual([])
  })
})

describe('what was promised about names', () => {
  test('anonymous: nothing before three answers, never a name or function, and nobody can tell after closing', async () => {
    const app = await testApp()
    const { owner, leader, teacher, ofSchool, path } = await campaign(app, { anonymity: 'anonymous' })
    await say(leader, ofSchool, '4.3', '3', 'Reden een')
    await say(teacher, ofSchool, '4.3', '1', 'Reden twee')
    const at = `/metingen/${ofSchool}/gesprek/4.3`
    await leader.visitor.post(`${at}/tonen`, { shown: 'yes' })
    const two = await leader.visitor.get(at)
    expect(two.text).not.toContain('Reden')
    expect(two.text).toContain('te weinig om anoniem te tonen')
    await say(owner, ofSchool, '4.3', '2', 'Reden drie')
    const three = await leader.visitor.get(at)
    for (const reason of ['Reden een', 'Reden twee', 'Reden drie']) expect(three.text).toContain(reason)
    for (const who of ['Ties', 'Leraar', 'Lies', 'Olga']) expect(three.text.split('<main')[1]).not.toContain(who)
    await owner.visitor.post(`${path}/sluiten`, {})
    const traced = await app.db.rows(sql`
      select 1 from campaigns.view v join campaigns.participant p on p.id = v.participant_id union all select 1 from campaigns.view where function <> ''`)
    expect(traced).toEqual([])
    expect(await app.db.rows(sql`select count(distinct participant_id) as people from campaigns.view`)).toEqual([{ people: 3 }])
  })

  test('function: no names, and the promise cannot be changed afterwards, also not in the database', async () => {
    const app = await testApp()
    const { leader, teacher, ofSchool } = await campaign(app, { anonymity: 'function' })
    await say(teacher, ofSchool, '4.3', '1')
    await leader.visitor.post(`/metingen/${ofSchool}/gesprek/4.3/tonen`, { shown: 'yes' })
    const page = await leader.visitor.get(`/metingen/${ofSchool}/gesprek/4.3`)
    expect(page.text).toContain('Leraar')
    expect(page.text).not.toContain('Ties')
    await expect(app.db.rows(sql`update campaigns.campaign set anonymity = 'named'`)).rejects.toThrow('never changed')
  })
})

describe('the conversation', () => {
  test('has the largest difference first, hides until shown, and settles a joint answer with who agreed', async () => {
    const app = await testApp()
    const { leader, teacher, ofSchool } = await campaign(app)
    await say(leader, ofSchool, '4.3', '3', 'Alles staat aan')
    await say(teacher, ofSchool, '4.3', '1', 'Ik zie gedeelde accounts')
    await say(leader, ofSchool, '1.1', '2')
    await say(teacher, ofSchool, '1.1', '3')
    await say(leader, ofSchool, '2.1', '2')
    await say(teacher, ofSchool, '2.1', '2')
    const agenda = await leader.visitor.get(`/metingen/${ofSchool}/gesprek`)
    const places = ['gesprek/4.3"', 'gesprek/1.1"', 'gesprek/2.1"'].map((link) => agenda.text.lastIndexOf(link))
    expect(places.toSorted((one, other) => one - other)).toEqual(places)
    const at = `/metingen/${ofSchool}/gesprek/4.3`
    const hidden = await leader.visitor.get(at)
    expect(hidden.text).toContain('2 antwoorden zijn binnen. Ze zijn nog verborgen.')
    expect(hidden.text).not.toContain('gedeelde accounts</bdi>')
    await leader.visitor.post(`${at}/tonen`, { shown: 'yes' })
    expect((await leader.visitor.get(at)).text).toContain('Ik zie gedeelde accounts')
    // Those who follow along on their own phone see the answers now, without names.
    const followed = await teacher.visitor.get(`/metingen/${ofSchool}/kijk/gesprek`)
    expect(followed.text).toContain('Alles staat aan')
    expect(followed.text).not.toContain('Lies')
    const settled = await leader.visitor.post(at, { version: '0', outcome: 'agreed', answer: '2', reason: 'Nog niet overal.', agreedBy: 'schoolleider en leraar', dissent: '' })
    expect(settled.status).toBe(303)
    const { answers } = await app.services.assessments.verbs.overview(leader.actor, ofSchool)
    expect(answers.get('4.3')).toMatchObject({ judgement: { kind: 'level', level: 2 }, note: 'Nog niet overal.' })
    expect((await leader.visitor.get(at)).text).toContain('Eens: schoolleider en leraar')
    await leader.visitor.post(`/metingen/${ofSchool}/gesprek/eens`, {})
    expect((await app.services.assessments.verbs.overview(leader.actor, ofSchool)).answers.get('2.1')).toMatchObject({ judgement: { kind: 'level', level: 2 } })
  })

  test.each([
    ['no outcome', { outcome: '' }, 'Kies wat u afspreekt'],
    ['no answer', { answer: '' }, 'Kies het antwoord dat u samen geeft'],
    ['finding out nothing', { outcome: 'find-out', answer: '' }, 'Schrijf op wat u uitzoekt'],
  ])('with %s settles nothing, and says what to do', async (_, wrong, message) => {
    const app = await testApp()
    const { leader, ofSchool } = await campaign(app)
    const refused = await leader.visitor.post(`/metingen/${ofSchool}/gesprek/4.3`, {
      version: '0',
      outcome: 'agreed',
      answer: '2',
      reason: '',
      agreedBy: '',
      dissent: '',
      ...wrong,
    })
    expect([refused.status, refused.text.includes(message)]).toEqual([422, true])
    expect(await app.db.rows(sql`select 1 from campaigns.settlement`)).toEqual([])
  })

  test('an answer that changed meanwhile is not overwritten, and what was typed stays', async () => {
    const app = await testApp()
    const { leader, ofSchool } = await campaign(app)
    await leader.visitor.post(`/metingen/${ofSchool}/4.3`, { version: '0', answer: '4' })
    const conflict = await leader.visitor.post(`/metingen/${ofSchool}/gesprek/4.3`, {
      version: '0',
      outcome: 'agreed',
      answer: '2',
      reason: 'Onze reden',
      agreedBy: '',
      dissent: '',
    })
    expect(conflict.status).toBe(409)
    expect(conflict.text).toContain('Onze reden')
    expect((await app.services.assessments.verbs.overview(leader.actor, ofSchool)).answers.get('4.3')?.judgement).toEqual({ kind: 'level', level: 4 })
  })
})

test('the board adopts all lists of a round in one decision; two at once are one', async () => {
  const app = await testApp()
  const { owner, board, path, ofBoard, ofSchool, id } = await campaign(app)
  const second = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
  // The school answered nothing by itself: it is adopted with the rest all the same.
  await owner.visitor.post(`/metingen/${ofBoard}/4.3`, { version: '0', answer: '3', arrangedBy: 'school' })
  const decision = { on: '2026-03-01', by: 'het college van bestuur' }
  await Promise.all([owner.visitor.post(`${path}/vaststellen`, decision), second.visitor.post(`${path}/vaststellen`, { ...decision, by: 'de voorzitter' })])
  const { parts } = await app.services.campaigns.verbs.see(owner.actor, id)
  const rounds = await app.services.assessments.verbs.roundsAt(
    owner.actor,
    parts.map((part) => part.organisationId),
  )
  expect(rounds.map((round) => round.id).toSorted()).toEqual([ofBoard, ofSchool].toSorted())
  expect(new Set(rounds.map((round) => round.adoption?.by ?? 'nobody'))).toEqual(new Set([rounds[0]?.adoption?.by]))
  expect(rounds[0]?.adoption).not.toBeNull()
  expect(await app.services.assessments.verbs.verifyAdopted()).toEqual({ checked: 2, changed: [] })
  expect(await app.db.rows(sql`select 1 from audit.entry where verb = 'campaign.adopted'`)).toHaveLength(1)
  expect((await owner.visitor.get(path)).text).toContain('Vastgesteld door')
})
