import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import type { Level } from '#modules/instruments'
import { realInstrument as instrument } from '../../../tests/support/content.ts'
import { testApp, type TestApp } from '../../../tests/support/app.ts'
import { finishedRounds, registeredBoards, takePart, type Said } from './fixture.ts'
import { sharesOf } from './share.ts'

const joining = new Date('2026-09-15T10:00:00Z')
const spring = new Date('2027-04-10T10:00:00Z')
const nextSpring = new Date('2028-04-10T10:00:00Z')

/** Boards that took part and finished a round in the school year 2026–2027, and an owner of the first; the year is over. */
async function aYear({ boards: count = 12, schools = 4, said }: { boards?: number; schools?: number; said?: (at: number) => Level | 'unknown' } = {}) {
  const app = await testApp({ clock: '2027-08-01T08:00:00Z' })
  const boards = await registeredBoards(app.db, { count, schools })
  const levelOf: Said = (board) => said?.(boards.indexOf(board)) ?? (((boards.indexOf(board) % 4) + 1) as Level)
  await takePart(app.db, boards, joining, { schools })
  await finishedRounds(app.db, boards, { instrument, at: spring, said: levelOf })
  const [board = ''] = boards
  const owner = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
  return { app, boards, board, owner, page: `/organisaties/${board}/vergelijken` }
}
const verbs = (app: TestApp) => app.services.comparison.verbs
const one = async (app: TestApp, actor: Parameters<ReturnType<typeof verbs>['compare']>[0], board: string) =>
  (await verbs(app).compare(actor, board)).distributions[0]!.conditions[0]!

test('on 1 August the year is published by itself, and a member sees how others are spread and where the board stands itself', async () => {
  const { app, board, owner, page } = await aYear()
  await app.runJobs()
  expect(await one(app, owner.actor, board)).toMatchObject({ id: '1.1', shares: [25, 25, 25, 25], own: 1 })
  const { text, status } = await owner.visitor.get(page)
  expect(status).toBe(200)
  for (const words of ['met 2 tot en met 9 scholen', 'Ten minste 10 besturen', 'schooljaar 2026-2027', 'ten minste tien besturen', '1 augustus 2028', 'niveau 1 25 %'])
    expect(text).toContain(words)
})

test.for([
  ['nine boards', { boards: 9 }, false],
  ['ten boards', { boards: 10 }, true],
  ['ten boards of which one does not know', { boards: 10, said: (at: number) => (at === 0 ? ('unknown' as const) : (((at % 4) + 1) as Level)) }, false],
  ['twelve boards of which all but two say the same', { boards: 12, said: (at: number): Level => (at < 2 ? 1 : 3) }, false],
  ['twelve boards of which all but three say the same', { boards: 12, said: (at: number): Level => (at < 3 ? 1 : 3) }, true],
] as const)('%s: shown or not', async ([, year, shown]) => {
  const { app, board, owner, page } = await aYear(year)
  await app.runJobs()
  expect((await one(app, owner.actor, board)).shares !== null).toBe(shown)
  expect((await owner.visitor.get(page)).text.includes('te weinig besturen om te tonen')).toBe(!shown)
})

test('a published year never changes: not by who joins, leaves, corrects or finishes late, not by counting again, not by hand', async () => {
  const { app, boards, board, owner } = await aYear({ boards: 14 })
  await app.runJobs()
  const before = await verbs(app).compare(owner.actor, board)
  const late = await registeredBoards(app.db, { count: 20 })
  await takePart(app.db, late, app.clock.now())
  await finishedRounds(app.db, [...late, ...boards.slice(1)], { instrument, at: new Date('2027-07-31T20:00:00Z'), number: 2, said: () => 4 })
  const leaver = await app.signedIn({ at: [{ organisationId: boards[5] ?? '', right: 'owner' }] })
  await verbs(app).leave(leaver.actor, boards[5] ?? '')
  expect(await verbs(app).publishNext()).toBeUndefined()
  await app.runJobs()
  const after = await verbs(app).compare(owner.actor, board)
  expect(after.distributions.map((all) => all.conditions.map((condition) => condition.shares))).toEqual(
    before.distributions.map((all) => all.conditions.map((condition) => condition.shares)),
  )
  for (const statement of [
    sql`update comparison.cell set counts = '{9,9,9,9}'`,
    sql`delete from comparison.cell`,
    sql`update comparison.publication set edition = ''`,
    sql`delete from comparison.cohort`,
  ])
    await expect(app.db.rows(statement)).rejects.toThrow('never changes')
})

