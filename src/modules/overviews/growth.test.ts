import { expect, test } from 'vitest'
import type { OpenDb } from '#platform/db'
import { testApp } from '../../../tests/support/app.ts'
import { nextVersion, publish, realInstrument as instrument } from '../../../tests/support/content.ts'
import { testPlatform } from '../../../tests/support/platform.ts'
import { createServices } from '../../modules.ts'
import { Instrument } from '#modules/instruments'
import { boardWith, roundsWith, roundWith } from './fixture.ts'

const spring = new Date('2025-03-03T09:00:00Z')
const autumn = new Date('2025-11-03T09:00:00Z')

test('a board sees itself and each school in its last round; a school without one is named', async () => {
  const app = await testApp()
  const { board, schools } = await boardWith(app, ['De Regenboog', 'De Vlieger'])
  const [regenboog = ''] = schools
  await roundWith(app.db, { organisationId: board, number: 1, scope: 'board', startedAt: spring, finishedAt: spring, instrument }, { '4.3': { level: 2 } })
  await roundWith(app.db, { organisationId: regenboog, number: 1, scope: 'school', startedAt: spring, finishedAt: spring, instrument }, { '4.3': { level: 1 } })
  await roundWith(
    app.db,
    { organisationId: regenboog, number: 2, scope: 'school', startedAt: autumn, finishedAt: autumn, instrument },
    { '4.3': { level: 3, evidence: 'Besluit' }, '4.4': { unknown: true } },
  )
  const reader = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  const page = await reader.visitor.get(`/organisaties/${board}/groei/raster`)
  expect(page.status).toBe(200)
  expect(page.text).toContain('1 van 2 scholen op 59 voorwaarden')
  expect(page.text).toContain('De Vlieger (nog geen ronde)')
  expect(page.text).toContain('De Regenboog: 1 keer niveau 3, 1 keer weet ik niet, 57 keer nog open, 1 keer onderbouwd')
  expect((await reader.visitor.get(`/organisaties/${board}/groei/raster.svg`)).headers.get('content-type')).toBe('image/svg+xml')
})

test('a school sees itself and no other school; who does not belong there sees nothing', async () => {
  const app = await testApp()
  const { board, schools } = await boardWith(app, ['De Regenboog', 'De Vlieger'])
  const [regenboog = '', vlieger = ''] = schools
  for (const organisationId of schools)
    await roundWith(app.db, { organisationId, number: 1, scope: 'school', startedAt: spring, finishedAt: spring, instrument }, { '4.3': { level: 1 } })
  const reader = await app.signedIn({ at: [{ organisationId: regenboog, right: 'reader' }] })
  const page = await reader.visitor.get(`/organisaties/${regenboog}/groei/raster`)
  expect(page.text).toContain('De Regenboog')
  expect(page.text).not.toContain('De Vlieger')
  for (const path of [
    `/organisaties/${vlieger}/groei`,
    `/organisaties/${vlieger}/groei/raster`,
    `/organisaties/${board}/groei`,
    `/organisaties/${board}/groei/raster`,
    `/organisaties/${board}/groei/raster.svg`,
    '/organisaties/nergens/groei',
  ])
    expect([path, (await reader.visitor.get(path)).status]).toEqual([path, 404])
})

test('before the first round there is nothing to show, and the page says what will come', async () => {
  const app = await testApp()
  const { board } = await boardWith(app, [])
  const reader = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  for (const [path, words] of [
    ['groei', 'Er is hier nog niet gemeten'],
    ['groei/raster', 'Er is hier nog niet gemeten'],
    ['groei/bewogen', 'nog geen twee afgeronde rondes'],
    ['afwijkingen', 'Geen school wijkt af'],
  ])
    expect((await reader.visitor.get(`/organisaties/${board}/${path}`)).text).toContain(words)
  expect((await reader.visitor.get(`/organisaties/${board}/groei/verloop.svg`)).status).toBe(404)
  expect((await reader.visitor.get(`/organisaties/${board}/groei/groei.ods`)).status).toBe(200)
})

