import { expect, test } from 'vitest'
import { oversightOf } from './oversight.ts'
import { buildReport } from './report.ts'
import { emptyHistory, NOW, usualHistory } from './test-history.ts'

test('a supervisory board gets four sections with something in each, whatever the data, in both languages', () => {
  for (const given of [emptyHistory(), usualHistory()])
    for (const lang of ['nl', 'en'] as const) {
      const sections = oversightOf(buildReport(given, NOW), lang)
      expect(sections.map(({ id }) => id)).toEqual(['steers', 'risks', 'progress', 'ask'])
      for (const { points } of sections) expect(points.length).toBeGreaterThan(0)
      expect(sections[3]?.points.length).toBeLessThanOrEqual(5)
    }
})
