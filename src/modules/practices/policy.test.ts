import { expect, test } from 'vitest'
import type { Right } from '#platform/rights'
import { isTheirs, mayChange, maySee, maySeeContact, mayWithdraw } from './policy.ts'
import { states } from './practice.ts'

test.each<[Right | undefined, boolean, { see: boolean; theirs: boolean }]>([
  [undefined, false, { see: false, theirs: false }],
  [undefined, true, { see: false, theirs: false }],
  ['reader', false, { see: false, theirs: false }],
  ['reader', true, { see: false, theirs: false }],
  ['contributor', false, { see: true, theirs: false }],
  ['contributor', true, { see: true, theirs: true }],
  ['editor', false, { see: true, theirs: true }],
  ['owner', false, { see: true, theirs: true }],
])('who has right %s here, wrote it: %s', (right, isAuthor, expected) => {
  expect({ see: maySee(right), theirs: isTheirs({ right, isAuthor }) }).toEqual(expected)
})

test('what a reader has or everyone reads does not change under their eyes; all can be withdrawn once', () => {
  const author = { right: 'contributor', isAuthor: true } as const
  expect(states.filter((state) => mayChange(author, state))).toEqual(['draft', 'returned', 'withdrawn'])
  expect(states.filter((state) => mayWithdraw(author, state))).toEqual(['draft', 'submitted', 'published', 'returned'])
  expect(states.filter((state) => mayChange({ right: 'contributor', isAuthor: false }, state))).toEqual([])
})

test('the contact is for who is signed in', () => {
  expect([maySeeContact(undefined), maySeeContact({ id: 'someone' })]).toEqual([false, true])
})
