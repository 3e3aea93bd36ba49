import { expect, test } from 'vitest'
import type { Right } from '#platform/rights'
import { newId } from '#platform/secret'
import { sql } from '#platform/sql'
import { readOds } from '#protocols/ods'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'
import { registeredBoards } from '../comparison/fixture.ts'

type Stage = { app: TestApp; boards: string[]; at: (right: Right, board: number) => Promise<SignedIn>; owner: SignedIn; network: string; link: string }

/** A network of the first board; the others are invited. */
async function stage(count = 3): Promise<Stage> {
  const app = await testApp({ clock: '2026-03-02T09:00:00.000Z' })
  const boards = await registeredBoards(app.db, { count, schools: 0 })
  const at = (right: Right, board: number) => app.signedIn({ at: [{ organisationId: boards[board] ?? '', right }] })
  const owner = await at('owner', 0)
  const made = await owner.visitor.post(`/organisaties/${boards[0]}/netwerken/nieuw`, {
    id: '',
    name: 'Coöperatie Oost',
    about: 'Samen\nverder',
    contact: 'secretaris@oost.example',
  })
  const network = made.location?.slice(-16) ?? ''
  const link = /\/netwerken\/[\w-]{16}\/meedoen\/[\w-]{32}/.exec((await owner.visitor.get(`/netwerken/${network}`)).text)?.[0] ?? ''
  return { app, boards, at, owner, network, link }
}

/** A round of a board with these levels and wishes; open unless finished. */
async function round(app: TestApp, board: string, answers: { conditionId: string; level: number; wish: boolean }[], { finished = true, number = 1 } = {}): Promise<void> {
  const { edition } = app.services.instruments.verbs.current
  const [id, now] = [newId(), app.clock.now()]
  await app.db.rows(sql`
    insert into assessments.round (id, organisation_id, number, instrument, edition, edition_version, scope, started_at)
    values (${id}, ${board}, ${number}, ${edition.id}, ${edition.hash}, ${edition.version}, 'board', ${now})`)
  for (const { conditionId, level, wish } of answers)
    await app.db.rows(sql`
      insert into assessments.answer (round_id, condition_id, judgement, level, wish, desired_level, answered_at)
      values (${id}, ${conditionId}, 'level', ${level}, ${wish}, ${wish ? 4 : null}, ${now})`)
  if (finished) await app.db.rows(sql`update assessments.round set finished_at = ${now} where id = ${id}`)
}
const joined = async ({ boards, at, link }: Pick<Stage, 'boards' | 'at' | 'link'>, board: number) => {
  const who = await at('owner', board)
  expect((await who.visitor.post(link, { organisationId: boards[board] ?? '' })).status).toBe(303)
  return who
}
const ownPath = (board: string | undefined, network: string) => `/organisaties/${board}/netwerken/${network}`
const share = (who: SignedIn, board: string | undefined, network: string, kinds: string[]) => who.visitor.post(`${ownPath(board, network)}/delen`, { kinds })

test('joining shares nothing; what is chosen is dated and seen as the board itself sees it; stopping works at once', async () => {
  const all = await stage()
  const { app, boards, owner, network } = all
  await round(app, boards[1] ?? '', [{ conditionId: '4.3', level: 2, wish: true }])
  const second = await joined(all, 1)
  const page = async () => (await owner.visitor.get(`/netwerken/${network}`)).text
  expect(await page()).toMatch(/Nog geen bestuur deelt wensen[\s\S]*Nog geen bestuur deelt niveaus[\s\S]*Bestuur 2/)
  await share(second, boards[1], network, ['wishes'])
  expect(await page()).toMatch(/1 bestuur wil werken aan 4\.3[\s\S]*Nog geen bestuur deelt niveaus[\s\S]*Wensen/)
  for (const path of [ownPath(boards[1], network), `/netwerken/${network}/besturen/${boards[1]}`]) {
    const { text } = await second.visitor.get(path)
    expect([text.includes('wil hieraan werken'), text.includes('Wensen: gedeeld sinds 2 maart 2026'), text.includes('2 Opzetten')]).toEqual([true, true, false])
  }
  await second.visitor.post(`${ownPath(boards[1], network)}/stoppen`, {})
  expect(await page()).toContain('Nog geen bestuur deelt wensen')
  const lines = await app.db.rows<{ verb: string }>(sql`select verb from audit.entry where verb like 'network.%' order by at, id limit 20`)
  expect(lines.map(({ verb }) => verb)).toEqual(['network.made', 'network.joined', 'network.shared', 'network.stopped-sharing'])
})

