import { expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { expectAccessible } from '../support/accessibility.ts'
import { testApp } from '../support/app.ts'
import { openPage } from '../support/browser.ts'

test('an owner invites a colleague by mail; the colleague accepts in another browser, without JavaScript, and stands among the people', async () => {
  const app = await testApp()
  const { board } = await app.db.tx((tx) =>
    app.services.organisations.verbs.createDemo(
      { name: 'Stichting Het Kompas', place: 'Zandwijk', sector: 'po', schools: [{ name: 'De Vlieger', place: 'Zandwijk', pupils: 120 }] },
      tx,
    ),
  )
  const olga = await app.signedIn({ name: 'Olga de Boer', at: [{ organisationId: board, right: 'owner', functions: ['board-member'] }] })
  const owner = await openPage(app)
  await owner.context().addCookies([{ ...olga.cookie, url: app.url }])
  await owner.goto(`/organisaties/${board}/mensen`)
  await owner.getByRole('link', { name: 'Mensen uitnodigen' }).click()
  await owner.getByLabel('E-mailadressen').fill('ida@kompas.example')
  await owner.getByRole('button', { name: 'Uitnodigingen versturen' }).click()
  await owner.getByRole('link', { name: 'Kies wat deze persoon mag.' }).click()
  expect(await owner.evaluate('document.activeElement.name')).toBe('right')
  await owner.getByRole('radio', { name: 'bewerker' }).check()
  await owner.getByRole('checkbox', { name: '(bovenschools) ict-coördinator' }).check()
  await owner.getByRole('button', { name: 'Uitnodigingen versturen' }).click()
  await owner.getByText('De uitnodiging is verstuurd.').waitFor()
  await expectAccessible(owner)

  const letter = await app.db.one<{ recipient: string; text: string }>(sql`select recipient, text from platform.mail`)
  expect(letter?.recipient).toBe('ida@kompas.example')
  const link = /http\S+\/uitnodiging\/[\w-]{32}/.exec(letter?.text ?? '')?.[0] ?? ''
  const ida = await app.signedIn({ name: 'Ida Jansen', email: 'ida@kompas.example' })
  const colleague = await openPage(app, { noScript: true, width: 360 })
  await colleague.context().addCookies([{ ...ida.cookie, url: app.url }])
  await colleague.goto(link)
  await expectAccessible(colleague)
  await colleague.getByRole('button', { name: 'Uitnodiging aannemen' }).click()
  await colleague.getByText('Welkom bij Stichting Het Kompas').waitFor()
  await expectAccessible(colleague)

  await owner.reload()
  expect(await owner.getByRole('row', { name: /Ida Jansen.*bewerker/ }).isVisible()).toBe(true)
  expect(await owner.getByText('Er staan geen uitnodigingen open.').isVisible()).toBe(true)
})
