import { expect, test } from 'vitest'
import { modules } from '../../src/modules.ts'
import { alone, together } from '../support/states/index.ts'
import { variants, withoutScripts } from '../support/states/variant.ts'
import { walk } from '../support/states/walk.ts'

test('every page that one uses alone is accessible in every state and every variant, and every state was seen in each', { timeout: 600_000 }, async () => {
  const { problems, seenIn, unvisited } = await walk(alone)
  expect(problems.join('\n')).toBe('')
  expect(unvisited).toEqual([])
  const nine = [...variants, withoutScripts].map(({ name }) => name)
  expect([...seenIn].filter(([, seen]) => seen.join() !== nine.join())).toEqual([])
  expect(seenIn.size).toBeGreaterThan(60)
})

test('every service is walked in one of the two halves', () => {
  expect([...alone.services, ...together.services].toSorted()).toEqual(modules.map(({ name }) => name as string).toSorted())
})
