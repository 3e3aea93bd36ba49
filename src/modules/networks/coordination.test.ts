import { expect, test } from 'vitest'
import type { Right } from '#platform/rights'
import { sql } from '#platform/sql'
import { DAY } from '#platform/clock'
import { newId } from '#platform/secret'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'
import { registeredBoards } from '../comparison/fixture.ts'
import { isSharedByMany } from './shared-wish.ts'

const details = { name: 'Coöperatie Oost', about: 'Samen', contact: 'secretaris@oost.example' }

/** A network of three boards with an owner each; the first coordinates. */
async function stage() {
  const app = await testApp({ clock: '2026-03-02T09:00:00.000Z' })
  const [a = '', b = '', c = '', d = ''] = await registeredBoards(app.db, { count: 4, schools: 0 })
  const at = (right: Right, organisationId: string, more: { strong?: boolean } = {}) => app.signedIn({ ...more, at: [{ organisationId, right }] })
  const [first, second, third] = [await at('owner', a), await at('owner', b), await at('owner', c)]
  const id = (await first.visitor.post(`/organisaties/${a}/netwerken/nieuw`, details)).location?.slice(-16) ?? ''
  const link = /\/netwerken\/[\w-]{16}\/meedoen\/[\w-]{32}/.exec((await first.visitor.get(`/netwerken/${id}`)).text)?.[0] ?? ''
  await second.visitor.post(link, { organisationId: b })
  app.clock.advance(1000)
  await third.visitor.post(link, { organisationId: c })
  return { app, at, a, b, c, d, first, second, third, id, link, manage: `/netwerken/${id}/beheren` }
}
const told = async (app: TestApp, who: SignedIn) =>
  (await app.db.rows<{ kind: string }>(sql`select kind from notifications.notification where person_id = ${who.id} order by created_at, kind`)).map(({ kind }) => kind)
const coordinators = (app: TestApp) => app.db.rows<{ id: string }>(sql`select organisation_id as id from networks.member where coordinator`)

test('only who coordinates manages: to anyone else the pages and the posts do not exist', async () => {
  const { app, at, a, b, first, second, id, manage } = await stage()
  const editor = await at('editor', a)
  const stranger = await app.signedIn()
  for (const { visitor } of [second, editor, stranger]) {
    const answers = [
      visitor.get(manage),
      visitor.get(`${manage}/vragen`),
      visitor.post(manage, { ...details, version: '0' }),
      ...['verwijderen', 'coordinator', 'vragen'].map((what) => visitor.post(`${manage}/besturen/${b}/${what}`, {})),
    ]
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
  }
  expect((await first.visitor.get(manage)).text).toContain('Coördinatie overdragen')
  expect((await first.visitor.get(`/netwerken/${id}`)).text).toContain(`href="${manage}"`)
})

test('two who change the network at once: the second sees what the first made of it, with their own version beside it', async () => {
  const { at, a, first, id, manage } = await stage()
  const colleague = await at('owner', a)
  const both = [first.visitor.get(manage), colleague.visitor.get(manage)]
  await Promise.all(both)
  expect((await first.visitor.submit({ name: 'Coöperatie Noord' }, manage)).location).toBe(`/netwerken/${id}`)
  const late = await colleague.visitor.submit({ name: 'Coöperatie Zuid' }, manage)
  expect([late.status, late.text.includes('value="Coöperatie Noord"'), late.text.includes('Coöperatie Zuid')]).toEqual([409, true, true])
  expect((await colleague.visitor.submit({ name: '' }, manage)).status).toBe(422)
  expect((await colleague.visitor.get(`/netwerken/${id}`)).title).toContain('Coöperatie Noord')
})

test('a removed board loses sight at once, is told once, and the link it kept lets it in no longer', async () => {
  const { app, a, b, first, second, id, link, manage } = await stage()
  await second.visitor.post(`/organisaties/${b}/netwerken/${id}/delen`, { kinds: ['wishes', 'levels', 'plan'] })
  const remove = (board: string) => first.visitor.post(`${manage}/besturen/${board}/verwijderen`, {})
  await Promise.all([remove(b), remove(b)])
  for (const path of [`/netwerken/${id}`, `/netwerken/${id}/wensen.ods`, `/netwerken/${id}/besturen/${b}`, `/organisaties/${b}/netwerken/${id}`])
    expect([path, (await second.visitor.get(path)).status]).toEqual([path, 404])
  expect((await second.visitor.post(link, { organisationId: b })).status).toBe(404)
  expect((await first.visitor.get(`/netwerken/${id}`)).text).toContain('Leden: 2 besturen')
  expect(await told(app, second)).toEqual(['network-removed'])
  expect((await remove(a)).status).toBe(404) // oneself one leaves
})