test('one board that joins, stops or skips a year is not to be had by taking the years from each other', async () => {
  const { app, boards, board, owner } = await aYear({ boards: 14 })
  await app.runJobs()
  const [newcomer = ''] = await registeredBoards(app.db, { count: 1 })
  await takePart(app.db, [newcomer], app.clock.now())
  // Nobody changes an answer, the newcomer says 4: were it counted, the difference would be its answer.
  await finishedRounds(app.db, [...boards, newcomer], { instrument, at: nextSpring, number: 2, said: (one) => (one === newcomer ? 4 : (((boards.indexOf(one) % 4) + 1) as Level)) })
  app.clock.set(new Date('2028-08-01T08:00:00Z'))
  await app.runJobs()
  expect((await verbs(app).compare(owner.actor, board)).published.period).toBe('2027-2028')
  const counted = await app.db.rows<{ period: string; boards: number }>(
    sql`select period, cardinality(organisations) as boards from comparison.counted where condition_id = '1.1' order by period`,
  )
  expect(counted).toEqual([
    { period: '2026-2027', boards: 14 },
    { period: '2027-2028', boards: 14 },
  ])
})

test('who does not take part sees nothing of others, and who stops sees nothing from then on', async () => {
  const { app, boards, board, owner, page } = await aYear()
  await app.runJobs()
  const [outsider = ''] = await registeredBoards(app.db, { count: 1 })
  const curious = await app.signedIn({ at: [{ organisationId: outsider, right: 'owner' }] })
  const theirs = `/organisaties/${outsider}/vergelijken`
  const asked = async (who: typeof owner, path: string) => (await who.visitor.get(path)).status
  expect((await curious.visitor.get(theirs)).text).toContain('Wat u deelt, en wat niet')
  expect(await Promise.all(['/vergelijking.ods', '/alle.svg', '/4.svg'].map((file) => asked(curious, theirs + file)))).toEqual([404, 404, 404])
  expect(await Promise.all(['', '/vergelijking.ods', '/alle.svg'].map((file) => asked(curious, page + file)))).toEqual([404, 404, 404])
  expect(await Promise.all(['/vergelijking.ods', '/alle.svg', '/4.svg'].map((file) => asked(owner, page + file)))).toEqual([200, 200, 200])
  await owner.visitor.post(page, { decision: 'leave' })
  expect(await Promise.all(['/vergelijking.ods', '/alle.svg', '/4.svg'].map((file) => asked(owner, page + file)))).toEqual([404, 404, 404])
  const wiped = await app.db.rows(sql`select 1 from comparison.counted where organisations @> array[${board}::uuid] and levels[array_position(organisations, ${board}::uuid)] <> 0`)
  expect([wiped.length, boards.length]).toEqual([0, 12])
})

