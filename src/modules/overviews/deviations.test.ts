import { expect, test } from 'vitest'
import { testApp } from '../../../tests/support/app.ts'
import { realInstrument as instrument } from '../../../tests/support/content.ts'
import { boardWith, roundWith } from './fixture.ts'

const startedAt = new Date('2025-03-03T09:00:00Z')

test('the board sees per condition that it arranges which schools deviate, why, and which without a reason', async () => {
  const app = await testApp()
  const { board, schools } = await boardWith(app, ['De Regenboog', 'De Vlieger', 'De Wilg'])
  const [regenboog = '', vlieger = '', wilg = ''] = schools
  const boardRoundId = await roundWith(
    app.db,
    { organisationId: board, scope: 'board', number: 1, startedAt, instrument },
    { '4.3': { level: 3, arrangedBy: 'board' }, '4.4': { level: 2, arrangedBy: 'school' }, '4.5': { level: 2, arrangedBy: 'supplier', carried: true } },
  )
  const school = (organisationId: string, said: Parameters<typeof roundWith>[2]) =>
    roundWith(app.db, { organisationId, scope: 'school', number: 1, startedAt, instrument, boardRoundId }, said)
  await school(regenboog, { '4.3': { level: 1, deviation: 'Wij hebben <een> eigen netwerk.' }, '4.4': { level: 1 }, '4.5': { level: 1 } })
  await school(vlieger, { '4.3': { level: 2 } })
  await school(wilg, { '4.3': { level: 1, inheritedFrom: boardRoundId } })
  const reader = await app.signedIn({ at: [{ organisationId: board, right: 'reader' }] })
  const { text } = await reader.visitor.get(`/organisaties/${board}/afwijkingen`)
  for (const words of ['2 scholen wijken af, bij 1 voorwaarde', 'Eén antwoord wijkt af zonder reden', 'Wij hebben &lt;een&gt; eigen netwerk.', 'De Vlieger', 'geen reden gegeven'])
    expect(text).toContain(words)
  for (const words of ['De Wilg', 'id="v4.4"', 'id="v4.5"']) expect(text).not.toContain(words)

  const leader = await app.signedIn({ at: [{ organisationId: regenboog, right: 'reader' }] })
  const own = await leader.visitor.get(`/organisaties/${regenboog}/afwijkingen`)
  expect(own.text).toContain('eigen netwerk')
  for (const words of ['De Vlieger', 'Het bestuur zegt']) expect(own.text).not.toContain(words)
  expect((await leader.visitor.get(`/organisaties/${board}/afwijkingen`)).status).toBe(404)
  expect((await leader.visitor.get(`/organisaties/${board}/groei/bewogen`)).status).toBe(404)
})
