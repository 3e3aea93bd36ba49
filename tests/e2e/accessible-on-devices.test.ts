import { expect, test } from 'vitest'
import type { Scene } from '../support/states/state.ts'
import { everything, withoutAccount } from '../support/states/index.ts'
import { walk, type Variant } from '../support/states/walk.ts'

const variants: [string, readonly Scene[], Variant][] = [
  ['desktop', everything, { width: 1280 }],
  // A phone with all states is walked in the dark (accessible-by-preference).
  ['a phone', withoutAccount, { width: 320 }],
  // A window of 1280 px at 200 % has 640 px to fill.
  ['zoom 200 %', withoutAccount, { width: 640 }],
]

test.each(variants)('every page in every state is accessible on every width: %s', { timeout: 600_000 }, async (_, scenes, variant) => {
  expect(await walk(scenes, variant)).toBe('')
})