test('an owner joins once, however often asked; a reader and an editor can not, and it stands in the log', async () => {
  const app = await testApp({ clock: joining })
  const [board = ''] = await registeredBoards(app.db, { count: 1, schools: 1 })
  const page = `/organisaties/${board}/vergelijken`
  for (const right of ['reader', 'contributor', 'editor'] as const) {
    const { visitor } = await app.signedIn({ at: [{ organisationId: board, right }] })
    expect((await visitor.get(page)).text).toContain('Een beheerder van uw bestuur beslist')
    expect((await visitor.post(page, { decision: 'join' })).status).toBe(404)
  }
  const owner = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
  expect((await owner.visitor.get(page)).text).toContain('besturen in het primair onderwijs met één school')
  const answers = await Promise.all([owner.visitor.post(page, { decision: 'join' }), owner.visitor.post(page, { decision: 'join' })])
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  expect((await owner.visitor.get(page)).text).toContain('Er is nog niets te vergelijken')
  expect((await owner.visitor.post(page, { decision: 'sell' })).status).toBe(400)
  const log = await app.db.rows(sql`select verb, actor from audit.entry where organisation_id = ${board} and verb like 'comparison.%'`)
  expect(log).toEqual([{ verb: 'comparison.joined', actor: owner.actor.pseudonym }])
})

test.for([
  [
    'a board that a visitor made up',
    sql`insert into organisations.organisation (id, kind, origin, name, sector) values ('8d8a4f6e-0000-4000-8000-000000000001', 'board', 'visitor', 'Verzonnen', 'po')`,
    'register van DUO',
  ],
  [
    'a school',
    sql`insert into organisations.organisation (id, kind, origin, name, sector, brin4) values ('8d8a4f6e-0000-4000-8000-000000000001', 'school', 'register', 'De School', 'po', '99ZZ')`,
    'Vergelijken gaat per bestuur',
  ],
  [
    'a board without schools',
    sql`insert into organisations.organisation (id, kind, origin, name, board_number) values ('8d8a4f6e-0000-4000-8000-000000000001', 'board', 'register', 'Leeg', '99999')`,
    'de sector of de scholen niet',
  ],
] as const)('%s cannot take part: ten made-up boards would uncover a real one', async ([, made, words]) => {
  const app = await testApp({ clock: joining })
  await app.db.rows(made)
  const id = '8d8a4f6e-0000-4000-8000-000000000001'
  const { visitor } = await app.signedIn({ at: [{ organisationId: id, right: 'owner' }] })
  const refused = await visitor.post(`/organisaties/${id}/vergelijken`, { decision: 'join' })
  expect([refused.status, refused.text.includes(words)]).toEqual([422, true])
  expect(await app.db.rows(sql`select id from comparison.participation`)).toEqual([])
})

test('a round of one school is not that of the board, and an answer to other words does not count', async () => {
  const { app, boards, board, owner } = await aYear({ boards: 10 })
  await finishedRounds(app.db, boards.slice(0, 5), { instrument, at: new Date('2027-05-10T10:00:00Z'), number: 2, scope: 'school', said: () => 4 })
  const older = JSON.parse(JSON.stringify(instrument.edition)) as typeof instrument.edition
  older.responsibilities[0]!.conditions[0]!.levels[3] = 'Een andere zin.'
  await app.db.rows(
    sql`insert into instruments.edition (hash, instrument, version, document, first_seen) values ('older', ${older.id}, '2025.9', ${JSON.stringify({ ...older, hash: 'older' })}::jsonb, ${joining})`,
  )
  const [last = ''] = boards.slice(-1)
  await app.db.script(`alter table assessments.round disable trigger finished_rounds_stay`)
  await app.db.rows(sql`update assessments.round set edition = 'older' where organisation_id = ${last}`)
  await app.db.script(`alter table assessments.round enable trigger finished_rounds_stay`)
  await app.runJobs()
  const [first, second] = (await verbs(app).compare(owner.actor, board)).distributions[0]!.conditions
  expect([first?.shares, second?.shares]).toEqual([null, [30, 30, 20, 20]])
})

test('shares are whole steps of five that add up to a hundred', () => {
  expect(sharesOf([1, 1, 1, 0])).toEqual([35, 35, 30, 0])
  expect(sharesOf([997, 1, 1, 1])).toEqual([100, 0, 0, 0])
})
