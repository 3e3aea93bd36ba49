import { expect, test } from 'vitest'
import { DAY } from '#platform/clock'
import { sql } from '#platform/sql'
import { testApp } from '../../../tests/support/app.ts'

const path = '/beheer/bewaartermijnen'

test('a measurement that nobody touched for the term goes, one that was touched or is in an account stays, and the report says how many', async () => {
  const app = await testApp({ settings: { KOERS_KEEP_VISITOR_MEASUREMENTS: '100' } })
  const begin = async () => {
    const visitor = app.visitor()
    return { visitor, path: (await visitor.follow(visitor.post('/metingen', {}))).path.replace('/profiel', '') }
  }
  const [left, touched, owned] = [await begin(), await begin(), await begin()]
  const anne = await app.signedIn({ name: 'Anne' })
  await app.db.tx(async (tx) => {
    const round = await tx.one<{ id: string }>(sql`select organisation_id as id from assessments.round where id = ${owned.path.split('/')[2]}`)
    await app.services.organisations.verbs.grant(tx, { personId: anne.id, organisationId: round?.id ?? '', right: 'owner', functions: [], grantedBy: null })
  })
  app.clock.advance(90 * DAY)
  expect((await touched.visitor.post(`${touched.path}/4.3`, { version: '0', answer: '2' })).status).toBe(303)
  await app.runJobs()
  expect((await left.visitor.get(left.path)).status).toBe(200)
  app.clock.advance(20 * DAY)
  await app.runJobs()
  expect((await left.visitor.get(left.path)).status).toBe(404)
  expect((await touched.visitor.get(touched.path)).status).toBe(200)
  expect(await app.db.rows(sql`select id from assessments.round where id = ${owned.path.split('/')[2]}`)).toHaveLength(1)
  expect(await app.db.rows(sql`select count from privacy.retention_run where rule = 'visitor-measurements' order by id limit 9`)).toEqual([{ count: 0 }, { count: 1 }])
})

test('memberships that ended are forgotten after the term; measurements stay unless a term is set', async () => {
  const app = await testApp()
  const { board } = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Kompas', place: 'Utrecht', sector: 'po', schools: [] }, tx))
  const anne = await app.signedIn({ name: 'Anne', at: [{ organisationId: board, right: 'owner' }] })
  await app.db.rows(sql`update organisations.membership set ended_at = ${app.clock.now()} where person_id = ${anne.id}`)
  app.clock.advance(729 * DAY)
  await app.runJobs()
  expect(await app.db.rows(sql`select id from organisations.membership`)).toHaveLength(1)
  app.clock.advance(2 * DAY)
  await app.runJobs()
  expect(await app.db.rows(sql`select id from organisations.membership`)).toHaveLength(0)
  expect(await app.db.rows(sql`select rule from privacy.retention_run where rule = 'visitor-measurements'`)).toHaveLength(0)
})

test('a year after a round closed nobody can tell who took part, how many did stays; an open round is left alone', async () => {
  const app = await testApp()
  const anne = await app.signedIn({ name: 'Anne' })
  for (const [id, closedAt] of [
    ['closed', app.clock.now()],
    ['open', null],
  ] as const) {
    await app.db.rows(sql`
      insert into campaigns.campaign (id, board_id, title, starts_on, ends_on, scope, anonymity, by_link, created_at, closed_at)
      values (${id}, gen_random_uuid(), 'Ronde', '2026-03-01', '2026-03-02', 'board', 'named', false, ${app.clock.now()}, ${closedAt})`)
    await app.db.rows(sql`insert into campaigns.part (round_id, campaign_id, organisation_id, name, scope) values (${id}, ${id}, gen_random_uuid(), 'Kompas', 'board')`)
    await app.db.rows(sql`
      insert into campaigns.participant (id, campaign_id, round_id, person_id, function, label, invited_at) values (${id}, ${id}, ${id}, ${anne.id}, 'teacher', 'Anne', ${app.clock.now()})`)
  }
  app.clock.advance(366 * DAY)
  await app.runJobs()
  expect(await app.db.rows(sql`select id, person_id as "personId", function, label from campaigns.participant order by id limit 9`)).toEqual([
    { id: 'closed', personId: null, function: 'teacher', label: '' },
    { id: 'open', personId: anne.id, function: 'teacher', label: 'Anne' },
  ])
  expect(await app.db.rows(sql`select count from privacy.retention_run where rule = 'participants'`)).toEqual([{ count: 1 }])
})

test('the terms and what they took away are for the administrator; for others there is no such page', async () => {
  const app = await testApp()
  await app.runJobs()
  const anne = await app.signedIn({ name: 'Anne', strong: true })
  expect((await anne.visitor.get(path)).status).toBe(404)
  expect((await app.visitor().get(path)).status).toBe(404)
  await app.db.rows(sql`update people.person set administrator = true where id = ${anne.id}`)
  const page = await anne.visitor.get(path)
  expect(page.status).toBe(200)
  expect(page.text).toContain('730 dagen')
  expect(page.text).toContain('Zonder einde')
  const said: string[] = []
  expect(await app.services.privacy.cli?.find(({ name }) => name === 'retention')?.run(['report'], (line) => said.push(line))).toBe(0)
  expect(said).toContain('ended-memberships: 730 days')
})
