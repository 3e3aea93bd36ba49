import { describe, expect, test } from 'vitest'
import { sql } from '#platform/sql'
import { testApp, type TestApp } from '../../../tests/support/app.ts'

const NOW = '2026-11-02T09:00:00Z'
const shown = async (app: TestApp) => {
  const campaign = await app.services.campaigns.verbs.example()
  if (!campaign) throw new Error('there is no example')
  const board = `/organisaties/${campaign.boardId}`
  return { campaign, board, round: `${board}/rondes/${campaign.id}`, talk: `/metingen/${campaign.roundId}/gesprek` }
}

describe('the demonstration of a board that works together', () => {
  test('is shown to anyone by the pages that a board uses, each marked as an example, and every link of the tour leads somewhere', async () => {
    const app = await testApp({ seeded: true, clock: NOW })
    const { board, round, talk } = await shown(app)
    const visitor = app.visitor()
    const tour = await visitor.get('/voorbeeld/samen')
    const links = [...tour.text.matchAll(/koers-task-list__link"[^>]*href="([^"]+)"/g)].map(([, href = '']) => href)
    expect(links).toEqual(expect.arrayContaining([round, talk, `${board}/plan`, `${board}/bewijs`, `${board}/groei`, `${board}/afwijkingen`]))
    const pages = await Promise.all([board, `${board}/rondes`, ...links].map(async (path) => [path, await visitor.get(path)] as const))
    expect(pages.map(([path, page]) => [path, page.status, page.text.includes('alles op deze pagina is verzonnen')])).toEqual(pages.map(([path]) => [path, 200, true]))
    const text = (path: string) => pages.find(([at]) => at === path)?.[1].text ?? ''
    for (const [path, words] of [
      [round, 'Schoolleider'],
      [talk, 'Het grootste verschil'],
      [`${talk}/4.3`, 'Op de laptopkar hangt een briefje'],
      [`${talk}/9.1`, 'De leraar ziet het op 1'],
      [`${board}/plan`, 'Het plan voor uitval oefenen'],
      [`${board}/bewijs`, 'Verslag van de herstelproef'],
      [`${board}/afwijkingen`, 'noodlokalen'],
    ] as const)
      expect([path, text(path).includes(words)]).toEqual([path, true])
    const report = pages.find(([path]) => path.endsWith('/rapport'))?.[1].text
    expect(report).toContain('Vastgesteld door het college van bestuur, besluit 2026-31')
  })

  test('shows no form that changes something, and does nothing that is sent to it, also not for who owns another board', async () => {
    const app = await testApp({ seeded: true, clock: NOW })
    const { campaign, board, round, talk } = await shown(app)
    const other = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Een echt bestuur', place: 'Ede', sector: 'po', schools: [] }, tx))
    const owner = await app.signedIn({ at: [{ organisationId: other.board, right: 'owner' }] })
    const counts = () =>
      app.db.one(sql`
        select (select count(*) from campaigns.view) as views, (select count(*) from campaigns.settlement) as settled, (select count(*) from plans.action) as actions,
          (select count(*) from evidence.piece where withdrawn_at is null) as pieces, (select count(*) from assessments.answer) as answers,
          (select count(*) from campaigns.campaign where closed_at is not null) as closed, (select count(*) from campaigns.conversation) as stages`)
    const before = await counts()
    for (const { visitor } of [owner, { visitor: app.visitor() }]) {
      for (const path of [round, talk, `${talk}/4.3`, `${board}/plan`, `${board}/bewijs`])
        expect([path, [...(await visitor.get(path)).text.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"/g)].map(([, action]) => action)]).toEqual([path, []])
      for (const [path, fields] of [
        [`${round}/sluiten`, {}],
        [`${round}/herinneren`, {}],
        [`${talk}/4.3`, { outcome: 'agreed', answer: '4', version: '0', settled: '0', agreedBy: 'ik' }],
        [`${talk}/4.3/tonen`, { shown: 'yes' }],
        [`${talk}/eens`, {}],
        [`/metingen/${campaign.roundId}/kijk/4.3`, { version: '0', answer: '4' }],
        [`/metingen/${campaign.roundId}/4.3`, { version: '0', answer: '4' }],
        [`/metingen/${campaign.roundId}/vaststellen`, { on: '2026-11-01', by: 'ik' }],
        [`${board}/plan/nieuw`, { title: 'Van mij' }],
      ] as const)
        expect([path, (await visitor.post(path, fields)).status]).toEqual([path, 404])
    }
    expect(await counts()).toEqual(before)
    expect((await owner.visitor.get('/mijn')).text).not.toContain('De Wegwijzer')
  })

  test('writes to nobody: not when a round is about to end, evidence expires or a term passes', async () => {
    const app = await testApp({ seeded: true, clock: NOW })
    for (const day of ['2026-11-13', '2026-11-19', '2026-11-23', '2027-01-20']) {
      app.clock.set(`${day}T08:00:00Z`)
      await app.runJobs()
    }
    expect(await app.db.one(sql`select (select count(*) from platform.mail) as letters, (select count(*) from notifications.notification) as notifications`)).toEqual({
      letters: 0,
      notifications: 0,
    })
  })
})

test('on other addresses a visitor stays a visitor', async () => {
  const app = await testApp({ seeded: true, clock: NOW })
  const { board } = await app.db.tx((tx) => app.services.organisations.verbs.createDemo({ name: 'Een echt bestuur', place: 'Ede', sector: 'po', schools: [] }, tx))
  const visitor = app.visitor()
  for (const path of ['', '/rondes', '/plan', '/bewijs', '/groei']) expect((await visitor.get(`/organisaties/${board}${path}`)).status).not.toBe(200)
  const { campaign } = await shown(app)
  expect((await app.fetch(`/api/campaigns/v1/campaigns/${campaign.id}`)).status).not.toBe(200)
})
