import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { walk, type Variant } from '../support/states.ts'

const variants: Record<string, Variant> = {
  dark: { width: 1280, dark: true },
  'forced colours': { width: 1280, forcedColors: true },
  print: { width: 794, print: true },
}

test.each(Object.entries(variants))('every page in every state is accessible as people set their browser: %s', { timeout: 240_000 }, async (_, variant) => {
  expect(await walk(await testApp({ seeded: true }), variant)).toBe('')
})
