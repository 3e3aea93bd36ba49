import { expect, test } from 'vitest'
import type { Right, Standing } from '#platform/rights'
import { accessTo, mayChange, mayComment, mayPlan, mayRead, mayRemove, mayRemoveComment, mayTick, type Access } from './policy.ts'

const none = { read: false, comment: false, change: false, remove: false, removeOwnComment: false, removeAnyComment: false }

test.each<[Right | 'none', string, boolean, typeof none]>([
  ['none', 'not theirs', false, none],
  ['none', 'theirs', true, none],
  ['reader', 'not theirs', false, { ...none, read: true, removeOwnComment: true }],
  ['reader', 'theirs', true, { ...none, read: true, removeOwnComment: true }],
  ['contributor', 'not theirs', false, { ...none, read: true, comment: true, removeOwnComment: true }],
  ['contributor', 'theirs', true, { ...none, read: true, comment: true, change: true, removeOwnComment: true }],
  ['editor', 'not theirs', false, { read: true, comment: true, change: true, remove: true, removeOwnComment: true, removeAnyComment: false }],
  ['editor', 'theirs', true, { read: true, comment: true, change: true, remove: true, removeOwnComment: true, removeAnyComment: false }],
  ['owner', 'not theirs', false, { read: true, comment: true, change: true, remove: true, removeOwnComment: true, removeAnyComment: true }],
])('right %s on an action that is %s', (right, _, owns, may) => {
  const access: Access = { right, owns }
  expect({
    read: mayRead(access),
    comment: mayComment(access),
    change: mayChange(access),
    remove: mayRemove(access),
    removeOwnComment: mayRemoveComment(access, true),
    removeAnyComment: mayRemoveComment(access, false),
  }).toEqual(may)
  expect(mayTick(access)).toBe(may.change)
})

test.each<[Right | undefined, boolean]>([
  [undefined, false],
  ['reader', false],
  ['contributor', false],
  ['editor', true],
  ['owner', true],
])('right %s: makes actions and standing tasks, takes up wishes: %s', (right, may) => expect(mayPlan(right)).toBe(may))

const [board, school, otherSchool] = ['board', 'school', 'other school']
const at = (rights: Record<string, Right>): ReadonlyMap<string, Standing> => new Map(Object.entries(rights).map(([id, right]) => [id, { right, functions: [] }]))

/** What the standing at a board brings to its schools is in the standing itself. */
test.each<[string, Record<string, Right>, { organisationId: string; schoolIds: string[] }, Right | 'none']>([
  ['of the board, its action', { [board]: 'editor', [school]: 'editor' }, { organisationId: board, schoolIds: [] }, 'editor'],
  ['of the board, the action of a school', { [board]: 'owner', [school]: 'owner' }, { organisationId: school, schoolIds: [] }, 'owner'],
  ['of a school, its own action', { [school]: 'owner' }, { organisationId: school, schoolIds: [] }, 'owner'],
  ['of a school, an action of the board that names it', { [school]: 'owner' }, { organisationId: board, schoolIds: [school] }, 'contributor'],
  ['reader of a school, an action of the board that names it', { [school]: 'reader' }, { organisationId: board, schoolIds: [school] }, 'reader'],
  ['of a school, an action for the whole board', { [school]: 'owner' }, { organisationId: board, schoolIds: [] }, 'none'],
  ['of a school, an action that names another school', { [school]: 'owner' }, { organisationId: board, schoolIds: [otherSchool] }, 'none'],
  ['of a school, the action of another school', { [school]: 'owner' }, { organisationId: otherSchool, schoolIds: [] }, 'none'],
  ['of nothing', {}, { organisationId: board, schoolIds: [school] }, 'none'],
])('someone %s', (_, rights, action, right) => {
  expect(accessTo({ person: { id: 'anna' }, standing: at(rights) }, { ...action, ownerId: 'anna' })).toEqual({ right, owns: true })
  expect(accessTo({ person: undefined, standing: at(rights) }, { ...action, ownerId: 'anna' }).owns).toBe(false)
})
