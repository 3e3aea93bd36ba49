import { finishedRounds, registeredBoards, takePart } from '../../../src/modules/comparison/fixture.ts'
import { testApp } from '../app.ts'
import { realInstrument as instrument } from '../content.ts'
import type { State } from './state.ts'

/** Comparing with the sector: before taking part, before there is anything, and with a publication. */
export async function comparison(): Promise<State[]> {
  const app = await testApp({ clock: '2026-09-15T10:00:00Z' })
  const boards = await registeredBoards(app.db, { count: 12 })
  const [board = '', ...others] = boards
  const [late = ''] = await registeredBoards(app.db, { count: 1, sector: 'vo' })
  await takePart(app.db, [board, ...others], app.clock.now())
  await finishedRounds(app.db, boards, { instrument, at: new Date('2027-04-10T10:00:00Z'), said: (one) => ([1, 2, 3, 4] as const)[boards.indexOf(one) % 4] ?? 1 })
  app.clock.set('2027-08-01T08:00:00Z')
  await app.runJobs()
  await takePart(app.db, [late], app.clock.now(), { sector: 'vo' })
  const owner = await app.signedIn({ at: [board, others[0] ?? '', late].map((organisationId) => ({ organisationId, right: 'owner' as const })) })
  const [alone = ''] = await registeredBoards(app.db, { count: 1, sector: 'so' })
  const other = await app.signedIn({ at: [{ organisationId: alone, right: 'owner' }] })
  return [
    { name: 'compare, not taking part', path: `/organisaties/${alone}/vergelijken`, as: [other.cookie], advanced: /Ja, ons bestuur doet mee/ },
    { name: 'compare, waiting', path: `/organisaties/${late}/vergelijken`, as: [owner.cookie], advanced: /Er is nog niets te vergelijken/ },
    { name: 'compare', path: `/organisaties/${board}/vergelijken`, as: [owner.cookie], advanced: /Per verantwoordelijkheid/ },
  ]
}
