import { expect, test } from 'vitest'
import { boardApp, made } from './test-plan.ts'

const idIn = (address: string) => address.split('/').at(-1)!

test('an editor makes an action, and everyone who belongs to the board reads it', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const address = await made(plan, editor, { conditionId: '4.3', fromLevel: '2', desiredLevel: '3', owner: 'ict-coördinator', term: '2026-08-31', effort: '40', cost: '1.250' })
  const reader = await plan.as('reader')
  const page = await reader.visitor.get(address)
  expect(page.status).toBe(200)
  for (const words of [
    'Tweestapsverificatie aanzetten',
    '4.3 Sterk inloggen en veilige apparaten',
    'van 2 Opzetten naar 3 Ingericht',
    'ict-coördinator',
    '31 augustus 2026',
    '40 uur',
    'Te doen',
  ])
    expect(page.text).toContain(words)
  expect((await reader.visitor.get(plan.path)).text).toContain('Tweestapsverificatie aanzetten')
  expect((await reader.visitor.get(`${plan.path}/bord`)).text).toContain('Tweestapsverificatie aanzetten')
})

test('who does not belong finds nothing: no list, no action, no form', async () => {
  const plan = await boardApp()
  const address = await made(plan, await plan.as('editor'), {})
  const other = await plan.app.signedIn({ name: 'Buiten' })
  for (const visitor of [other.visitor, plan.app.visitor()])
    for (const path of [plan.path, `${plan.path}/bord`, `${plan.path}/nieuw`, address, `${address}/wijzigen`]) expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
  expect((await other.visitor.post(`${address}/opmerkingen`, { text: 'hoi' })).status).toBe(404)
  expect((await other.visitor.post(`${address}/status`, { version: '1', to: 'busy' })).status).toBe(404)
})

test('someone of a school sees what names the school or belongs to it, and nothing else of the board', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const [regenboog = '', kompas = ''] = plan.schools
  const named = await made(plan, editor, { title: 'Alleen voor De Regenboog', schoolIds: [regenboog] })
  await made(plan, editor, { title: 'Voor het hele bestuur' })
  await made(plan, editor, { title: 'Voor het Kompas', schoolIds: [kompas] })
  const leader = await plan.as('editor', regenboog)
  const own = await leader.visitor.post(`/organisaties/${regenboog}/plan/nieuw`, { title: 'Eigen actie van de school' })
  expect(own.status).toBe(303)
  const list = await leader.visitor.get(`/organisaties/${regenboog}/plan`)
  expect(list.text).toContain('Alleen voor De Regenboog')
  expect(list.text).toContain('Eigen actie van de school')
  expect(list.text).not.toContain('Voor het hele bestuur')
  expect(list.text).not.toContain('Voor het Kompas')
  expect((await leader.visitor.get(plan.path)).status).toBe(404)
  const here = `/organisaties/${regenboog}/plan/${idIn(named)}`
  expect((await leader.visitor.get(here)).status).toBe(200)
  // The action stays the board's: no editing from the school, but taking part.
  expect((await leader.visitor.get(`${here}/wijzigen`)).status).toBe(404)
  expect((await leader.visitor.post(`${here}/verwijderen`, { confirm: 'yes' })).status).toBe(404)
  expect((await leader.visitor.post(`${here}/opmerkingen`, { text: 'Wij doen mee' })).status).toBe(303)
  // The board sees the plan of its schools too.
  expect((await editor.visitor.get(plan.path)).text).toContain('Eigen actie van de school')
})

test('two people change one action: the second sees both versions and nothing is lost', async () => {
  const plan = await boardApp()
  const [one, other] = [await plan.as('editor'), await plan.as('editor')]
  const address = await made(plan, one, { why: 'Na het incident' })
  await one.visitor.get(`${address}/wijzigen`)
  await other.visitor.get(`${address}/wijzigen`)
  expect((await one.visitor.submit({ title: 'Titel van de een' })).status).toBe(303)
  const conflict = await other.visitor.submit({ title: 'Titel van de ander' })
  expect(conflict.status).toBe(409)
  expect(conflict.text).toContain('Titel van de een')
  expect(conflict.text).toContain('Titel van de ander')
  expect((await one.visitor.get(address)).text).toContain('Titel van de een')
  // Chosen with open eyes, it is stored; sent twice, it is stored once.
  const kept = await other.visitor.submit({})
  expect(kept.status).toBe(303)
  expect((await other.visitor.post(`${address}/wijzigen`, { version: '2', title: 'Titel van de ander', why: 'Na het incident' })).status).toBe(303)
  expect((await one.visitor.get(address)).text).toContain('Titel van de ander')
})

test('a status goes only where it may go, leaves a trace, and a second click changes nothing', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor', plan.board, 'Esra Editor')
  const address = await made(plan, editor, {})
  const move = (version: number, to: string, result?: string) => editor.visitor.post(`${address}/status`, { version: String(version), to, result })
  expect((await move(1, 'busy')).status).toBe(303)
  expect((await move(1, 'busy')).status).toBe(303)
  expect((await move(1, 'waiting')).status).toBe(409)
  expect((await move(2, 'finished')).status).toBe(422)
  expect((await move(2, 'done', 'Alle leraren loggen in met een tweede stap.')).status).toBe(303)
  expect((await move(3, 'waiting')).status).toBe(422)
  const page = await editor.visitor.get(address)
  expect(page.text).toContain('Alle leraren loggen in met een tweede stap.')
  expect(page.text.match(/door Esra Editor/g)).toHaveLength(3)
  const back = await editor.visitor.post(`${address}/status`, { version: '3', to: 'busy', back: 'board' })
  expect(back.location).toBe(`${plan.path}/bord`)
})

