import { expect, test } from 'vitest'
import { SECOND } from './clock.ts'
import { rateLimiter } from './rate-limit.ts'

test('a burst passes, then the wait is named, and after that wait one may go on', () => {
  let at = 0
  const { secondsToWait: wait } = rateLimiter({ burst: 3, perSecond: 0.5 }, () => at)
  expect([wait('a'), wait('a'), wait('a')]).toEqual([0, 0, 0])
  expect(wait('a')).toBe(2)
  at += 2 * SECOND
  expect(wait('a')).toBe(0)
})

test('one caller does not shut out another', () => {
  const { secondsToWait: wait } = rateLimiter({ burst: 1, perSecond: 1 }, () => 0)
  expect(wait('a')).toBe(0)
  expect(wait('a')).toBeGreaterThan(0)
  expect(wait('b')).toBe(0)
})

test('a clock that is set back shuts nobody out', () => {
  let at = 100 * SECOND
  const { secondsToWait: wait } = rateLimiter({ burst: 3, perSecond: 1 }, () => at)
  wait('a')
  at = 0
  expect(wait('a')).toBe(0)
})