test('an open round is not shared, nor the one before it replaced by it', async () => {
  const all = await stage()
  const { app, boards, owner, network } = all
  await round(app, boards[0] ?? '', [{ conditionId: '4.3', level: 2, wish: true }])
  await round(app, boards[0] ?? '', [{ conditionId: '1.1', level: 4, wish: true }], { finished: false, number: 2 })
  await share(owner, boards[0], network, ['wishes', 'levels'])
  const { wishes, levels } = await app.services.networks.verbs.view(owner.actor, network)
  expect([wishes, levels]).toEqual([[{ conditionId: '4.3', boards: [boards[0]] }], [{ conditionId: '4.3', counts: { 1: 0, 2: 1, 3: 0, 4: 0 } }]])
})

test('who leaves shares nothing any more, sees nothing any more, and comes back without sharing; the network keeps a coordinator', async () => {
  const all = await stage()
  const { app, boards, owner, network } = all
  await round(app, boards[0] ?? '', [{ conditionId: '4.3', level: 2, wish: true }])
  await share(owner, boards[0], network, ['wishes', 'levels', 'plan'])
  const second = await joined(all, 1)
  await owner.visitor.post(`${ownPath(boards[0], network)}/verlaten`, {})
  expect((await owner.visitor.get(`/netwerken/${network}`)).status).toBe(404)
  const view = await app.services.networks.verbs.view(second.actor, network)
  expect([view.wishes, view.levels, view.coordinates]).toEqual([[], [], true])
  await owner.visitor.post(all.link, { organisationId: boards[0] ?? '' })
  expect((await app.services.networks.verbs.own(owner.actor, boards[0] ?? '', network)).member).toMatchObject({
    shared: { levels: null, wishes: null, plan: null },
    coordinator: false,
  })
})

test.each<[Right | 'none' | 'elsewhere', Record<string, number>]>([
  ['none', { network: 404, ods: 404, member: 404, own: 404, share: 404, leave: 404, ask: 404, propose: 404, link: 404, new: 404 }],
  ['elsewhere', { network: 404, ods: 404, member: 404, own: 404, share: 404, leave: 404, ask: 404, propose: 404, link: 404, new: 404 }],
  ['reader', { network: 200, ods: 200, member: 200, own: 200, share: 404, leave: 404, ask: 404, propose: 404, link: 404, new: 404 }],
  ['editor', { network: 200, ods: 200, member: 200, own: 200, share: 404, leave: 404, ask: 303, propose: 303, link: 404, new: 404 }],
  ['owner', { network: 200, ods: 200, member: 200, own: 200, share: 303, leave: 303, ask: 303, propose: 303, link: 303, new: 200 }],
])('%s: each address answers as the rights say', async (right, expected) => {
  const { app, boards, at, network } = await stage()
  const { visitor } = right === 'none' ? await app.signedIn() : right === 'elsewhere' ? await at('owner', 2) : await at(right, 0)
  const [board, its] = [boards[0] ?? '', `/netwerken/${network}`]
  const status = async (answer: Promise<{ status: number }>) => (await answer).status
  expect({
    network: await status(visitor.get(its)),
    ods: await status(visitor.get(`${its}/wensen.ods`)),
    member: await status(visitor.get(`${its}/besturen/${board}`)),
    own: await status(visitor.get(ownPath(board, network))),
    share: await status(visitor.post(`${ownPath(board, network)}/delen`, { kinds: ['levels'] })),
    ask: await status(visitor.post(`${its}/vragen`, { kind: 'ask', organisationId: board, text: 'Wie?' })),
    propose: await status(visitor.post(`${its}/acties`, { title: 'Samen', organisationId: board })),
    link: await status(visitor.post(`${its}/link`, {})),
    new: await status(visitor.get(`/organisaties/${board}/netwerken/nieuw`)),
    leave: await status(visitor.post(`${ownPath(board, network)}/verlaten`, {})),
  }).toEqual(expected)
})

test('only an owner joins, for their own board, by a link that still holds', async () => {
  const { app, boards, at, owner, network, link } = await stage()
  const editor = await at('editor', 1)
  expect((await editor.visitor.post(link, { organisationId: boards[1] ?? '' })).status).toBe(404)
  const second = await at('owner', 1)
  expect((await second.visitor.post(link, { organisationId: boards[2] ?? '' })).status).toBe(404)
  expect((await second.visitor.post(link, {})).status).toBe(422)
  expect((await second.visitor.get(`/netwerken/${network}/meedoen/${'x'.repeat(32)}`)).status).toBe(404)
  await owner.visitor.post(`/netwerken/${network}/link`, {})
  expect((await second.visitor.post(link, { organisationId: boards[1] ?? '' })).status).toBe(404)
  expect(await app.db.one(sql`select count(*)::int as count from networks.member`)).toEqual({ count: 1 })
})