test('handed over, one board coordinates and the other no longer; of two who hand over at once, one does', async () => {
  const { app, at, a, b, c, first, second, third, manage } = await stage()
  const colleague = await at('owner', a)
  const both = await Promise.all([first.visitor.post(`${manage}/besturen/${b}/coordinator`, {}), colleague.visitor.post(`${manage}/besturen/${c}/coordinator`, {})])
  expect(both.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([303, 404])
  const [{ id: now } = { id: '' }] = await coordinators(app)
  expect([b, c]).toContain(now)
  expect((await first.visitor.get(manage)).status).toBe(404)
  const [heir, other] = now === b ? [second, third] : [third, second]
  expect([(await heir.visitor.get(manage)).status, await told(app, heir), await told(app, other)]).toEqual([200, ['network-coordinates'], []])
})

test('when the last coordinator leaves, also together with the next in line, a member coordinates and hears of it; an empty network takes who comes by the link', async () => {
  const { app, a, b, c, first, second, third, id, link } = await stage()
  const leave = (who: SignedIn, board: string) => who.visitor.post(`/organisaties/${board}/netwerken/${id}/verlaten`, {})
  const left = await Promise.all([leave(first, a), leave(second, b)])
  expect(left.map(({ status }) => status)).toEqual([303, 303])
  expect(await coordinators(app)).toEqual([{ id: c }])
  expect(await told(app, third)).toEqual(['network-coordinates'])
  await leave(third, c)
  expect(await coordinators(app)).toEqual([])
  await second.visitor.post(link, { organisationId: b })
  expect(await coordinators(app)).toEqual([{ id: b }])
})

test('a board that is asked hears of it once and answers for itself; who declined is left alone for three months', async () => {
  const { app, at, d, first, id, manage } = await stage()
  const [owner, editor] = [await at('owner', d), await at('editor', d)]
  await app.db.rows(sql`update organisations.organisation set search = 'bestuur', words = 'bestuur'::tsvector`)
  expect((await first.visitor.get(`${manage}/vragen?zoek=bestuur`)).text).toContain('doet al mee')
  const ask = () => first.visitor.post(`${manage}/besturen/${d}/vragen`, {})
  const answer = (who: SignedIn, what: string) => who.visitor.post(`/organisaties/${d}/netwerken/${id}/${what}`, {})
  expect((await answer(owner, 'meedoen')).status, 'not asked').toBe(404)
  await Promise.all([ask(), ask()])
  expect([await told(app, owner), await told(app, editor)]).toEqual([['network-invited'], []])
  expect((await owner.visitor.get(`/organisaties/${d}/netwerken`)).text).toContain('Gevraagd om mee te doen')
  expect((await editor.visitor.get(`/organisaties/${d}/netwerken`)).text).not.toContain('Coöperatie Oost')
  expect([(await answer(editor, 'meedoen')).status, (await owner.visitor.get(`/netwerken/${id}`)).status]).toEqual([404, 404])
  await answer(owner, 'niet-meedoen')
  await ask()
  expect([await told(app, owner), (await answer(owner, 'meedoen')).status]).toEqual([['network-invited'], 404])
  await app.db.rows(sql`update networks.invitation set declined_at = ${new Date(app.clock.now().getTime() - 91 * DAY)}`)
  await ask()
  expect((await answer(owner, 'meedoen')).status).toBe(303)
  expect((await owner.visitor.get(`/netwerken/${id}`)).status).toBe(200)
  expect(await told(app, first)).toEqual(['network-joined', 'network-joined', 'network-joined'])
})

test('an administrator begins a network and appoints its coordinator, by the number of a board that has an owner, and sees nothing of what it shares', async () => {
  const { app, a, b, d, first, second, id } = await stage()
  const admin = await app.signedIn({ name: 'Beheer', strong: true })
  expect([(await admin.visitor.get('/beheer/netwerken')).status, (await admin.visitor.post('/beheer/netwerken', details)).status]).toEqual([404, 404])
  await app.db.rows(sql`update people.person set administrator = true where id = ${admin.id}`)
  const page = await admin.visitor.get('/beheer/netwerken')
  expect(page.text).toMatch(/Coöperatie Oost[\s\S]*Bestuur 1/)
  expect((await admin.visitor.get(`/netwerken/${id}`)).status).toBe(404)
  const begin = (fields: Record<string, string>) => admin.visitor.post('/beheer/netwerken', { ...details, id: 'nieuwNetwerk-016', name: 'Regio West', ...fields })
  const problems = { '': 'Kijk het nummer na', '00000': 'Kijk het nummer na', [d]: 'niemand eigenaar' }
  for (const [board, words] of Object.entries(problems)) {
    const refused = await begin({ board })
    expect([refused.status, refused.text.includes(words)]).toEqual([422, true])
  }
  await Promise.all([begin({ board: b }), begin({ board: b })])
  expect((await second.visitor.get('/netwerken/nieuwNetwerk-016/beheren')).status).toBe(200)
  const appoint = (network: string) => admin.visitor.post('/beheer/netwerken/coordinator', { network, coordinator: b })
  expect((await appoint('bestaatnietbesta')).status).toBe(404)
  await Promise.all([appoint(id), appoint(id)])
  expect([(await first.visitor.get(`/netwerken/${id}/beheren`)).status, (await second.visitor.get(`/netwerken/${id}/beheren`)).status]).toEqual([404, 200])
  expect((await told(app, second)).filter((kind) => kind === 'network-coordinates')).toHaveLength(2)
  expect(await coordinators(app)).toHaveLength(2)
  expect(a).not.toBe(b)
})

test('a question, an offer and a joint action are told to who speaks for the other boards, once, unless they chose not to hear', async () => {
  const { app, at, a, b, first, second, third, id } = await stage()
  const editor = await at('editor', b)
  const reader = await at('reader', b)
  await third.visitor.post('/mijn/meldingen/voorkeuren', { invitations: 'app', rounds: 'app', plan: 'app', evidence: 'app', network: 'off', practices: 'off', rhythm: 'daily' })
  const say = (kind: string, message: string) => first.visitor.post(`/netwerken/${id}/vragen`, { id: message, kind, organisationId: a, text: 'Wie heeft ervaring?' })
  await Promise.all([say('ask', 'ditIsEenVraag-16'), say('ask', 'ditIsEenVraag-16')])
  await say('offer', 'ditIsEenAanbod16')
  const action = { id: 'ditIsEenActieVan', organisationId: a, title: 'Samen inkopen' }
  await first.visitor.post(`/netwerken/${id}/acties`, action)
  await first.visitor.post(`/netwerken/${id}/acties`, action)
  const all = ['network-asked', 'network-offered', 'network-action']
  const sorted = async (who: SignedIn) => (await told(app, who)).filter((kind) => kind !== 'network-joined').toSorted()
  expect(await Promise.all([first, second, editor, reader, third].map(sorted))).toEqual([[], all.toSorted(), all.toSorted(), [], []])
  app.clock.advance(DAY)
  await app.runJobs()
  const letters = await app.db.rows<{ text: string }>(sql`select text from platform.mail where about = 'notification.digest' and text like '%Samen inkopen%'`)
  expect(letters).toHaveLength(2)
})

test('a wish that many boards share is told once, and only when they share it', async () => {
  const { app, a, b, c, first, id } = await stage()
  const { edition } = app.services.instruments.verbs.current
  for (const board of [a, b, c]) {
    const round = newId()
    await app.db.rows(sql`
      insert into assessments.round (id, organisation_id, number, instrument, edition, edition_version, scope, started_at)
      values (${round}, ${board}, 1, ${edition.id}, ${edition.hash}, ${edition.version}, 'board', ${app.clock.now()})`)
    await app.db.rows(sql`
      insert into assessments.answer (round_id, condition_id, judgement, level, wish, desired_level, answered_at) values (${round}, '4.3', 'level', 2, true, 4, ${app.clock.now()})`)
    await app.db.rows(sql`update assessments.round set finished_at = ${app.clock.now()} where id = ${round}`)
  }
  const share = (boards: string[]) =>
    app.db.rows(sql`update networks.member set wishes_since = ${app.clock.now()} where network_id = ${id} and organisation_id = any(${boards}::uuid[])`)
  const later = async () => (app.clock.advance(DAY), app.runJobs())
  const wishes = async () => (await told(app, first)).filter((kind) => kind === 'network-wish').length
  await share([a, b])
  await later()
  expect(await wishes()).toBe(0)
  await share([a, b, c])
  await later()
  await later()
  expect(await wishes()).toBe(1)
  expect((await app.db.one<{ params: unknown }>(sql`select params from notifications.notification where kind = 'network-wish' limit 1`))?.params).toMatchObject({ count: '3' })
})

test.each([
  [2, 2, false],
  [3, 6, true],
  [3, 7, false],
  [30, 60, true],
])('a wish of %i boards of %i that share theirs is shared by many: %s', (wishing, sharing, many) => {
  expect(isSharedByMany({ conditionId: '4.3', boards: Array.from({ length: wishing }, String) }, sharing)).toBe(many)
})
