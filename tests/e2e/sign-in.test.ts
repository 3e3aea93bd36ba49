import { expect, test } from 'vitest'
import { expectAccessible } from '../support/accessibility.ts'
import { testApp } from '../support/app.ts'
import { openPage } from '../support/browser.ts'
import { letterTo } from '../support/mailbox.ts'

test('someone signs in without a script, with the code of a letter, and gives their name', async () => {
  const app = await testApp()
  const page = await openPage(app, { width: 320, noScript: true })
  await page.goto('/hulp')
  await page.getByRole('banner').getByRole('link', { name: 'Aanmelden' }).click()
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

test('someone adds a passkey, signs in with it, and removes it', async () => {
  const app = await testApp({ host: 'localhost' })
  const { cookie } = await app.signedIn({ name: 'Sanne', email: 'sanne@school.example' })
  const page = await openPage(app)
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  await page.context().addCookies([{ ...cookie, url: app.url }])
  await page.goto('/mijn/account/passkeys')
  await page.getByLabel('Naam van deze passkey').fill('Mijn laptop')
  await page.getByRole('button', { name: 'Passkey toevoegen' }).click()
  await page.getByText(/toegevoegd op/).waitFor()
  await expectAccessible(page)

  await page.goto('/mijn/account')
  await page.getByRole('button', { name: 'Afmelden', exact: true }).click()
  await page.goto('/aanmelden?naar=/hulp')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Aanmelden met een passkey' }).click()
  await page.waitForURL(/^[^?]*\/hulp$/)
  await page.goto('/mijn/account')
  await page.getByText('met tweede stap').waitFor()

  // A device that did not ask for a finger, a face or a PIN is not enough.
  await page.getByRole('button', { name: 'Afmelden', exact: true }).click()
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.goto('/aanmelden')
  await page.getByRole('button', { name: 'Aanmelden met een passkey' }).click()
  await page.getByText('Er is geen passkey gebruikt').waitFor()
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await page.getByRole('button', { name: 'Aanmelden met een passkey' }).click()
  await page.waitForURL(/\/mijn$/)

  await page.goto('/mijn/account/passkeys')
  await page.getByRole('button', { name: /Verwijderen/ }).click()
  await page.getByText('U hebt nog geen passkeys').waitFor()
  await page.context().clearCookies()
  await page.goto('/aanmelden')
  await page.getByRole('button', { name: 'Aanmelden met een passkey' }).click()
  await page.getByText('Deze passkey kennen wij niet').waitFor()
})
