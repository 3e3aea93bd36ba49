import { expect, test } from 'vitest'
import { mayDecide, maySee, maySeeOthers } from './policy.ts'

test.for([
  [undefined, { see: false, others: false, decide: false }],
  ['reader', { see: true, others: true, decide: false }],
  ['contributor', { see: true, others: true, decide: false }],
  ['editor', { see: true, others: true, decide: false }],
  ['owner', { see: true, others: true, decide: true }],
] as const)('%s: sees the page, the others, decides', ([right, may]) => {
  expect({ see: maySee(right), others: maySeeOthers(right, {}), decide: mayDecide(right) }).toEqual(may)
  expect(maySeeOthers(right, undefined)).toBe(false)
})
