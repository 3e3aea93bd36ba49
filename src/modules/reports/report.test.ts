import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanLevel, progressOf } from '#modules/assessments'
import { buildReport, reportSchema } from './report.ts'
import { emptyHistory, history, longestHistory, NOW, realInstrument, usualHistory, usualSayings, type Sayings } from './test-history.ts'

const report = (rounds: readonly Sayings[], round = {}) => buildReport(history(rounds, round), NOW)
const responsibility = (made: ReturnType<typeof report>, id: string) => made.responsibilities.find((each) => each.id === id)!
const line = (made: ReturnType<typeof report>, id: string) => made.responsibilities.flatMap((each) => each.conditions).find((each) => each.id === id)!

describe('the report', () => {
  test.each([
    ['empty', emptyHistory()],
    ['usual', usualHistory()],
    ['longest', longestHistory()],
  ])('of an %s round is what its schema says and survives JSON', (_, given) => {
    const made = buildReport(given, NOW)
    expect(reportSchema.parse(made)).toEqual(made)
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
  })

  test('holds no internal ids besides that of the round', () => {
    const text = JSON.stringify(buildReport(usualHistory(), NOW))
    expect(text).not.toContain('00000000-0000-4000-8000-000000000001')
    expect(text).not.toContain(realInstrument.edition.hash)
    expect(text).not.toContain('"version":1,')
  })

  test('calls an open round provisional and a finished one finished', () => {
    expect(report([{}], { finishedAt: null }).about).toMatchObject({ status: 'provisional', finishedOn: null })
    expect(report([{}]).about).toMatchObject({ status: 'finished', finishedOn: '2026-11-20' })
  })

  test('counts what is filled in as the task list does', () => {
    const given = usualHistory()
    const { counts } = buildReport(given, NOW)
    const progress = progressOf(realInstrument.conditions, given.answers)
    expect(counts).toMatchObject({ conditions: 59, filledIn: progress.filledIn, unknown: progress.unknown, notApplicable: progress.notApplicable, wishes: progress.wishes })
  })

  test('gives each condition its level, name, sentence and the next step with what is still needed', () => {
    const made = report([{ '4.3': { level: 2, needs: ['tweede-stap'], evidence: 'foto', wish: { desiredLevel: 3 } } }])
    expect(line(made, '4.3')).toMatchObject({
      answer: 'level',
      level: 2,
      levelName: 'Opzetten',
      sentence: 'Een deel van de medewerkers logt in met een tweede stap.',
      underpinned: true,
      ageInDays: 21,
    })
    expect(line(made, '4.3').next).toMatchObject({ level: 3, levelName: 'Ingericht' })
    expect(line(made, '4.3').next?.openNeeds).toHaveLength(3)
    expect(made.growthPossibilities).toEqual([expect.objectContaining({ id: '4.3', from: 2, to: 3, openNeeds: 3, wished: true })])
  })

  test('keeps "weet ik niet" and "niet van toepassing" out of the mean and in sight', () => {
    const made = responsibility(report([{ '4.1': { level: 2 }, '4.2': { level: 3 }, '4.3': { unknown: true }, '4.4': { notApplicable: 'geen' } }]), '4')
    expect(made.mean).toEqual({ mean: 2.5, over: 2 })
    expect(made.counts).toMatchObject({ filledIn: 4, unknown: 1, notApplicable: 1, open: 2 })
  })

  test('has no mean when everything is not applicable', () => {
    expect(responsibility(report([{ '4.1': { notApplicable: 'nee' }, '4.2': { notApplicable: 'nee' } }]), '4').mean).toBeNull()
  })

  test('sorts wishes by term, without a term last, and says which term has passed', () => {
    const made = report([
      {
        '1.1': { level: 1, wish: { term: null } },
        '2.1': { level: 1, wish: { term: '2027-03-01' } },
        '3.1': { level: 1, wish: { term: '2026-02-01' } },
        '4.1': { level: 3, wish: { term: '2026-01-01' } },
      },
    ])
    expect(made.wishes.map(({ id, termPassed, reached }) => [id, termPassed, reached])).toEqual([
      ['4.1', false, true],
      ['3.1', true, false],
      ['2.1', false, false],
      ['1.1', false, false],
    ])
  })

  test('shows what moved since the previous round, with the note that says why', () => {
    const { growth, responsibilities } = report([
      { '4.1': { level: 1 }, '4.2': { level: 3, note: 'was goed' } },
      { '4.1': { level: 3, note: 'beleid vastgesteld' }, '4.2': { level: 2, note: 'was goed' }, '4.3': { unknown: true } },
    ])
    expect(growth?.changes.map(({ id, direction, steps, note }) => [id, direction, steps, note])).toEqual([
      ['4.1', 'forward', 2, 'beleid vastgesteld'],
      ['4.2', 'back', -1, 'was goed'],
      ['4.3', 'new', 0, ''],
    ])
    expect(growth?.conditions.find(({ id }) => id === '4.2')?.rounds.map(({ note }) => note)).toEqual(['was goed', ''])
    expect(responsibilities[3]?.previousMean).toEqual({ mean: 2, over: 2 })
  })

  test('has no growth in a first round', () => expect(report([{ '1.1': { level: 1 } }]).growth).toBeNull())

  test('says by whom, how old and how well underpinned the answers are', () => {
    const old = new Date('2025-06-01T08:00:00Z')
    const { quality } = report([{ '1.1': { level: 2, answeredBy: 'B' }, '1.2': { level: 3, evidence: 'besluit' }, '1.3': { unknown: true, answeredAt: old, carried: true } }])
    expect(quality).toMatchObject({ answered: 2, carried: 1, total: 59, olderThanAYear: 1, withLevel: 2, withEvidence: 1, oldest: old.toISOString() })
    expect(quality.byRole.map(({ role, answers }) => [role?.name, answers])).toEqual([
      ['(bovenschools) ict-coördinator', 2],
      ['bestuurder', 1],
    ])
  })

  test('never invents a title of a norm', () => {
    const { norms } = buildReport(usualHistory(), NOW).references
    expect(norms.items.find(({ ref }) => ref === 'IM.01')).toMatchObject({ title: null, domainTitle: 'Incidentmanagement', conditions: [expect.objectContaining({ id: '4.4' })] })
    expect(norms.items.every(({ conditions }) => conditions.length > 0)).toBe(true)
  })

  test('lists only sources that a condition or a practice uses', () => {
    const { sources, practices } = buildReport(usualHistory(), NOW).references
    expect(sources.every(({ conditions }) => conditions.length > 0)).toBe(true)
    expect(practices.every((practice) => sources.some(({ id }) => id === practice.source))).toBe(true)
  })

  test('of the same history and moment is the same', () => expect(buildReport(usualHistory(), NOW)).toEqual(buildReport(usualHistory(), NOW)))
})