test.each([
  { title: '   ' },
  { title: 'x'.repeat(161) },
  { conditionId: '99.9' },
  { desiredLevel: '5' },
  { term: 'morgen' },
  { effort: '-3' },
  { cost: '1e9' },
  { schoolIds: ['00000000-0000-4000-8000-000000000000'] },
  { ownerId: 'niemand' },
])('%o is said on the same page and stored nowhere', async (fields) => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const answer = await editor.visitor.post(`${plan.path}/nieuw`, { title: 'Een actie', ...fields })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('koers-error-summary')
  expect((await editor.visitor.get(plan.path)).text).toContain('Er staat nog niets in dit plan')
})

test('nobody carries what they cannot see', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const [regenboog = ''] = plan.schools
  const teacher = await plan.as('contributor', regenboog)
  expect((await editor.visitor.post(`${plan.path}/nieuw`, { title: 'Een actie', ownerId: teacher.id })).text).toContain('kan de actie niet zien')
  expect((await editor.visitor.post(`${plan.path}/nieuw`, { title: 'Een actie', ownerId: teacher.id, owner: 'leraar' })).text).toContain('niet allebei')
  const address = await made(plan, editor, { ownerId: teacher.id, schoolIds: [regenboog] })
  // Who carries it may change it, from their own school.
  const here = `/organisaties/${regenboog}/plan/${idIn(address)}`
  await teacher.visitor.get(`${here}/wijzigen`)
  expect((await teacher.visitor.submit({ why: 'Dit is waarom' })).status).toBe(303)
  expect((await teacher.visitor.get(here)).text).toContain('Dit is waarom')
  // The schools that a school does not see are still named.
  expect((await editor.visitor.get(address)).text).toContain('De Regenboog')
})

test('a comment is its author’s to take away, or the owner’s, and nobody else’s', async () => {
  const plan = await boardApp()
  const address = await made(plan, await plan.as('editor'), {})
  const [author, other, owner] = [await plan.as('contributor'), await plan.as('editor'), await plan.as('owner')]
  const remove = (text: string) => new RegExp(`action="([^"]*/opmerkingen/[^"]*/verwijderen)"`).exec(text)?.[1]
  await author.visitor.post(`${address}/opmerkingen`, { text: '<b>Eerst</b>\nde wifi' })
  const page = await author.visitor.get(address)
  expect(page.text).toContain('&lt;b&gt;Eerst&lt;/b&gt;')
  const removal = remove(page.text) ?? ''
  expect(removal).not.toBe('')
  expect(remove((await other.visitor.get(address)).text)).toBeUndefined()
  expect((await other.visitor.post(removal, {})).status).toBe(404)
  expect((await author.visitor.post(removal, {})).status).toBe(303)
  await author.visitor.post(`${address}/opmerkingen`, { text: 'Nog iets' })
  expect((await owner.visitor.post(remove((await owner.visitor.get(address)).text) ?? '', {})).status).toBe(303)
  expect((await owner.visitor.get(address)).text).toContain('Nog geen opmerkingen.')
  expect((await author.visitor.post(`${address}/opmerkingen`, { text: '  ' })).status).toBe(422)
  const reader = await plan.as('reader')
  expect((await reader.visitor.post(`${address}/opmerkingen`, { text: 'mag niet' })).status).toBe(404)
})

test('removing asks once more, and takes the action away for everyone', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const address = await made(plan, editor, {})
  expect((await editor.visitor.post(`${address}/verwijderen`, {})).status).toBe(422)
  expect((await editor.visitor.post(`${address}/verwijderen`, { confirm: 'yes' })).status).toBe(303)
  expect((await editor.visitor.get(address)).status).toBe(404)
})

test('what is shown can be filtered and sorted; what is not understood counts as not asked', async () => {
  const plan = await boardApp('2026-03-02T09:00:00Z')
  const editor = await plan.as('editor', plan.board, 'Esra Editor')
  await made(plan, editor, { title: 'Over veiligheid', conditionId: '4.3', term: '2026-01-15' })
  await made(plan, editor, { title: 'Over privacy', conditionId: '5.1', ownerId: editor.id, term: '2026-09-01' })
  const shown = async (query: string) => {
    const { text } = await editor.visitor.get(`${plan.path}?${query}`)
    return ['Over veiligheid', 'Over privacy'].filter((title) => text.includes(`<bdi>${title}</bdi>`))
  }
  expect(await shown('responsibility=4')).toEqual(['Over veiligheid'])
  expect(await shown('owner=mine')).toEqual(['Over privacy'])
  expect(await shown('passed=yes')).toEqual(['Over veiligheid'])
  expect(await shown('status=done')).toEqual([])
  expect(await shown('status=%27;drop&sort=x&passed=1&school=abc')).toEqual(['Over veiligheid', 'Over privacy'])
})
