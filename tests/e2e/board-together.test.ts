import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from '../support/accessibility.ts'
import { testApp } from '../support/app.ts'
import { openPage } from '../support/browser.ts'

const schools = ['De Regenboog', 'De Vlieger', 'Het Kompas', 'De Wegwijzer', 'De Brug', 'Het Anker', 'De Sprong', 'De Linde', 'De Horizon', 'Het Mozaïek', 'De Bron', 'De Toren']

/** Answers one question on the screen and waits for the next page. */
async function answer(page: Page, path: string, level: string, reason: string): Promise<void> {
  await page.goto(path)
  await page.locator(`input[name=answer][value="${level}"]`).check()
  await page.getByLabel('Waarom ziet u het zo?').fill(reason)
  await page
    .getByRole('button', { name: /^Opslaan en naar/ })
    .first()
    .click()
  await page.waitForURL((url) => url.pathname !== path)
}

test('a board of twelve schools works on it together: round, own views, conversation in two browsers, plan, adoption, the next round', { timeout: 180_000 }, async () => {
  const app = await testApp()
  const { organisations, campaigns } = app.services
  const made = await app.db.tx((tx) =>
    organisations.verbs.createDemo(
      { name: 'Stichting De Wegwijzer', place: 'Zandwijk', sector: 'po', schools: schools.map((name) => ({ name, place: 'Zandwijk', pupils: 150 })) },
      tx,
    ),
  )
  const olga = await app.signedIn({ name: 'Olga de Boer', at: [{ organisationId: made.board, right: 'owner', functions: ['board-member'] }] })
  const ida = await app.signedIn({ name: 'Ida Jansen', at: [{ organisationId: made.board, right: 'editor', functions: ['ict-coordinator'] }] })
  const owner = await openPage(app)
  await owner.context().addCookies([{ ...olga.cookie, url: app.url }])
  const coordinator = await openPage(app, { noScript: true, width: 360 })
  await coordinator.context().addCookies([{ ...ida.cookie, url: app.url }])

  // A round over the board and all its schools.
  await owner.goto('/mijn')
  await owner.getByRole('link', { name: 'Stichting De Wegwijzer' }).click()
  await owner.getByRole('link', { name: 'Begin een ronde' }).click()
  await owner.getByLabel('Hoe heet deze ronde?').fill('Voorjaarsronde')
  await owner.getByRole('radio', { name: /De naam en de functie/ }).check()
  await owner.getByRole('button', { name: 'Ronde beginnen en mensen uitnodigen' }).click()
  await owner.getByRole('heading', { level: 1, name: 'Voorjaarsronde' }).waitFor()
  await expectAccessible(owner)
  const campaign = new URL(owner.url()).pathname
  const { parts } = await campaigns.verbs.see(olga.actor, campaign.split('/').at(-1) ?? '')
  expect(parts).toHaveLength(13)
  const round = `/metingen/${parts.find((part) => part.scope === 'board')?.roundId}`

  // Both answer for themselves; they see two questions differently.
  await answer(owner, `${round}/kijk/4.3`, '4', 'De leverancier heeft het geregeld.')
  await answer(owner, `${round}/kijk/5.3`, '3', 'Wij hebben een map.')
  await coordinator.goto('/mijn')
  await coordinator.getByRole('link', { name: 'Stichting De Wegwijzer' }).first().click()
  await answer(coordinator, `${round}/kijk/4.3`, '1', 'Op school zie ik gedeelde accounts.')
  await answer(coordinator, `${round}/kijk/5.3`, '2', 'De helft ontbreekt.')

  // The largest difference comes first; on the beamer it stays hidden until it is shown, and then the other sees it too.
  await owner.goto(`${round}/gesprek`)
  await owner.getByRole('link', { name: 'Begin het gesprek' }).click()
  await owner.getByText('2 antwoorden zijn binnen. Ze zijn nog verborgen.').waitFor()
  await expectAccessible(owner)
  await owner.getByRole('button', { name: 'Toon de antwoorden' }).click()
  await owner.getByText('Op school zie ik gedeelde accounts.').waitFor()
  await coordinator.goto(`${round}/kijk`)
  await coordinator.getByRole('link', { name: 'Naar vraag 4.3 in het gesprek' }).click()
  await coordinator.getByText('De leverancier heeft het geregeld.').waitFor()
  await expectAccessible(coordinator)

  // A joint answer, and one that must be found out first: that is an action in the plan.
  await owner.locator('input[name=answer][value="2"]').check()
  await owner.getByLabel('Waarom dit, of wat zoekt u uit?').fill('Nog niet op elke school.')
  await owner.getByLabel('Wie waren het eens?').fill('bestuurder en ict-coördinator')
  await owner.getByRole('button', { name: 'Vastleggen en naar 5.3' }).click()
  await owner.getByRole('heading', { level: 1 }).getByText('5.3').waitFor()
  await owner.getByRole('button', { name: 'Toon de antwoorden' }).click()
  await owner.getByRole('radio', { name: /Eerst uitzoeken/ }).check()
  await owner.getByLabel('Waarom dit, of wat zoekt u uit?').fill('Welke overeenkomsten ontbreken?')
  await owner.getByRole('button', { name: /^Vastleggen/ }).click()
  await owner.waitForURL((url) => !url.pathname.endsWith('/5.3'))
  await coordinator.goto(`/organisaties/${made.board}/plan`)
  await coordinator
    .getByRole('link', { name: /Verwerkersovereenkomsten/ })
    .first()
    .waitFor()

  // The round closes, and the board adopts all thirteen lists in one decision.
  await owner.goto(`${campaign}/sluiten`)
  await owner.getByRole('button', { name: 'Ronde sluiten' }).click()
  await owner.getByRole('link', { name: 'Vaststellen door het bestuur' }).click()
  await owner.getByLabel('Wie heeft besloten?').fill('het college van bestuur')
  await owner.getByRole('button', { name: 'Vaststellen door het bestuur' }).click()
  await owner.getByText(/Vastgesteld door het college van bestuur/).waitFor()
  expect((await app.services.assessments.verbs.verifyAdopted()).checked).toBe(13)

  // The next round begins with the answers of this one; the coordinator, without a script, sees how old they are.
  await owner.getByRole('link', { name: 'Nieuwe ronde beginnen' }).click()
  await owner.getByLabel('Hoe heet deze ronde?').fill('Najaarsronde')
  await owner.getByRole('radio', { name: /De naam en de functie/ }).check()
  await owner.getByRole('button', { name: 'Ronde beginnen en mensen uitnodigen' }).click()
  await owner.getByRole('heading', { level: 1, name: 'Najaarsronde' }).waitFor()
  const second = await campaigns.verbs.see(olga.actor, new URL(owner.url()).pathname.split('/').at(-1) ?? '')
  const next = `/metingen/${second.parts.find((part) => part.scope === 'board')?.roundId}`
  await coordinator.goto(`${next}/4.3`)
  await coordinator
    .getByText(/2 Opzetten/)
    .first()
    .waitFor()
  await coordinator.goto(`/organisaties/${made.board}/groei`)
  await expectAccessible(coordinator)
  await coordinator.goto(`/organisaties/${made.board}/vergelijken`)
  await expectAccessible(coordinator)
})
