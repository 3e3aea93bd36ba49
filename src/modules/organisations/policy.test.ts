import { describe, expect, test } from 'vitest'
import { personFunctions, rights, type PersonFunction, type Right, type Standing } from '#platform/rights'
import { standingFrom } from './membership.ts'
import * as policy from './policy.ts'

type At = Standing | undefined
type Verb = (at: At) => boolean

/** Everything one can do here, each with the rights that may do it. Whoever is not named may not. */
const verbs: readonly [string, Verb, readonly Right[]][] = [
  ['see the people', policy.maySeePeople, ['reader', 'contributor', 'editor', 'owner']],
  ['see addresses', policy.maySeeAddresses, ['editor', 'owner']],
  ['invite a reader', (at) => policy.mayInvite(at, 'reader'), ['editor', 'owner']],
  ['invite a contributor', (at) => policy.mayInvite(at, 'contributor'), ['editor', 'owner']],
  ['invite an editor', (at) => policy.mayInvite(at, 'editor'), ['owner']],
  ['invite an owner', (at) => policy.mayInvite(at, 'owner'), ['owner']],
  ['withdraw the invitation of a reader', (at) => policy.mayWithdraw(at, 'reader'), ['editor', 'owner']],
  ['withdraw the invitation of an owner', (at) => policy.mayWithdraw(at, 'owner'), ['owner']],
  ['change functions and rights', policy.mayChange, ['owner']],
  ['remove someone', (at) => policy.mayRemove(at, false), ['owner']],
  ['decide who comes in', policy.mayDecide, ['owner']],
  ['add schools to a board of their own', (at) => policy.mayAddSchools(at, { origin: 'own', kind: 'board' }), ['owner']],
  ['add schools to a board of the register', (at) => policy.mayAddSchools(at, { origin: 'register', kind: 'board' }), []],
]

const independent: ReadonlySet<PersonFunction> = new Set(['data-protection-officer', 'supervisor', 'adviser'])
const holdable = (one: PersonFunction, right: Right) => !independent.has(one) || right === 'reader' || right === 'contributor'

/** A board with a school, and another board: the reach as the database gives it for a membership at the first board, or at the school. */
const standingAt = (place: 'board' | 'school', one: PersonFunction, right: Right) =>
  standingFrom((place === 'board' ? ['board', 'school'] : ['school']).map((organisationId) => ({ organisationId, right, functions: [one], above: [] })))

describe.each(personFunctions)('%s', (one) => {
  test.each(rights)('as %s', (right) => {
    expect(policy.mayHold([one], right)).toBe(holdable(one, right))
    const ofBoard = standingAt('board', one, right)
    const ofSchool = standingAt('school', one, right)
    for (const [verb, may, who] of verbs) {
      const allowed = who.includes(right)
      const asked = [
        ['own board', ofBoard.get('board'), allowed],
        ['school of own board', ofBoard.get('school'), allowed],
        ['other board', ofBoard.get('other'), false],
        ['own school', ofSchool.get('school'), allowed],
        ['board of own school', ofSchool.get('board'), false],
      ] as const
      for (const [where, at, expected] of asked) expect([verb, where, may(at)]).toEqual([verb, where, expected])
    }
  })
})

test('everyone may leave, whatever they may otherwise; also who has no right any more', () => {
  for (const right of rights) expect(policy.mayRemove({ right, functions: [] }, true)).toBe(true)
  expect(policy.mayRemove(undefined, true)).toBe(true)
})

test('one independent function among others keeps the hand from deciding', () => {
  expect(policy.mayHold(['ict-coordinator', 'adviser'], 'editor')).toBe(false)
  expect(policy.mayHold(['ict-coordinator', 'teacher'], 'owner')).toBe(true)
})

test('the last owner stays; one of two may go', () => {
  expect(policy.staysOwned([{ membershipId: 'a' }], 'a')).toBe(false)
  expect(policy.staysOwned([{ membershipId: 'a' }, { membershipId: 'b' }], 'a')).toBe(true)
})

test('only an administrator with a second factor manages', () => {
  expect([true, false].flatMap((administrator) => [true, false].map((strong) => policy.mayManage({ administrator, strong })))).toEqual([true, false, false, false])
  expect(policy.mayManage(undefined)).toBe(false)
})
