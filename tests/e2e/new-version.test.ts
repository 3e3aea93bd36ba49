import { expect, test } from 'vitest'
import { expectAccessible } from '../support/accessibility.ts'
import { openPage } from '../support/browser.ts'
import { realInstrument } from '../support/content.ts'
import { overTheBreak } from '../support/over-the-break.ts'

const answers = Object.fromEntries(
  realInstrument.conditions.map(({ id }, at) => [id, { answer: String(1 + ((at * 7) % 3)), note: 'Besproken met de schoolleiders. '.repeat(at % 5).trim() }]),
)

test('after a new version one sees what changed, looks at the old answer beside the new question, and answers it', async () => {
  const { app, owner, path } = await overTheBreak({ ...answers, '4.4': { answer: '2' }, '4.5': { answer: '3' } })
  const cookies = [...owner.cookies].map(([name, value]) => ({ name, value, url: app.url }))
  const page = await openPage(app, { width: 320, noScript: true })
  await page.context().addCookies(cookies)
  await page.goto(path)
  await page.getByRole('link', { name: 'Bekijk wat er veranderd is' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: '4.9' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('De vraag is samengevoegd')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Naar vraag 4.9' }).click()
  await expectAccessible(page)
  expect(await page.getByLabel('Toelichting').inputValue()).toContain('3 Ingericht')
  await page.getByRole('radio', { name: /Ingericht/ }).check()
  await page.getByRole('button', { name: /^Opslaan en terug/ }).click()
  expect(await page.locator('main').textContent()).toContain('1 van 59 ingevuld')

  const dark = await openPage(app, { dark: true })
  await dark.context().addCookies(cookies)
  for (const to of ['/verschillen', '/verschillen/1.1', '/verschillen/4.2', '/verschillen/5.6', '/verschillen/6.6', '/1.1', '/groei']) {
    await dark.goto(path + to)
    await expectAccessible(dark)
  }
  await dark.getByText('Bekijk als tabel').click()
  expect(await dark.getByRole('cell', { name: '3 vragen veranderd in 2027.1' }).count()).toBe(1)
  await expectAccessible(dark)
})
