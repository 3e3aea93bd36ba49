import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { boardApp, made, type BoardApp } from './test-plan.ts'

const lettersOf = ({ app }: BoardApp) =>
  app.db.rows<{ recipient: string; subject: string; text: string }>(
    sql`select recipient, subject, text from platform.mail where about = 'plan-reminder' order by created_at, recipient`,
  )
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

test('who carries something is written to at seven, once before and once after the term, whatever the clock does', async () => {
  // 29 March 2026: summer time begins in the night; 25 October: it ends.
  const plan = await boardApp('2026-03-28T04:00:00Z')
  const { app } = plan
  const editor = await plan.as('editor')
  const owner = await app.signedIn({ name: 'Olga', at: [{ organisationId: plan.board, right: 'contributor' }] })
  await made(plan, editor, { title: 'Wifi meten', ownerId: owner.id, term: '2026-04-12' })
  await made(plan, editor, { title: 'Van een functie', owner: 'directeur', term: '2026-04-05' })
  const after = async (moment: string) => {
    app.clock.set(moment)
    await app.runJobs()
    return (await lettersOf(plan)).length
  }
  expect(await after('2026-03-28T08:00:00Z')).toBe(0) // fifteen days before
  expect(await after('2026-03-29T04:59:00Z')).toBe(0) // 06:59 in summer time
  expect(await after('2026-03-29T05:10:00Z')).toBe(1) // seven: it would still be six in winter time
  expect(await after('2026-03-29T12:00:00Z')).toBe(1)
  expect(await after('2026-04-12T12:00:00Z')).toBe(1) // the term itself is not passed
  expect(await after('2026-04-13T05:30:00Z')).toBe(2)
  expect(await after('2026-04-14T05:30:00Z')).toBe(2)
  const [soon, passed] = await lettersOf(plan)
  expect(soon).toMatchObject({ recipient: 'olga@school.example', subject: 'Een termijn in het plan van Stichting De Wegwijzer' })
  expect(soon?.text).toContain('Wifi meten: klaar op 12 april 2026')
  expect(passed?.text).toContain('de termijn was 12 april 2026')
})

test('after summer time ends it is still seven', async () => {
  const plan = await boardApp('2026-10-24T10:00:00Z')
  const { app } = plan
  const owner = await plan.as('editor')
  await made(plan, owner, { ownerId: owner.id, term: '2026-11-08' })
  app.clock.set('2026-10-25T05:30:00Z') // 06:30 in winter time
  await app.runJobs()
  expect(await lettersOf(plan)).toHaveLength(0)
  app.clock.set('2026-10-25T06:00:00Z')
  await app.runJobs()
  expect(await lettersOf(plan)).toHaveLength(1)
})

test('several terms of one day are one letter; a finished action, someone who left and a new term count as they should', async () => {
  const plan = await boardApp('2026-03-02T09:00:00Z')
  const { app } = plan
  const editor = await plan.as('editor')
  const gone = await plan.as('contributor')
  const first = await made(plan, editor, { title: 'Eerste', ownerId: editor.id, term: '2026-03-10' })
  await made(plan, editor, { title: 'Tweede', ownerId: editor.id, term: '2026-03-11' })
  const finished = await made(plan, editor, { title: 'Al klaar', ownerId: editor.id, term: '2026-03-10' })
  await editor.visitor.post(`${finished}/status`, { version: '1', to: 'done' })
  await made(plan, editor, { title: 'Van wie wegging', ownerId: gone.id, term: '2026-03-10' })
  await app.db.rows(sql`update organisations.membership set ended_at = ${app.clock.now()} where person_id = ${gone.id}`)
  app.clock.set('2026-03-03T06:00:00Z')
  await app.runJobs()
  const [letter, ...others] = await lettersOf(plan)
  expect(others).toEqual([])
  expect(letter?.subject).toBe('2 termijnen in het plan van Stichting De Wegwijzer')
  expect(letter?.text).not.toMatch(/Al klaar|wegging/)
  await editor.visitor.get(`${first}/wijzigen`)
  await editor.visitor.submit({ term: '2026-03-15' })
  app.clock.set('2026-03-04T06:00:00Z')
  await app.runJobs()
  expect((await lettersOf(plan)).map((one) => one.text.includes('Eerste: klaar op 15 maart 2026'))).toEqual([false, true])
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
