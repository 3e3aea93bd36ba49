import { expect, test } from 'vitest'
import { realInstrument } from '../../../tests/support/content.ts'
import { emptyStatement, ownAnswer, type Answer, type Judgement } from './answer.ts'
import { inconsistenciesIn } from './inconsistencies.ts'

const TODAY = '2026-11-23'
const condition = realInstrument.condition('4.3')!
const allNeeds = condition.needs.map((need) => need.id)
const level = (one: 1 | 2 | 3 | 4): Judgement => ({ kind: 'level', level: one })
const answer = (over: Partial<Answer>, id = '4.3'): Answer => ({ ...emptyStatement, conditionId: id, version: 1, answeredBy: '', answeredAt: new Date(0), ...ownAnswer, ...over })
const rules = (...answers: Answer[]) =>
  inconsistenciesIn(realInstrument, new Map(answers.map((one) => [one.conditionId, one])), TODAY).map((found) => [found.conditionId, found.rule, found.field])

test.each<[string, Partial<Answer>, [string, string][]]>([
  ['level 3 with open needs', { judgement: level(3), needs: allNeeds.slice(1) }, [['high-without-needs', 'needs']]],
  ['level 1 with every need met', { judgement: level(1), needs: allNeeds }, [['low-with-all-needs', 'answer']]],
  ['a wish that is no growth', { judgement: level(2), wish: { desiredLevel: 2, owner: 'schoolleider', term: '2027-01-01' } }, [['wish-not-higher', 'desiredLevel']]],
  [
    'a wish nobody carries',
    { judgement: level(1), wish: { desiredLevel: 2, owner: '', term: null } },
    [
      ['wish-without-owner', 'owner'],
      ['wish-without-term', 'term'],
    ],
  ],
  ['a term that has passed', { judgement: level(1), wish: { desiredLevel: 2, owner: 'bestuurder', term: '2026-11-22' } }, [['term-passed', 'term']]],
  ['not applicable, yet something is arranged', { judgement: { kind: 'not-applicable', reason: 'x' }, needs: allNeeds.slice(0, 1) }, [['not-applicable-with-needs', 'needs']]],
  ['level 4 without evidence', { judgement: level(4), needs: allNeeds }, [['level-4-without-evidence', 'evidence']]],
])('%s is pointed at', (_, over, expected) => {
  expect(rules(answer(over))).toEqual(expected.map(([rule, field]) => ['4.3', rule, field]))
})

test.each<[string, Partial<Answer>]>([
  ['a term that ends today', { judgement: level(1), wish: { desiredLevel: 2, owner: 'bestuurder', term: TODAY } }],
  ['level 4 with evidence', { judgement: level(4), needs: allNeeds, evidence: 'rapport' }],
  ['weet ik niet with some needs met', { judgement: { kind: 'unknown' }, needs: allNeeds }],
  ['a note alone', { note: 'nog bespreken' }],
])('%s fits', (_, over) => {
  expect(rules(answer(over))).toEqual([])
})

test('a condition that builds on one at level 1 is pointed at, and names it', () => {
  const builds = realInstrument.conditions.find((one) => one.buildsOn.length > 0)!
  const on = builds.buildsOn[0]!
  const high = answer({ judgement: level(3), needs: builds.needs.map((need) => need.id) }, builds.id)
  const found = (ground: 1 | 2) =>
    inconsistenciesIn(
      realInstrument,
      new Map([
        [builds.id, high],
        [on, answer({ judgement: level(ground) }, on)],
      ]),
      TODAY,
    )
  expect(found(1)).toMatchObject([{ conditionId: builds.id, rule: 'builds-on-level-1', about: { other: on } }])
  expect(found(2)).toEqual([])
})
