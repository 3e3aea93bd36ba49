import { describe, expect, test } from 'vitest'
import { explain, figureId } from './figures.ts'
import { measureNames } from './measure.ts'
import { buildReport } from './report.ts'
import { NOW, usualHistory } from './test-history.ts'

const report = buildReport(usualHistory(), NOW)

describe('every number', () => {
  test.each(measureNames)('%s is explained: each condition counts or is left out with a reason', (name) => {
    for (const responsibility of [null, '4']) {
      const explained = explain(report, figureId(name, responsibility))!
      const conditions = responsibility ? 6 : 59
      expect(explained.counted.length + explained.leftOut.length).toBe(conditions)
      const sum = explained.counted.reduce((total, { worth }) => total + worth, 0)
      expect(explained.value).toBe(explained.result === 'sum' ? sum : sum / explained.counted.length)
      expect(explain(report, figureId(name, responsibility), 'en')?.rule).not.toBe(explained.rule)
    }
  })

  test('is the number in the report', () => {
    for (const each of report.responsibilities) {
      expect(explain(report, `gemiddelde-${each.id}`)).toMatchObject({ value: each.mean?.mean, over: each.mean?.over })
      expect(explain(report, `gemiddelde-${each.id}-ronde-2`)?.value).toBe(each.previousMean?.mean)
      expect(explain(report, `weet-ik-niet-${each.id}`)?.value).toBe(each.counts.unknown)
    }
    expect(explain(report, 'ouder-dan-een-jaar')?.value).toBe(report.quality.olderThanAYear)
  })

  test('of an earlier round is explained too', () => {
    for (const round of report.growth!.rounds)
      for (const { responsibilityId, mean } of round.means) expect(explain(report, figureId('gemiddelde', responsibilityId, round.number))?.value).toBe(mean?.mean)
  })

  test('that does not exist is not explained', () => {
    for (const id of ['', 'cijfer', 'gemiddelde-11', 'gemiddelde-4-ronde-9', 'gemiddelde-4x', 'wensen-ronde-1', '__proto__', 'constructor', 'open-4-5'])
      expect(explain(report, id)).toBeUndefined()
  })
})