test('a board asks and closes in its own name only, and offers only what it published itself', async () => {
  const all = await stage()
  const { boards, owner, network } = all
  const second = await joined(all, 1)
  const say = (who: SignedIn, fields: Record<string, string>) =>
    who.visitor.post(`/netwerken/${network}/vragen`, { kind: 'ask', organisationId: boards[1] ?? '', text: 'Wie heeft ervaring?', ...fields })
  expect((await say(owner, {})).status).toBe(404)
  expect((await say(second, { text: ' ' })).status).toBe(422)
  expect((await say(second, { kind: 'offer', practiceId: 'bestaatnietbestaa' })).status).toBe(422)
  expect((await say(second, { kind: 'offer', practiceId: 'bestaatnietbesta' })).status).toBe(422)
  const id = 'ditIsEenIdVan16x'
  await say(second, { id, conditionId: '4.3' })
  await say(second, { id, conditionId: '4.3' })
  const messages = async () => ((await owner.visitor.get(`/netwerken/${network}`)).text.match(/Wie heeft ervaring\?/g) ?? []).length
  expect(await messages()).toBe(1)
  expect((await owner.visitor.post(`/netwerken/${network}/vragen/${id}/afsluiten`, {})).status).toBe(404)
  await second.visitor.post(`/netwerken/${network}/vragen/${id}/afsluiten`, {})
  expect(await messages()).toBe(0)
})

test('a joint action becomes one action in the plan of a board whose own editor takes it in, however often', async () => {
  const all = await stage()
  const { app, boards, at, owner, network } = all
  await joined(all, 1)
  const id = 'ditIsEenActieVan'
  await owner.visitor.post(`/netwerken/${network}/acties`, { id, organisationId: boards[0] ?? '', title: 'Samen inkopen', why: 'Goedkoper', term: '2026-12-31' })
  const editor = await at('editor', 1)
  const take = (who: SignedIn) => who.visitor.post(`/netwerken/${network}/acties/${id}/meedoen`, { organisationId: boards[1] ?? '' })
  expect((await take(owner)).status).toBe(404)
  const [one, two] = await Promise.all([take(editor), take(editor)])
  expect([one.status, one.location]).toEqual([303, two.location])
  const page = await editor.visitor.get(one.location ?? '')
  expect(page.text).toMatch(/Samen inkopen[\s\S]*Uit een actie van een netwerk/)
  expect(await app.services.plans.verbs.sharedPlan(boards[1] ?? '')).toMatchObject([{ title: 'Samen inkopen', term: '2026-12-31' }])
  expect((await owner.visitor.get(`/netwerken/${network}`)).text).toContain('Doet mee: 1 bestuur')
})

test('sixty boards with a wish are one line, and a table and a spreadsheet with their names', async () => {
  const { app, boards, owner, network } = await stage(60)
  const now = app.clock.now()
  for (const board of boards) await round(app, board, [{ conditionId: '4.3', level: 2, wish: true }])
  await app.db.rows(sql`
    insert into networks.member (network_id, organisation_id, joined_at) select ${network}, id, ${now} from unnest(${boards}::uuid[]) id on conflict do nothing`)
  await app.db.rows(sql`update networks.member set wishes_since = ${now}, levels_since = ${now}`)
  expect((await owner.visitor.get(`/netwerken/${network}`)).text).toMatch(/60 besturen willen werken aan 4\.3[\s\S]*Bestuur 60[\s\S]*Leden: 60 besturen/)
  const read = readOds((await owner.visitor.get(`/netwerken/${network}/wensen.ods`)).bytes)
  expect(read.ok && read.book.sheets[0]?.rows[1]?.slice(0, 3)).toEqual(['4.3', expect.any(String), '60'])
})

test('a person can have what is kept about them and be forgotten; the network stays', async () => {
  const { app, owner, network } = await stage()
  const { keeper } = app.services.networks
  expect(await keeper?.personalData(owner.id)).toMatchObject({ networks: [{ what: 'made the network', text: 'Coöperatie Oost' }] })
  await app.db.tx(async (tx) => keeper?.erase(tx, owner.id))
  expect(await keeper?.personalData(owner.id)).toEqual({ networks: [] })
  expect((await owner.visitor.get(`/netwerken/${network}`)).status).toBe(200)
})
