import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { expectAccessible } from '../support/accessibility.ts'
import { testApp } from '../support/app.ts'
import { openPage } from '../support/browser.ts'
import { pdf } from '../support/files.ts'

test.each([{ noScript: false }, { noScript: true }])('a colleague adds a file as evidence, mends a mistake, and another finds and downloads it (%o)', async ({ noScript }) => {
  const app = await testApp()
  const { board } = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Stichting De Wegwijzer', place: 'Zwolle', sector: 'po', schools: [] }, tx))
  const someone = async () => {
    const { cookie } = await app.signedIn({ at: [{ organisationId: board, right: 'contributor' }] })
    const page = await openPage(app, { noScript, width: 320 })
    await page.context().addCookies([{ ...cookie, url: app.url }])
    return page
  }
  const page = await someone()
  await page.goto(`/organisaties/${board}/bewijs`)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Bewijs toevoegen' }).click()
  const choose = (buffer: Uint8Array) => page.getByLabel('Bestand').setInputFiles({ name: 'Beleid één.pdf', mimeType: 'application/pdf', buffer: Buffer.from(buffer) })
  await page.getByLabel('Naam van het bewijs').fill('Beleid informatiebeveiliging')
  await choose(Buffer.from('MZ geen pdf'))
  await page.locator('summary', { hasText: '4 Informatiebeveiliging' }).click()
  await page.getByRole('checkbox', { name: /^4\.3 / }).check()
  await page.getByRole('button', { name: 'Toevoegen en bekijken' }).click()
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Dit soort bestand nemen wij niet aan/ })
    .click()
  expect(await page.getByLabel('Bestand').evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  await expectAccessible(page)
  await choose(pdf())
  await page.getByRole('button', { name: 'Toevoegen en bekijken' }).click()
  await page.getByRole('heading', { name: 'Beleid informatiebeveiliging' }).waitFor()
  await expectAccessible(page)

  const other = await someone()
  await other.goto(`/organisaties/${board}/bewijs?voorwaarde=4.3`)
  await other.getByRole('link', { name: 'Beleid informatiebeveiliging' }).click()
  const [download] = await Promise.all([other.waitForEvent('download'), other.getByRole('link', { name: /Beleid één\.pdf/ }).click()])
  expect(download.suggestedFilename()).toBe('Beleid één.pdf')
  expect(Buffer.compare(await readFile(await download.path()), Buffer.from(pdf()))).toBe(0)
})
