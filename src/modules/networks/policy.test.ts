import { expect, test } from 'vitest'
import type { Right } from '#platform/rights'
import { mayCoordinate, mayDecide, maySee, maySpeak } from './policy.ts'

test.each<[Right | undefined, boolean[]]>([
  [undefined, [false, false, false, false, false]],
  ['reader', [true, false, false, false, false]],
  ['contributor', [true, false, false, false, false]],
  ['editor', [true, true, false, false, false]],
  ['owner', [true, true, true, true, false]],
])('who has right %s at a member board: sees, speaks, decides, coordinates when that board does, and when it does not', (held, expected) => {
  expect([maySee(held), maySpeak(held), mayDecide(held), mayCoordinate(held, true), mayCoordinate(held, false)]).toEqual(expected)
})
