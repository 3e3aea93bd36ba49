import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { walk, type Variant } from '../support/states.ts'

const variants: Record<string, Variant> = {
  desktop: { width: 1280 },
  '320 px': { width: 320 },
  // A window of 1280 px at 200 % has 640 px to fill.
  'zoom 200 %': { width: 640 },
}

test.each(Object.entries(variants))('every page in every state is accessible on every width: %s', { timeout: 240_000 }, async (_, variant) => {
  expect(await walk(await testApp({ seeded: true }), variant)).toBe('')
})
