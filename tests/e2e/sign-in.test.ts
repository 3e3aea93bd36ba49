import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { expectAccessible, openPage } from '../support/browser.ts'
import { letterTo } from '../support/mailbox.ts'

test('someone signs in without a script, with the code of a letter, and gives their name', async () => {
  const app = await testApp()
  const page = await openPage(app, { width: 320, noScript: true })
  await page.goto('/hulp')
  await page.getByRole('link', { name: 'Aanmelden' }).click()
  await expectAccessible(page)
  await page.getByLabel('Uw e-mailadres').fill('sanne@school')
  await page.getByRole('button', { name: 'Stuur mij een code' }).click()
  expect(await page.title()).toMatch(/^Fout: /)
  await page.getByLabel('Uw e-mailadres').fill('sanne@school.example')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Vul uw code in' }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Code').fill((await letterTo(app.db, 'sanne@school.example')).code)
  await page.keyboard.press('Enter')
  await page.getByLabel('Uw naam').fill('Sanne de Vries')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Opslaan en verder' }).click()
  await page.getByRole('link', { name: /Sanne de Vries/ }).waitFor()
})

test('the link of a letter signs in another browser, by its button', async () => {
  const app = await testApp()
  await app.visitor().post('/aanmelden', { email: 'sanne@school.example' })
  const page = await openPage(app)
  await page.goto((await letterTo(app.db, 'sanne@school.example')).link)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Aanmelden' }).click()
  await page.getByRole('heading', { name: 'Hoe heet u?' }).waitFor()
})
