import { expect, test } from 'vitest'
import { testApp } from '../../../tests/support/app.ts'
import { realInstrument as instrument } from '../../../tests/support/content.ts'
import { boardWith, roundWith } from './fixture.ts'

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
  const page = await reader.visitor.get(`/organisaties/${board}/groei`)
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
  const page = await reader.visitor.get(`/organisaties/${regenboog}/groei`)
  expect(page.text).toContain('De Regenboog')
  expect(page.text).not.toContain('De Vlieger')
  for (const path of [`/organisaties/${vlieger}/groei`, `/organisaties/${board}/groei`, `/organisaties/${board}/groei/raster.svg`, '/organisaties/nergens/groei'])
    expect([path, (await reader.visitor.get(path)).status]).toEqual([path, 404])
})
