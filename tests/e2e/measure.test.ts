import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openPage } from '../support/browser.ts'

const start = 'Start een meting'

test('a visitor starts within one click, answers, checks and finishes by keyboard only, at 360 px', async () => {
  const page = await openPage(await testApp(), { width: 360, height: 740 })
  await page.goto('/')
  await page.getByRole('button', { name: start }).press('Enter')
  await page.getByLabel('Naam van uw bestuur of school').fill('Stichting De Wegwijzer')
  await page.getByLabel('Wie vult in?').selectOption({ label: '(Bovenschools) ict-coördinator' })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await page.getByRole('link', { name: 'Begin met de eerste vraag' }).press('Enter')
  await page.getByRole('radio', { name: /Opzetten/ }).press('Space')
  expect(await page.getByRole('heading', { name: 'Volgende stap: van Opzetten naar Ingericht' }).isVisible()).toBe(true)
  expect(await page.getByRole('heading', { name: 'Volgende stap: van Verkennen naar Opzetten' }).isVisible()).toBe(false)
  await page.getByRole('checkbox', { name: 'Hier willen we aan werken' }).press('Space')
  await page.getByLabel('Wie trekt dit?').fill('beleidsadviseur')
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { level: 1 }).getByText('1.2').waitFor()
  await page.getByRole('link', { name: 'Terug naar het overzicht' }).press('Enter')
  expect(await page.getByText('1 van 59 ingevuld').isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Antwoorden controleren' }).press('Enter')
  // One point: there is no term yet. One press leads to the field.
  await page
    .getByRole('link', { name: /Gedeelde visie/ })
    .first()
    .press('Enter')
  expect(page.url()).toMatch(/\/1\.1#term$/)
  await page.getByLabel('Wanneer klaar?').fill('2027-08-01')
  await page.getByLabel('Wanneer klaar?').press('Enter')

  await page.getByRole('link', { name: 'Terug naar het overzicht' }).press('Enter')
  await page.getByRole('link', { name: 'Antwoorden controleren' }).press('Enter')
  await page.getByRole('button', { name: 'Ronde afronden' }).press('Enter')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Deze ronde is afgerond')
  await page.getByRole('link', { name: 'Het rapport bekijken' }).first().press('Enter')
  expect(await page.getByText('Stichting De Wegwijzer').first().isVisible()).toBe(true)
})

test('the same without JavaScript, register included', async () => {
  const app = await testApp({ seeded: false })
  const page = await openPage(app, { noScript: true })
  await page.goto('/')
  await page.getByRole('button', { name: start }).click()
  await page.getByRole('searchbox').fill('nergens te vinden')
  await page.getByRole('button', { name: 'Zoeken' }).click()
  expect(await page.getByText('Niets gevonden').isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Sla dit over' }).click()
  await page.getByRole('radio', { name: /Niet van toepassing/ }).check()
  await page.getByRole('button', { name: /^Opslaan en naar/ }).click()
  expect(await page.title()).toMatch(/^Fout: /)
  await page.getByRole('link', { name: 'Vul in waarom dit niet voor u geldt.' }).click()
  expect(await page.evaluate('document.activeElement.id')).toBe('reason')
  await page.getByLabel('Waarom geldt dit niet voor u?').fill('Wij hebben één school.')
  await page.getByRole('button', { name: 'Opslaan en terug naar het overzicht' }).click()
  expect(await page.getByText('1 van 59 ingevuld').isVisible()).toBe(true)
})

test('back, forward and a second tab show what is stored; the older tab gets a choice, not a loss', async () => {
  const page = await openPage(await testApp())
  await page.goto('/')
  await page.getByRole('button', { name: start }).click()
  const question = page.url().replace('/profiel', '/4.3')
  await page.goto(question)
  const second = await page.context().newPage()
  await second.goto(question)
  await second.getByRole('radio', { name: /Ingericht/ }).check()
  await second.getByLabel('Toelichting').fill('Uit het tweede tabblad')
  await second.getByRole('button', { name: /^Opslaan en naar/ }).click()
  await second.waitForURL(/4\.4$/)

  await page.getByRole('radio', { name: /Verkennen/ }).check()
  await page.getByLabel('Toelichting').fill('Uit het eerste tabblad')
  await page.getByRole('button', { name: /^Opslaan en naar/ }).click()
  await page.getByRole('heading', { name: 'Dit antwoord is intussen veranderd' }).waitFor()
  expect(await page.getByText('Uit het tweede tabblad').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Mijn antwoord bewaren' }).click()
  await page.waitForURL(/4\.4$/)
  await page.goBack()
  await page.goto(question)
  expect(await page.getByLabel('Toelichting').inputValue()).toBe('Uit het eerste tabblad')
})

test('a lost connection keeps the typed text, and sending again stores it once', async () => {
  const page = await openPage(await testApp())
  await page.goto('/')
  await page.getByRole('button', { name: start }).click()
  const question = page.url().replace('/profiel', '/4.3')
  await page.goto(question)
  await page.getByLabel('Toelichting').fill('Getypt in de trein')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: /^Opslaan en naar/ }).click()
  await page.getByText('Geen verbinding. Uw tekst staat er nog.').waitFor()
  expect(await page.getByLabel('Toelichting').inputValue()).toBe('Getypt in de trein')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: /^Opslaan en naar/ }).click()
  await page.waitForURL(/4\.4$/)
  await page.goto(question)
  expect(await page.getByLabel('Toelichting').inputValue()).toBe('Getypt in de trein')
})

test('too fast is refused with the typed text and a way to send it again', async () => {
  const app = await testApp()
  const owner = app.visitor()
  const { path } = await owner.follow(owner.post('/metingen', {}))
  app.clock.perRequest = 0
  const save = () => owner.post(path.replace('/profiel', '/4.3'), { answer: '1', note: 'Mijn lange toelichting', version: '0' })
  let answer = await save()
  for (let sent = 0; sent < 100 && answer.status !== 429; sent++) answer = await save()
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(answer.text).toContain('Mijn lange toelichting')
  app.clock.advance(60_000)
  expect((await owner.submit({})).status).toBe(303)
})

test('a form that another site sends is refused', async () => {
  const app = await testApp()
  const forged = await app.fetch('/metingen', {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  })
  expect(forged.status).toBe(403)
})
