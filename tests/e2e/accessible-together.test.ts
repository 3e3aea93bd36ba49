import { expect, test } from 'vitest'
import { together } from '../support/states/index.ts'
import { variants, withoutScripts } from '../support/states/variant.ts'
import { walk } from '../support/states/walk.ts'

test('every page that one uses together is accessible in every state and every variant, and every state was seen in each', { timeout: 600_000 }, async () => {
  const { problems, seenIn, unvisited } = await walk(together)
  expect(problems.join('\n')).toBe('')
  expect(unvisited).toEqual([])
  const nine = [...variants, withoutScripts].map(({ name }) => name)
  expect([...seenIn].filter(([, seen]) => seen.join() !== nine.join())).toEqual([])
  expect(seenIn.size).toBeGreaterThan(60)
})
