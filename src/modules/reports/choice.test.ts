import { describe, expect, test } from 'vitest'
import { buildReport } from './report.ts'
import { emptyHistory, history, longestHistory, NOW, realInstrument, usualHistory, type Sayings } from './test-history.ts'

const all = (said: Sayings[string]): Sayings => Object.fromEntries(realInstrument.conditions.map(({ id }) => [id, said]))
const choicesOf = (...rounds: Sayings[]) => buildReport(history(rounds), NOW).threeChoices
const good = { level: 4, evidence: 'ja' } as const

describe('three choices', () => {
  test('say what is missing when too little is filled in', () => {
    const { choices, missing } = buildReport(emptyHistory(), NOW).threeChoices
    expect(choices).toEqual([])
    expect(missing).toContain('Vanaf 12 antwoorden')
  })

  test('begin with wishes that nobody has taken up, then what went back, then a foundation at level 1', () => {
    const { choices } = choicesOf(
      { ...all(good), '7.1': { level: 1 } },
      { ...all(good), '2.1': { level: 2, wish: { owner: '' } }, '3.1': { level: 3, evidence: 'ja' }, '7.1': { level: 1 } },
    )
    expect(choices.map(({ rule, conditions }) => [rule, conditions.map(({ id }) => id)])).toEqual([
      ['wish-without-agreement', ['2.1']],
      ['went-back', ['3.1']],
      ['foundation', ['7.1']],
    ])
  })

  test('name the conditions that build on a foundation', () => {
    const { choices } = choicesOf({ ...all(good), '7.1': { level: 1 } })
    expect(choices[0]).toMatchObject({ rule: 'foundation', conditions: [{ id: '7.1' }] })
    expect(choices[0]?.dependents).toContain('4.2')
    expect(choices[0]?.why).toContain('4.2')
  })

  test('ask to find out where most is unknown', () => {
    const { choices } = choicesOf({ ...all(good), '5.1': { unknown: true }, '5.2': { unknown: true }, '6.1': { unknown: true } })
    expect(choices[0]).toMatchObject({ rule: 'unknown', responsibility: { id: '5' }, conditions: [{ id: '5.1' }, { id: '5.2' }] })
  })

  test('never rest on the same condition twice, and each has three options', () => {
    for (const given of [usualHistory(), longestHistory()]) {
      const { choices } = buildReport(given, NOW).threeChoices
      const ids = choices.flatMap(({ conditions }) => conditions.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      expect(choices.every((choice) => choice.options.map(({ id }) => id).join() === 'leave,take-up,find-out')).toBe(true)
    }
    expect(buildReport(usualHistory(), NOW).threeChoices.choices).toHaveLength(3)
  })

  test('are fewer, and say so, when nothing more asks for a decision', () => {
    const { choices, missing } = choicesOf(all(good))
    expect(choices).toEqual([])
    expect(missing).toContain('Meer vraagt op dit moment niet om een besluit')
  })
})