const judgement = fc.oneof(
  fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const).map((level) => ({ level })),
  fc.constant({ unknown: true as const }),
  fc.constant({ notApplicable: 'nee' }),
  fc.constant({}),
)
const someAnswers = fc.uniqueArray(fc.tuple(fc.constantFrom(...realInstrument.conditions.map(({ id }) => id)), judgement), { selector: ([id]) => id })
const means = (sayings: Sayings) => report([sayings]).responsibilities.map(({ mean }) => mean)

describe('for any answers', () => {
  test('a mean is that of the rule of growth', () => {
    fc.assert(
      fc.property(someAnswers, (pairs) => {
        const given = history([Object.fromEntries(pairs)])
        for (const each of buildReport(given, NOW).responsibilities) expect(each.mean).toEqual(meanLevel(each.conditions.map(({ id }) => given.answers.get(id))))
      }),
      { numRuns: 60 },
    )
  })

  test('answers without a level never change a mean, and order does not matter', () => {
    fc.assert(
      fc.property(someAnswers, (pairs) => {
        const leveled = pairs.filter(([, said]) => 'level' in said)
        expect(means(Object.fromEntries(pairs.toReversed()))).toEqual(means(Object.fromEntries(leveled)))
      }),
      { numRuns: 60 },
    )
  })

  test('every condition is counted once: filled in, taken over or open; with a level, unknown, not applicable or none', () => {
    fc.assert(
      fc.property(someAnswers, (pairs) => {
        for (const { counts, conditions } of report([Object.fromEntries(pairs)]).responsibilities) {
          expect(counts.filledIn + counts.carried + counts.open).toBe(counts.conditions)
          expect(counts.withLevel + counts.unknown + counts.notApplicable + conditions.filter(({ answer }) => answer === 'open').length).toBe(counts.conditions)
        }
      }),
      { numRuns: 60 },
    )
  })
})

test('the usual board of these tests has everything in it', () => {
  const { counts } = report([usualSayings(3)])
  expect(Object.entries(counts).filter(([name, value]) => value === 0 && name !== 'carried' && name !== 'open')).toEqual([])
})
