import { expect, test } from 'vitest'
import { commonLevels, commonWishes, type Said } from './common.ts'

const at = new Date('2026-03-01T09:00:00Z')
const said = (organisationId: string, conditionId: string, level: Said['level'], wish: boolean): Said => ({ organisationId, finishedAt: at, conditionId, level, wish })
const all = [said('a', '4.3', 2, true), said('b', '4.3', 2, true), said('c', '4.3', 4, true), said('a', '1.1', null, true), said('b', '1.1', 1, false)]

test('what most boards want comes first, then the order of the questions; who does not share does not count', () => {
  expect(commonWishes(all, new Set(['a', 'b']), ['1.1', '4.3'])).toEqual([
    { conditionId: '4.3', boards: ['a', 'b'] },
    { conditionId: '1.1', boards: ['a'] },
  ])
  expect(commonWishes(all, new Set(), ['1.1', '4.3'])).toEqual([])
})

test('levels count the boards that share theirs', () => {
  expect(commonLevels(all, new Set(['a', 'b', 'c']), ['1.1', '4.3'])).toEqual([
    { conditionId: '1.1', counts: { 1: 1, 2: 0, 3: 0, 4: 0 } },
    { conditionId: '4.3', counts: { 1: 0, 2: 2, 3: 0, 4: 1 } },
  ])
  expect(commonLevels(all, new Set(['c']), ['1.1', '4.3'])).toEqual([{ conditionId: '4.3', counts: { 1: 0, 2: 0, 3: 0, 4: 1 } }])
})
