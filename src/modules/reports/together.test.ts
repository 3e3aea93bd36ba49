import { describe, expect, test } from 'vitest'
import { DAY } from '#platform/clock'
import { readOds } from '#protocols/ods'
import { testApp, type SignedIn, type TestApp } from '../../../tests/support/app.ts'
import { campaign } from '../campaigns/test-campaign.ts'
import { boardPdf, oversightPdf } from './pdf.ts'
import { reportPrint } from './print/report-print.ts'
import { buildReport, reportSchema } from './report.ts'
import { longestHistory, NOW } from './test-history.ts'

/** A board that arranged two things, talked about two others with its school, adopted both rounds, and corrected that of the school. */
async function adopted(app: TestApp, anonymity: 'named' | 'anonymous' = 'named') {
  const made = await campaign(app, { anonymity })
  const { owner, leader, ofBoard, ofSchool, path } = made
  const answer = (who: SignedIn, round: string, id: string, fields: object) => who.visitor.post(`/metingen/${round}/${id}`, { version: '0', ...fields })
  await answer(owner, ofBoard, '4.3', { answer: '2', arrangedBy: 'board', note: 'Met de leverancier afgesproken' })
  await answer(owner, ofBoard, '5.1', { answer: '3', arrangedBy: 'supplier' })
  await answer(leader, ofSchool, '5.1', { answer: '1', deviation: 'Wij hebben nog een eigen pakket' })
  const settled = await leader.visitor.post(`/metingen/${ofSchool}/gesprek/1.1`, {
    outcome: 'agreed',
    answer: '2',
    version: '0',
    settled: '0',
    reason: 'Twee teams doen dit al',
    agreedBy: 'schoolleider en leraren',
    dissent: 'De bovenbouw ziet dit op 1',
  })
  expect(settled.status).toBe(303)
  await leader.visitor.post(`/metingen/${ofSchool}/gesprek/1.2`, { outcome: 'find-out', version: '0', settled: '0', reason: 'Vraag het de leverancier' })
  const decided = await owner.visitor.post(`${path}/vaststellen`, { on: '2026-03-02', by: 'College van bestuur, besluit 2026-7' })
  expect(decided.status).toBe(303)
  return made
}

/** What each format says of this round to someone. The PDF by what it is set from; that it is a PDF is tried elsewhere. */
async function everyFormat({ visitor }: Pick<SignedIn, 'visitor'>, round: string): Promise<Record<string, string>> {
  const at = (path: string) => visitor.get(`/metingen/${round}${path}`)
  const read = readOds((await at('/rapport.ods')).bytes)
  const json = (await at('/rapport.json')).text
  const report = reportSchema.parse(JSON.parse(json))
  expect((await at('/rapport.pdf')).text.slice(0, 5)).toBe('%PDF-')
  return {
    page: plain((await at('/rapport')).text),
    pdf: texts(reportPrint(report)),
    ods: read.ok ? texts(read.book) : read.problem,
    csv: (await at('/rapport.csv')).text,
    json,
  }
}
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
const texts = (value: unknown): string => (typeof value === 'object' && value !== null ? Object.values(value).map(texts).join('\n') : String(value))

/** A link to read one report, opened by someone who belongs nowhere. */
async function reader(app: TestApp, { visitor }: SignedIn, round: string) {
  const [, link = ''] = /(\/gedeeld\/[\w-]+)/.exec((await visitor.post(`/metingen/${round}/delen`, { label: 'Raad van toezicht' })).text) ?? []
  const outside = app.visitor()
  await outside.follow(outside.get(link))
  return { visitor: outside }
}