test('what moved stands beside the action that was finished between those rounds, and not beside one of before', async () => {
  const app = await testApp()
  const { board, schools } = await boardWith(app, ['De Regenboog', 'De Wilg'])
  const [regenboog = '', wilg = ''] = schools
  const signedIn = () => app.signedIn({ at: [{ organisationId: board, right: 'editor' }] })
  const finish = async (conditionId: string, title: string, on: string) => {
    app.clock.set(on)
    const editor = await signedIn()
    const made = await editor.visitor.post(`/organisaties/${board}/plan/nieuw`, { title, conditionId })
    await editor.visitor.follow(made)
    const id = /plan\/([\w-]{16})/.exec(made.location ?? '')?.[1] ?? ''
    expect((await app.services.plans.verbs.move(editor.actor, id, 1, 'done', 'Voor iedereen aangezet')).status).toBe('saved')
  }
  await finish('4.3', 'Te vroeg', '2025-01-10T09:00:00Z')
  await finish('4.3', 'Tweede factor', '2025-06-10T09:00:00Z')
  await finish('1.1', 'Beleid schrijven', '2025-06-11T09:00:00Z')
  const [one, two] = [
    { number: 1, startedAt: spring, finishedAt: spring, instrument },
    { number: 2, startedAt: autumn, finishedAt: autumn, instrument },
  ]
  await roundWith(app.db, { ...one, organisationId: board, scope: 'board' }, { '4.3': { level: 1 }, '4.4': { level: 3 }, '4.5': { level: 2 } })
  await roundWith(app.db, { ...two, organisationId: board, scope: 'board' }, { '4.3': { level: 3 }, '4.4': { level: 2 }, '4.5': { level: 2 } })
  await roundWith(app.db, { ...one, organisationId: regenboog, scope: 'school' }, { '4.3': { unknown: true } })
  await roundWith(app.db, { ...two, organisationId: regenboog, scope: 'school' }, { '4.3': { level: 2 } })
  // Measured earlier: what was finished since counts there, and not for the others.
  await roundWith(
    app.db,
    { ...one, startedAt: new Date('2024-12-01T09:00:00Z'), finishedAt: new Date('2024-12-01T09:00:00Z'), organisationId: wilg, scope: 'school' },
    { '2.1': { level: 1 } },
  )
  await roundWith(app.db, { ...two, organisationId: wilg, scope: 'school' }, { '2.1': { level: 2 } })
  const editor = await signedIn()
  const page = (await editor.visitor.get(`/organisaties/${board}/groei/bewogen`)).text
  for (const words of [
    'Eén voorwaarde ging vooruit, één terug',
    'vooruit, 2 niveaus',
    'terug, 1 niveau',
    '1 nu bekend',
    'Tweede factor',
    'Voor iedereen aangezet',
    'Afgerond, en nog niets bewogen',
    'Beleid schrijven',
  ])
    expect(page).toContain(words)
  expect(page).not.toContain('Te vroeg')
  expect(page).not.toContain('id="v4.5"')
  const growth = (await editor.visitor.get(`/organisaties/${board}/groei`)).text
  expect(growth).toContain('bestuur 2 → 2,3; scholen 2')
})

test('an open round says nothing yet about growth', async () => {
  const app = await testApp()
  const { board } = await boardWith(app, [])
  const reader = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  const at = { organisationId: board, scope: 'board' as const, instrument }
  await roundWith(app.db, { ...at, number: 1, startedAt: spring, finishedAt: spring }, { '4.3': { level: 3 } })
  await roundWith(app.db, { ...at, number: 2, startedAt: autumn }, { '4.3': { level: 1 } })
  expect((await reader.visitor.get(`/organisaties/${board}/groei/raster`)).text).toContain('(bestuur): 1 keer niveau 3')
  expect((await reader.visitor.get(`/organisaties/${board}/groei`)).text).toContain('Er is één ronde')
})

test('a school whose first round runs shows what its board arranges, also when the board has finished another round since', async () => {
  const app = await testApp()
  const { board, schools } = await boardWith(app, ['De Regenboog'])
  const [organisationId = ''] = schools
  const reader = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  const ofBoard = { organisationId: board, scope: 'board' as const, instrument }
  const boardRoundId = await roundWith(app.db, { ...ofBoard, number: 1, startedAt: spring, finishedAt: spring }, { '4.3': { level: 3, arrangedBy: 'board' } })
  await roundWith(app.db, { organisationId, scope: 'school', instrument, number: 1, startedAt: spring, boardRoundId }, { '4.4': { level: 1 } })
  await roundWith(app.db, { ...ofBoard, number: 2, startedAt: autumn, finishedAt: autumn }, { '4.3': { level: 4, arrangedBy: 'board' } })
  await roundWith(app.db, { ...ofBoard, number: 3, startedAt: autumn }, {})
  const page = (await reader.visitor.get(`/organisaties/${board}/groei/raster`)).text
  expect(page).toContain('(bestuur): 1 keer niveau 4')
  expect(page).toContain('De Regenboog (nog bezig): 1 keer niveau 1, 1 keer niveau 3')
})

