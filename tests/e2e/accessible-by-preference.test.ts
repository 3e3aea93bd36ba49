import { expect, test } from 'vitest'
import type { Scene } from '../support/states/state.ts'
import { everything, withoutAccount } from '../support/states/index.ts'
import { walk, type Variant } from '../support/states/walk.ts'

// All states in the dark on a phone, and on a desktop in the light (accessible-on-devices); those without an account in every other way.
const variants: [string, readonly Scene[], Variant][] = [
  ['dark, on a phone', everything, { width: 320, dark: true }],
  ['forced colours', withoutAccount, { width: 1280, forcedColors: true }],
  ['print', withoutAccount, { width: 794, print: true }],
]

test.each(variants)('every page in every state is accessible as people set their browser: %s', { timeout: 600_000 }, async (_, scenes, variant) => {
  expect(await walk(scenes, variant)).toBe('')
})
