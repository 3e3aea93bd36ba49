import fc from 'fast-check'
import { expect, test } from 'vitest'
import { realInstrument } from '../../../tests/support/content.ts'
import { emptyStatement, ownAnswer, fieldsOf, isFilledIn, isUnderpinned, sameStatement, statementSchema, type Answer, type Statement } from './answer.ts'

const condition = realInstrument.condition('4.3')!
const schema = statementSchema(condition)
const answered = (over: Partial<Answer>): Answer => ({ ...emptyStatement, conditionId: '4.3', version: 1, answeredBy: '', answeredAt: new Date(0), ...ownAnswer, ...over })
const problems = (typed: object) => schema.safeParse(typed).error?.issues.map((issue) => [issue.path.join('.'), issue.message])

test('ingevuld is one thing: judged, in this round', () => {
  expect(isFilledIn(undefined)).toBe(false)
  expect(isFilledIn(answered({ note: 'alleen een notitie' }))).toBe(false)
  expect(isFilledIn(answered({ judgement: { kind: 'unknown' } }))).toBe(true)
  expect(isFilledIn(answered({ judgement: { kind: 'not-applicable', reason: 'geen examens' } }))).toBe(true)
  expect(isFilledIn(answered({ judgement: { kind: 'level', level: 1 } }))).toBe(true)
  expect(isFilledIn(answered({ judgement: { kind: 'level', level: 1 }, carried: true }))).toBe(false)
})

test('onderbouwd is evidence in words or as a link', () => {
  expect(isUnderpinned({ ...emptyStatement, evidence: 'Besluit' })).toBe(true)
  expect(isUnderpinned({ ...emptyStatement, evidenceLink: 'https://school.nl/b.pdf' })).toBe(true)
  expect(isUnderpinned({ ...emptyStatement, note: 'Wij vinden van wel' })).toBe(false)
})

test('niet van toepassing asks for a reason', () => {
  expect(problems({ answer: 'not-applicable' })).toEqual([['reason', 'reason-required']])
  expect(problems({ answer: 'not-applicable', reason: '   ' })).toEqual([['reason', 'reason-required']])
  expect(schema.parse({ answer: 'not-applicable', reason: 'geen examens' }).judgement).toEqual({ kind: 'not-applicable', reason: 'geen examens' })
})

test.each([
  { answer: '5' },
  { answer: '0' },
  { answer: 'level' },
  { answer: ['1', '2'] },
  { answer: '1', desiredLevel: '9', wish: 'yes' },
  { answer: '1', needs: ['van-een-ander'] },
  { answer: '1', arrangedBy: 'ouders' },
  { note: 'x'.repeat(4001) },
  { evidenceLink: 'javascript:alert(1)' },
  { owner: 'a\nb' },
])('%o is refused', (typed) => {
  expect(problems(typed)?.length).toBeGreaterThan(0)
})

test('a wish without a desired level means the next level', () => {
  expect(schema.parse({ answer: '2', wish: 'yes' }).wish?.desiredLevel).toBe(3)
  expect(schema.parse({ answer: '4', wish: 'yes' }).wish?.desiredLevel).toBe(4)
  expect(schema.parse({ answer: 'unknown', wish: 'yes' }).wish?.desiredLevel).toBe(3)
})

test('needs keep the order of the content and say nothing twice', () => {
  const [first, second] = condition.needs.map((need) => need.id)
  expect(schema.parse({ answer: '1', needs: [second, first, second] }).needs).toEqual([first, second])
})

const text = fc.string({ maxLength: 40 }).map((one) => one.replaceAll(/[\u0000-\u001F\u007F]/g, '').trim())
const statement: fc.Arbitrary<Statement> = fc.record({
  judgement: fc.oneof(
    fc.constantFrom(1, 2, 3, 4).map((level) => ({ kind: 'level' as const, level: level })),
    fc.constant({ kind: 'unknown' as const }),
    fc.constant({ kind: 'open' as const }),
    text.filter((one) => one !== '').map((reason) => ({ kind: 'not-applicable' as const, reason })),
  ),
  needs: fc.subarray(condition.needs.map((need) => need.id)),
  arrangedBy: fc.constantFrom(null, 'board' as const, 'school' as const, 'supplier' as const),
  note: text,
  evidence: text,
  evidenceLink: fc.constantFrom('', 'https://school.nl/beleid'),
  wish: fc.option(fc.record({ desiredLevel: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4), owner: text, term: fc.constantFrom(null, '2027-08-01') })),
})

test('every answer survives the form: out as fields, back as the same answer', () => {
  fc.assert(
    fc.property(statement, (one) => {
      expect(sameStatement(schema.parse(fieldsOf(one)), one)).toBe(true)
    }),
  )
})