test('valid evidence by a condition underpins the level of now; that of the board counts at its schools', async () => {
  const app = await testApp()
  const { board, schools } = await boardWith(app, ['De Regenboog'])
  const [organisationId = ''] = schools
  const editor = await app.signedIn({ at: [{ organisationId: board, right: 'editor' }] })
  await roundWith(app.db, { organisationId, scope: 'school', instrument, number: 1, startedAt: spring, finishedAt: spring }, { '4.3': { level: 3 }, '4.4': { level: 3 } })
  const add = (id: string, condition: string, validUntil: string | null) =>
    app.services.evidence.verbs.add(
      editor.actor,
      board,
      id,
      { title: 'Beleid', description: '', conditions: [condition], owner: { kind: 'none' }, validUntil, remindBefore: 30 },
      { link: 'https://intranet.example/beleid' },
    )
  await add('bewijs-000000001', '4.3', null)
  await add('bewijs-000000002', '4.4', '2025-01-01')
  expect((await editor.visitor.get(`/organisaties/${board}/groei/raster`)).text).toContain('De Regenboog: 2 keer niveau 3, 57 keer nog open, 1 keer onderbouwd')
})

test('over a new version each line goes on and is dotted, and merged questions that differed are not growth', async () => {
  const app = await testApp()
  const { board } = await boardWith(app, [])
  const reader = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  const at = { organisationId: board, scope: 'board' as const }
  await publish(app, nextVersion())
  await roundWith(app.db, { ...at, instrument, number: 1, startedAt: spring, finishedAt: spring }, { '4.2': { level: 2 }, '4.4': { level: 1 }, '4.5': { level: 2 } })
  await roundWith(app.db, { ...at, instrument: new Instrument(nextVersion()), number: 2, startedAt: autumn, finishedAt: autumn }, { '4.7': { level: 3 }, '4.9': { level: 3 } })
  const growth = (await reader.visitor.get(`/organisaties/${board}/groei`)).text
  expect(growth).toContain('stroke-dasharray="0.1 6"')
  expect(growth).toContain('Gestippeld: tussen deze rondes')
  const page = (await reader.visitor.get(`/organisaties/${board}/groei/bewogen`)).text
  expect(page).toContain('Eén voorwaarde ging vooruit, geen terug')
  expect(page).toContain('niet te vergelijken')
})

test('eighty schools with long names take three statements where they stand now, and two for how they grew', async () => {
  const app = await testApp()
  const long = 'Vereniging voor christelijk en openbaar voortgezet onderwijs in de Zuidoosthoek en omstreken'
  const { board, schools } = await boardWith(
    app,
    Array.from({ length: 80 }, (_, at) => `${long} ${at + 1}`),
  )
  const level = (at: number) => ((at % 4) + 1) as 1 | 2 | 3 | 4
  const said = (from: number) => Object.fromEntries(instrument.conditions.map(({ id }, at) => [id, { level: level(from + at) }]))
  await roundsWith(
    app.db,
    schools.map((organisationId, at) => ({ organisationId, scope: 'school', instrument, number: 1, startedAt: spring, finishedAt: spring, said: said(at) })),
  )
  const reader = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  let count = 0
  const counting: OpenDb = { ...app.db, rows: (statement) => (count++, app.db.rows(statement)), one: (statement) => (count++, app.db.one(statement)) }
  const { overviews } = createServices(await testPlatform(counting, app.clock))
  const statements = async (act: () => Promise<unknown>) => {
    count = 0
    await act()
    return count
  }
  expect(await statements(() => overviews.verbs.now(reader.actor, board))).toBe(3)
  expect(await statements(() => overviews.verbs.growth(reader.actor, board))).toBe(2)
  expect(await statements(() => overviews.verbs.moved(reader.actor, board))).toBe(2)
  expect(await statements(() => overviews.verbs.deviations(reader.actor, board))).toBe(2)
  await reader.visitor.get(`/organisaties/${board}/groei/raster`)
  expect(reader.visitor.page.text).toContain('80 scholen op 59 voorwaarden')
})