describe('the report of a round that was done together', () => {
  test('says in every format that it is adopted, what the board arranges, what is different here and what was settled', async () => {
    const app = await testApp()
    const { leader, ofSchool } = await adopted(app)
    const said = await everyFormat(leader, ofSchool)
    for (const [format, text] of Object.entries(said))
      for (const fact of ['College van bestuur, besluit 2026-7', 'Wij hebben nog een eigen pakket', 'schoolleider en leraren', 'De bovenbouw ziet dit op 1', '2026'])
        expect([format, fact, text.includes(fact)]).toEqual([format, fact, true])
    for (const [format, words] of Object.entries({
      page: 'Het bestuur vulde dit in',
      pdf: 'Het bestuur vulde dit in',
      ods: 'Ingevuld door het bestuur',
      csv: 'Ingevuld door het bestuur',
      json: '"inherited": true',
    }))
      expect([format, said[format]?.includes(words)]).toEqual([format, true])
    for (const format of ['page', 'pdf', 'ods', 'csv']) expect([format, said[format]?.includes('eerst uitzoeken')]).toEqual([format, true])
    for (const text of Object.values(said)) expect(text).toMatch(/[0-9a-f]{64}/)
    const api = await app.fetch(`/api/reports/v1/measurements/${ofSchool}/report`, { headers: { cookie: `${leader.cookie.name}=${leader.cookie.value}` } })
    const { about, responsibilities, quality } = reportSchema.parse(await api.json())
    expect(about.record).toMatchObject({ revision: 1, adoption: { on: '2026-03-02', by: 'College van bestuur, besluit 2026-7' }, corrects: null, correctedBy: null })
    expect(quality).toMatchObject({ inherited: 1, deviating: 1, discussed: 2 })
    expect(
      responsibilities
        .flatMap((one) => one.conditions)
        .filter((line) => line.inherited)
        .map(({ id, arrangedBy }) => [id, arrangedBy]),
    ).toEqual([['4.3', 'board']])
  })

  test('keeps who saw it otherwise inside: a shared link reads what was agreed, not the dissent, also when a colleague took the same PDF before', async () => {
    const app = await testApp()
    const { leader, ofSchool } = await adopted(app)
    await everyFormat(leader, ofSchool)
    const outside = await everyFormat(await reader(app, leader, ofSchool), ofSchool)
    for (const [format, text] of Object.entries(outside))
      expect([format, text.includes('schoolleider en leraren'), text.includes('De bovenbouw ziet dit op 1')]).toEqual([format, true, false])
  })

  test('where answers are anonymous, only who leads conversations reads who saw it otherwise', async () => {
    const app = await testApp()
    const { first, leader, ofSchool } = await adopted(app, 'anonymous')
    const colleague = await app.signedIn({ at: [{ organisationId: first, right: 'contributor' }] })
    const read = async (who: SignedIn) => (await who.visitor.get(`/metingen/${ofSchool}/rapport.json`)).text
    expect(await read(leader)).toContain('De bovenbouw ziet dit op 1')
    expect(await read(colleague)).toMatch(/^(?!.*De bovenbouw ziet dit op 1).*schoolleider en leraren/s)
  })

  test('a correction says what it corrects and why, and the corrected one that there is a newer one, in every format', async () => {
    const app = await testApp()
    const { owner, ofSchool } = await adopted(app)
    const { location = '' } = await owner.visitor.post(`/metingen/${ofSchool}/corrigeren`, { reason: 'Verkeerde leverancier genoemd' })
    const correction = location.split('/').at(-1) ?? ''
    expect((await owner.visitor.get(`/metingen/${ofSchool}/rapport`)).text).toContain('Er is een correctie begonnen')
    app.clock.advance(DAY)
    await owner.visitor.post(`/metingen/${correction}/1.1`, { version: '1', answer: '3' })
    expect((await owner.visitor.post(`/metingen/${correction}/afronden`, {})).status).toBe(303)
    const [newer, older] = [await everyFormat(owner, correction), await everyFormat(owner, ofSchool)]
    for (const [format, text] of Object.entries(newer))
      for (const fact of ['Verkeerde leverancier genoemd', 'College van bestuur, besluit 2026-7']) expect([format, fact, text.includes(fact)]).toEqual([format, fact, true])
    for (const format of ['page', 'pdf', 'ods', 'csv']) expect([format, older[format]?.includes('Gecorrigeerd op ')]).toEqual([format, true])
    expect(JSON.parse(older['json'] ?? '')).toMatchObject({ about: { record: { correctedBy: { roundId: correction, revision: 2 } } } })
    // What the room settled still stands by what was not changed since, and says so where it was.
    const lines = reportSchema.parse(JSON.parse(newer['json'] ?? '')).responsibilities.flatMap((one) => one.conditions)
    expect(lines.filter((line) => line.settled).map(({ id, settled }) => [id, settled?.changedAfterwards])).toEqual([
      ['1.1', true],
      ['1.2', false],
    ])
  })

  test('is still one A4 with the longest decision, as a correction of a correction', async () => {
    const adoption = { at: NOW, on: '2026-11-20', by: 'W'.repeat(200), personId: null, contentHash: 'a'.repeat(64) }
    const given = longestHistory()
    const round = { ...given.round, revision: 2, adoption, correction: { of: 'eerste', reason: 'r'.repeat(1000) } }
    const revisions = [1, 3].map((revision) => ({ ...given.round, id: revision === 1 ? 'eerste' : 'derde', revision, adoption }))
    const report = buildReport({ ...given, round, revisions }, NOW)
    expect([(await boardPdf(report)).pages, (await oversightPdf(report)).pages]).toEqual([1, 1])
  })
})
