import { expect, test } from 'vitest'
import { realInstrument } from '../../../tests/support/content.ts'
import { later, overTheBreak } from '../../../tests/support/over-the-break.ts'
import { Instrument } from '#modules/instruments'
import { breaksOver, readAs } from '#modules/assessments'
import { history } from './test-history.ts'
import { buildReport, reportSchema } from './report.ts'

/** Two rounds with 2027.1 between them; in the second everything is at level 3. */
async function twoRounds() {
  const round = await overTheBreak({
    '1.1': { answer: '2' },
    '1.2': { answer: '2' },
    '4.2': { answer: '2' },
    '4.4': { answer: '1' },
    '4.5': { answer: '2' },
    '5.6': { answer: '4' },
  })
  for (const [id, version] of Object.entries({ '1.1': 1, '1.2': 1, '4.7': 1, '4.8': 1, '4.9': 1, '6.6': 0 }))
    expect((await round.owner.post(`${round.path}/${id}`, { version: String(version), answer: '3' })).status).toBe(303)
  await round.owner.post(`${round.path}/afronden`, {})
  const report = reportSchema.parse(JSON.parse((await round.owner.get(`${round.path}/rapport.json`)).text))
  return { ...round, report, growth: report.growth! }
}

test('every line goes on over a new version: through the same number, each part, and the whole', async () => {
  const { growth } = await twoRounds()
  const trace = (id: string) => growth.conditions.find((one) => one.id === id)?.rounds.map(({ answer, level }) => level ?? answer)
  expect(Object.fromEntries(['1.1', '1.2', '4.7', '4.8', '4.9', '6.6'].map((id) => [id, trace(id)]))).toEqual({
    '1.1': [2, 3],
    '1.2': [2, 3],
    '4.7': [2, 3],
    '4.8': [2, 3],
    '4.9': ['open', 3],
    '6.6': ['open', 3],
  })
  expect(growth.conditions.find((one) => one.id === '4.9')?.rounds[0]?.from.map(({ id, level }) => [id, level])).toEqual([
    ['4.4', 1],
    ['4.5', 2],
  ])
  const mean = (id: string) => growth.rounds.map(({ means }) => means.find((one) => one.responsibilityId === id)?.mean)
  expect(mean('4')).toEqual([
    { mean: 2, over: 2 },
    { mean: 3, over: 3 },
  ])
})

test('it says of each line where it broke, and never of one that did not', async () => {
  const { growth } = await twoRounds()
  expect(growth.rounds.map(({ breaks }) => breaks)).toEqual([
    [],
    [
      { id: '1.1', relation: 'changed', version: '2027.1' },
      { id: '4.7', relation: 'split', version: '2027.1' },
      { id: '4.8', relation: 'split', version: '2027.1' },
      { id: '4.9', relation: 'merged', version: '2027.1' },
      { id: '6.6', relation: 'new', version: '2027.1' },
    ],
  ])
})

test('merged questions with different answers are neither growth nor a step back', async () => {
  const { report, growth } = await twoRounds()
  expect(growth.changes.map(({ id, direction }) => [id, direction])).toEqual([
    ['1.1', 'forward'],
    ['1.2', 'forward'],
    ['4.7', 'forward'],
    ['4.8', 'forward'],
    ['4.9', 'not-comparable'],
    ['6.6', 'new'],
  ])
  expect(report.counts.conditions).toBe(59)
})

test('the page shows it in the picture, in words and in the table, in both languages', async () => {
  const { owner, path } = await twoRounds()
  const page = (await owner.get(`${path}/groei`)).text
  for (const words of [
    'Gestippeld: 5 vragen veranderd in 2027.1',
    'vraag veranderd in 2027.1',
    'vraag gesplitst in 2027.1',
    'vraag samengevoegd in 2027.1',
    '(3 vragen veranderd in 2027.1)',
  ])
    expect(page).toContain(words)
  expect(page).toContain('De vragenlijst is vernieuwd in versie 2027.1')
  // The lines of 1 and 4 have both rounds; in 6 there was no level before.
  expect(page.match(/stroke-dasharray="0\.1 6"/g)).toHaveLength(2)
  const file = (await owner.get(`${path}/rapport/groei.svg`)).text
  expect([file.includes('stroke-dasharray="0.1 6"'), file.includes('in 2027.1')]).toEqual([true, true])
  owner.cookies.set('taal', 'en')
  expect((await owner.get(`${path}/groei`)).text).toContain('question split in 2027.1')
})

test('the explained number of an earlier round is the one in the line', async () => {
  const { owner, path } = await twoRounds()
  const page = (await owner.get(`${path}/rapport/cijfers/gemiddelde-4-ronde-1`)).text
  expect(page).toContain('<strong>2,0</strong>, gerekend over 2 voorwaarden')
  expect(page).toContain('gelezen met de vragen van nu')
})

test('the report as a file is there over a break too', async () => {
  const { owner, path } = await twoRounds()
  for (const file of ['/rapport.ods', '/rapport.pdf', '/rapport.csv']) expect([file, (await owner.get(path + file)).status]).toEqual([file, 200])
})

test('without a new version nothing is said of one', () => {
  const report = buildReport(history([{ '1.1': { level: 1 } }, { '1.1': { level: 2 } }]), new Date('2026-11-23T10:00:00Z'))
  expect(report.growth?.rounds.flatMap(({ breaks }) => breaks)).toEqual([])
  expect(report.growth?.conditions.flatMap(({ rounds }) => rounds.flatMap(({ from }) => from))).toEqual([])
})

test('over three versions each break stands at its own round', () => {
  const now = new Instrument(later)
  expect(breaksOver([realInstrument, realInstrument, now, now]).map((breaks) => [...breaks.keys()])).toEqual([[], [], ['1.1', '4.7', '4.8', '4.9', '6.6'], []])
  expect(readAs(now, realInstrument, new Map()).answers.size).toBe(0)
})
