import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Level } from '#modules/instruments'
import { emptyStatement, type Judgement, type Statement } from './answer.ts'
import { changeBetween, meanLevel } from './growth.ts'

const judgement = fc.oneof(
  fc.constantFrom(1, 2, 3, 4).map((level): Judgement => ({ kind: 'level', level: level })),
  fc.constant<Judgement>({ kind: 'unknown' }),
  fc.constant<Judgement>({ kind: 'not-applicable', reason: 'geen examens' }),
  fc.constant<Judgement>({ kind: 'open' }),
)
const answer = judgement.map((one): Statement => ({ ...emptyStatement, judgement: one }))
const at = (level: Level | 'unknown' | 'not-applicable'): Statement => ({
  ...emptyStatement,
  judgement: level === 'unknown' ? { kind: 'unknown' } : level === 'not-applicable' ? { kind: 'not-applicable', reason: 'x' } : { kind: 'level', level },
})

test('weet ik niet, niet van toepassing and open answers never change a mean', () => {
  fc.assert(
    fc.property(fc.array(answer), fc.array(answer.filter((one) => one.judgement.kind !== 'level')), (answers, others) => {
      expect(meanLevel([...answers, ...others])).toEqual(meanLevel(answers))
    }),
  )
})

test('a mean lies between the lowest and the highest level, and its order does not matter', () => {
  fc.assert(
    fc.property(fc.array(answer), (answers) => {
      const mean = meanLevel(answers)
      expect(meanLevel(answers.toReversed())).toEqual(mean)
      const levels = answers.flatMap((one) => (one.judgement.kind === 'level' ? [one.judgement.level] : []))
      if (levels.length === 0) expect(mean).toBeNull()
      else expect(mean?.mean).toSatisfy((value: number) => value >= Math.min(...levels) && value <= Math.max(...levels))
    }),
  )
})

test('growth forward one way is growth back the other way', () => {
  fc.assert(
    fc.property(answer, answer, (one, other) => {
      const there = changeBetween(one, other)
      const back = changeBetween(other, one)
      expect(there.steps + back.steps).toBe(0)
      expect(there.direction === 'forward').toBe(back.direction === 'back')
    }),
  )
})

test.each([
  [at(1), at(3), 'forward', 2],
  [at(3), at(2), 'back', -1],
  [at(2), at(2), 'same', 0],
  [at('unknown'), at(2), 'now-known', 0],
  [at(2), at('unknown'), 'now-unknown', 0],
  [at(2), at('not-applicable'), 'gone', 0],
  [undefined, at('unknown'), 'new', 0],
  [at(2), undefined, 'gone', 0],
] as const)('from %o to %o is %s', (before, after, direction, steps) => {
  expect(changeBetween(before, after)).toMatchObject({ direction, steps })
})

test('evidence that was added or dropped is seen apart from the level', () => {
  const underpinned = { ...at(2), evidence: 'Besluit van 3 maart' }
  expect(changeBetween(at(2), underpinned)).toMatchObject({ direction: 'same', gainedEvidence: true, lostEvidence: false })
  expect(changeBetween(underpinned, at(3))).toMatchObject({ gainedEvidence: false, lostEvidence: true })
})
