import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { boardApp, made, type BoardApp } from './test-plan.ts'

const toldOf = ({ app }: BoardApp) =>
  app.db.rows<{ kind: string; params: Record<string, string>; about: string; recipient: string }>(sql`
    select n.kind, n.params, n.about, p.email as recipient from notifications.notification n join people.person p on p.id = n.person_id
    where n.kind in ('action-due', 'action-late', 'task-due', 'task-late') order by n.created_at, n.params::text`)
const linkIn = (text: string) => /(\/kalender\/[\w-]{32}\.ics)/.exec(text)?.[1] ?? ''
/** As a calendar reads it: a line that begins with a space belongs to the one before. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '')

test('a secret link gives the terms, all or one’s own, and nothing of who does what', async () => {
  const plan = await boardApp('2026-03-02T09:00:00Z')
  const editor = await plan.as('editor', plan.board, 'Esra Editor')
  await made(plan, editor, { title: 'Van Esra; met, tekens\\', ownerId: editor.id, term: '2026-08-31', why: 'geheim verhaal' })
  await made(plan, editor, { title: 'Van een ander', owner: 'ict-coördinator', term: '2026-09-30' })
  await made(plan, editor, { title: 'Zonder termijn' })
  await editor.visitor.post(`${plan.path}/jaarkalender/overnemen/herstel-oefenen`, {})
  const all = linkIn((await editor.visitor.post(`${plan.path}/agenda`, { scope: 'all' })).text)
  const feed = await plan.app.fetch(all)
  expect([feed.status, feed.headers.get('content-type'), feed.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'private, max-age=3600'])
  const text = unfolded(await feed.text())
  expect(text).toContain('SUMMARY:Van Esra\\; met\\, tekens\\\\\r\n')
  expect(text).toContain('DTSTART;VALUE=DATE:20260831')
  expect(text).toContain('SUMMARY:Een back-up terugzetten om te zien of het werkt')
  expect(text).not.toMatch(/Zonder termijn|geheim verhaal|Esra Editor|coördinator|@school\.example/)
  const mine = linkIn((await editor.visitor.post(`${plan.path}/agenda`, { scope: 'mine' })).text)
  expect((await plan.app.fetch(all)).status).toBe(404)
  expect(unfolded(await (await plan.app.fetch(mine)).text())).not.toContain('Van een ander')
  await editor.visitor.post(`${plan.path}/agenda/intrekken`, {})
  expect((await plan.app.fetch(mine)).status).toBe(404)
})

test('the right is asked at each fetch: who was removed has no calendar any more', async () => {
  const plan = await boardApp()
  const reader = await plan.as('reader')
  const link = linkIn((await reader.visitor.post(`${plan.path}/agenda`, {})).text)
  expect((await plan.app.fetch(link)).status).toBe(200)
  await plan.app.db.rows(sql`update organisations.membership set ended_at = ${plan.app.clock.now()} where person_id = ${reader.id}`)
  expect((await plan.app.fetch(link)).status).toBe(404)
  expect((await plan.app.fetch(`/kalender/${'A'.repeat(32)}.ics`)).status).toBe(404)
  expect(await plan.app.db.rows(sql`select hash from plans.feed where hash = ${link.slice('/kalender/'.length, -4)}`)).toEqual([])
})

test('the link of someone at a school shows what that school sees', async () => {
  const plan = await boardApp()
  const editor = await plan.as('editor')
  const [regenboog = ''] = plan.schools
  await made(plan, editor, { title: 'Voor De Regenboog', schoolIds: [regenboog], term: '2026-08-31' })
  await made(plan, editor, { title: 'Voor het bestuur', term: '2026-08-31' })
  const leader = await plan.as('reader', regenboog)
  const link = linkIn((await leader.visitor.post(`/organisaties/${regenboog}/plan/agenda`, {})).text)
  const text = unfolded(await (await plan.app.fetch(link)).text())
  expect(text).toContain('Voor De Regenboog')
  expect(text).not.toContain('Voor het bestuur')
  expect((await leader.visitor.post(`${plan.path}/agenda`, {})).status).toBe(404)
})

test('who carries something is told from six on, once before and once after the term, whatever the clock does, and reads it in the letter of seven', async () => {
  // 29 March 2026: summer time begins in the night.
  const plan = await boardApp('2026-03-28T04:00:00Z')
  const { app } = plan
  const editor = await plan.as('editor')
  const owner = await app.signedIn({ name: 'Olga', at: [{ organisationId: plan.board, right: 'contributor' }] })
  const address = await made(plan, editor, { title: 'Wifi meten', ownerId: owner.id, term: '2026-04-12' })
  await made(plan, editor, { title: 'Van een functie', owner: 'directeur', term: '2026-04-05' })
  await app.db.rows(sql`delete from notifications.notification`) // that she was given it
  const after = async (moment: string) => {
    app.clock.set(moment)
    await app.runJobs()
    return (await toldOf(plan)).length
  }
  expect(await after('2026-03-28T08:00:00Z')).toBe(0) // fifteen days before
  expect(await after('2026-03-29T03:59:00Z')).toBe(0) // 05:59 in summer time
  expect(await after('2026-03-29T04:10:00Z')).toBe(1) // six: it would still be five in winter time
  expect(await after('2026-03-29T05:01:00Z')).toBe(1)
  const letters = await app.db.rows<{ recipient: string; text: string }>(sql`select recipient, text from platform.mail where about = 'notification.digest'`)
  expect(letters).toEqual([{ recipient: 'olga@school.example', text: expect.stringContaining('Een actie van u is klaar op 12 april 2026: Wifi meten.') }])
  expect(await after('2026-04-12T12:00:00Z')).toBe(1) // the term itself is not passed
  expect(await after('2026-04-13T05:30:00Z')).toBe(2)
  expect(await after('2026-04-14T05:30:00Z')).toBe(2)
  expect(await toldOf(plan)).toMatchObject([
    { kind: 'action-due', recipient: 'olga@school.example', about: address },
    { kind: 'action-late', params: { action: 'Wifi meten', day: '2026-04-12' } },
  ])
})

test('a finished action, someone who left, a standing task and a new term count as they should', async () => {
  const plan = await boardApp('2026-03-02T09:00:00Z')
  const { app } = plan
  const editor = await plan.as('editor')
  const gone = await plan.as('contributor')
  const first = await made(plan, editor, { title: 'Eerste', ownerId: editor.id, term: '2026-03-10' })
  const finished = await made(plan, editor, { title: 'Al klaar', ownerId: editor.id, term: '2026-03-10' })
  await editor.visitor.post(`${finished}/status`, { version: '1', to: 'done' })
  await made(plan, editor, { title: 'Van wie wegging', ownerId: gone.id, term: '2026-03-10' })
  await editor.visitor.post(`${plan.path}/jaarkalender/nieuw`, { title: 'Herstel oefenen', ownerId: editor.id, when: 'day', day: '11', month: '3' })
  await app.db.rows(sql`update organisations.membership set ended_at = ${app.clock.now()} where person_id = ${gone.id}`)
  const told = async (moment: string) => {
    app.clock.set(moment)
    await app.runJobs()
    return (await toldOf(plan)).map(({ kind, params }) => [kind, params.action ?? params.task, params.day])
  }
  const inOrder = (one: unknown[], other: unknown[]) => one.join().localeCompare(other.join())
  const due = [
    ['action-due', 'Eerste', '2026-03-10'],
    ['task-due', 'Herstel oefenen', '2026-03-11'],
  ]
  expect((await told('2026-03-03T06:00:00Z')).toSorted(inOrder)).toEqual(due)
  await editor.visitor.get(`${first}/wijzigen`)
  await editor.visitor.submit({ term: '2026-03-15' })
  expect((await told('2026-03-04T06:00:00Z')).toSorted(inOrder)).toEqual([due[0], ['action-due', 'Eerste', '2026-03-15'], due[1]])
  const tasks = await toldOf(plan)
  for (const { about } of tasks) expect([about, (await editor.visitor.get(about)).status]).toEqual([about, 200])
})

test('an owner hears what another does with their action, once and not what they do themselves, nor when it is not theirs to see any more', async () => {
  const plan = await boardApp()
  const { app } = plan
  const [editor, owner] = [await plan.as('editor', plan.board, 'Esra'), await plan.as('contributor', plan.board, 'Olga')]
  const toldTo = async (who: { id: string }) =>
    (
      await app.db.rows<{ kind: string; params: Record<string, string> }>(sql`select kind, params from notifications.notification where person_id = ${who.id} order by created_at`)
    ).map(({ kind, params }) => `${kind} ${params.by}`)
  const address = await made(plan, editor, { title: 'Wifi meten', ownerId: owner.id })
  await editor.visitor.post(`${address}/opmerkingen`, { text: 'geheim oordeel' })
  await owner.visitor.post(`${address}/opmerkingen`, { text: 'Dank' })
  await owner.visitor.post(`${address}/status`, { version: '1', to: 'busy' })
  await editor.visitor.post(`${address}/status`, { version: '2', to: 'done' })
  await editor.visitor.post(`${address}/status`, { version: '2', to: 'done' })
  await editor.visitor.post(`${plan.path}/jaarkalender/nieuw`, { title: 'Herstel oefenen', ownerId: owner.id, when: 'day', day: '11', month: '9' })
  expect(await toldTo(owner)).toEqual(['action-given Esra', 'action-comment Esra', 'action-done Esra', 'task-given Esra'])
  expect(await toldTo(editor)).toEqual([])
  expect(JSON.stringify(await app.db.rows(sql`select params from notifications.notification`))).not.toContain('geheim')
  await app.db.rows(sql`update organisations.membership set ended_at = ${app.clock.now()} where person_id = ${owner.id}`)
  await editor.visitor.post(`${address}/opmerkingen`, { text: 'Nog iets' })
  expect(await toldTo(owner)).toHaveLength(4)
})

test('after someone is erased, their work stays without their name and their link opens nothing', async () => {
  const plan = await boardApp()
  const { app } = plan
  const person = await plan.as('editor', plan.board, 'Vera Vertrekt')
  const address = await made(plan, person, { ownerId: person.id, term: '2026-08-31' })
  await person.visitor.post(`${address}/opmerkingen`, { text: 'Dit blijft staan' })
  const link = linkIn((await person.visitor.post(`${plan.path}/agenda`, {})).text)
  const { keeper } = app.services.plans
  expect(await keeper?.personalData(person.id)).toMatchObject({
    actions: [{ title: 'Tweestapsverificatie aanzetten' }],
    comments: [{ text: 'Dit blijft staan' }],
    calendarLinks: [{ mine: false }],
  })
  await app.db.tx(async (tx) => keeper?.erase(tx, person.id))
  const page = await (await plan.as('reader')).visitor.get(address)
  expect(page.text).toContain('Dit blijft staan')
  expect(page.text).toContain('nog niemand')
  expect(page.text).not.toContain('door Vera')
  expect((await app.fetch(link)).status).toBe(404)
  expect(await keeper?.personalData(person.id)).toMatchObject({ actions: [], comments: [], calendarLinks: [], statusChanges: [] })
})
