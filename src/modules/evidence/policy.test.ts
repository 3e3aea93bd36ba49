import { expect, test } from 'vitest'
import type { Right } from '#platform/rights'
import { mayAdd, mayChange, mayList, mayOpen } from './policy.ts'

test.each<[Right | undefined, { list: boolean; open: boolean; add: boolean; change: boolean }]>([
  [undefined, { list: false, open: false, add: false, change: false }],
  ['reader', { list: true, open: false, add: false, change: false }],
  ['contributor', { list: true, open: true, add: true, change: false }],
  ['editor', { list: true, open: true, add: true, change: true }],
  ['owner', { list: true, open: true, add: true, change: true }],
])('who has right %s here', (held, may) => {
  expect({ list: mayList(held), open: mayOpen(held), add: mayAdd(held), change: mayChange(held) }).toEqual(may)
})
