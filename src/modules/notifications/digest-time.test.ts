import { expect, test } from 'vitest'
import { longTime } from '#platform/i18n'
import { nextDigest } from './digest-time.ts'

test.each([
  // Summer time begins on 28 March 2027 and ends on 25 October 2026: seven o'clock is seven o'clock on either side.
  ['2027-03-26T23:30:00Z', 'daily', '2027-03-27T06:00:00.000Z'],
  ['2027-03-27T06:00:00Z', 'daily', '2027-03-28T05:00:00.000Z'],
  ['2027-03-28T00:59:00Z', 'daily', '2027-03-28T05:00:00.000Z'],
  ['2027-03-28T05:00:00Z', 'daily', '2027-03-29T05:00:00.000Z'],
  ['2027-03-26T12:00:00Z', 'weekly', '2027-03-29T05:00:00.000Z'],
  ['2026-10-24T05:00:00Z', 'daily', '2026-10-25T06:00:00.000Z'],
  ['2026-10-25T00:30:00Z', 'daily', '2026-10-25T06:00:00.000Z'],
  ['2026-10-25T05:30:00Z', 'daily', '2026-10-25T06:00:00.000Z'],
  ['2026-10-25T06:00:00Z', 'daily', '2026-10-26T06:00:00.000Z'],
  ['2026-10-19T05:00:00Z', 'weekly', '2026-10-26T06:00:00.000Z'],
  // Late in the evening it is the next day in the Netherlands already.
  ['2026-07-05T22:30:00Z', 'weekly', '2026-07-06T05:00:00.000Z'],
  ['2026-12-31T23:30:00Z', 'daily', '2027-01-01T06:00:00.000Z'],
] as const)('after %s the next %s letter leaves at %s', (now, rhythm, expected) => {
  const next = nextDigest(new Date(now), rhythm)
  expect(next.toISOString()).toBe(expected)
  expect(longTime(next, 'nl')).toContain('07:00')
})
