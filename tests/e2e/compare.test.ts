import { expect, test } from 'vitest'
import { finishedRounds, registeredBoards, takePart } from '../../src/modules/comparison/fixture.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { testApp } from '../support/app.ts'
import { openPage } from '../support/browser.ts'
import { realInstrument as instrument } from '../support/content.ts'

test('an owner lets the board take part, waits for August, compares, reads the table and stops; on a phone and without a script', async () => {
  const app = await testApp({ clock: '2026-09-15T10:00:00Z' })
  const boards = await registeredBoards(app.db, { count: 12 })
  const [board = '', ...others] = boards
  const owner = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
  const page = await openPage(app, { width: 320, noScript: true })
  await page.context().addCookies([{ ...owner.cookie, url: app.url }])

  await page.goto(`/organisaties/${board}/vergelijken`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ja, ons bestuur doet mee' }).click()
  await page.getByText('Er is nog niets te vergelijken').waitFor()
  await expectAccessible(page)

  await takePart(app.db, others, app.clock.now())
  await finishedRounds(app.db, boards, { instrument, at: new Date('2027-04-10T10:00:00Z'), said: (one) => ([1, 2, 3, 4] as const)[boards.indexOf(one) % 4] ?? 1 })
  app.clock.set('2027-08-01T08:00:00Z')
  // The session of September has ended by now.
  const again = await app.signedIn({ at: [{ organisationId: board, right: 'owner' }] })
  await page.context().addCookies([{ ...again.cookie, url: app.url }])
  await app.runJobs()
  await page.reload()
  await page.getByRole('heading', { name: 'Per verantwoordelijkheid' }).waitFor()
  expect(await page.getByRole('img', { name: /niveau 1 25 %, niveau 2 25 %.*Uw bestuur nu: niveau 1/ }).count()).toBe(instrument.conditions.length)
  await page.getByText('Bekijk als tabel').nth(1).click()
  await page.getByRole('row', { name: /^1\.1 .*25 %.*1 Verkennen/ }).waitFor()
  await expectAccessible(page)

  await page.getByText('Stoppen met meedoen').first().click()
  await page.getByRole('button', { name: 'Stoppen met meedoen' }).click()
  await page.getByRole('button', { name: 'Ja, ons bestuur doet mee' }).waitFor()
})
