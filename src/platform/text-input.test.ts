import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listOf, longText, optionalDay, shortText, webLink } from './text-input.ts'

const problem = (schema: { safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } } }, value: unknown) =>
  schema.safeParse(value).error?.issues[0]?.message

test('any text is either taken with equal line ends and without control characters, or refused by name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const parsed = longText(50).safeParse(typed)
      if (parsed.success) {
        expect(parsed.data).not.toMatch(/[\r\u0000\u0007\u001B]/)
        expect(parsed.data.length).toBeLessThanOrEqual(50)
      } else expect(['too-long', 'control-characters']).toContain(parsed.error.issues[0]?.message)
    }),
  )
})

test('a text of exactly the limit is taken, one more is not', () => {
  expect(longText(4000).parse('x'.repeat(4000))).toHaveLength(4000)
  expect(problem(longText(4000), 'x'.repeat(4001))).toBe('too-long')
})

test('Windows line ends count as one', () => {
  expect(longText(3).parse('a\r\nb')).toBe('a\nb')
})

test.each(['a\u0000b', 'a\u001Bb', 'a\u007Fb', '\uD800'])('control characters and halves of characters are refused', (typed) => {
  expect(problem(longText(10), typed)).toBe('control-characters')
})

test('a short text is one line', () => {
  expect(problem(shortText(10), 'a\nb')).toBe('one-line')
})

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https://', 'ftp://a.nl', 'https://a b.nl', 'JAVASCRIPT://%0aalert(1)//a.nl'])(
  '%s is not a link',
  (typed) => {
    expect(problem(webLink(100), typed)).toBe('web-link')
  },
)

test.each(['', 'https://voorbeeld.nl/beleid.pdf', 'http://intranet.school.nl'])('"%s" is taken as a link', (typed) => {
  expect(webLink(100).parse(typed)).toBe(typed)
})

test.each([
  ['31-12-2027', '2027-12-31'],
  ['1/2/2027', '2027-02-01'],
  ['2027-08-01', '2027-08-01'],
  ['', null],
])('day %s', (typed, day) => {
  expect(optionalDay.parse(typed)).toBe(day)
})

test.each(['31-02-2027', '2027-13-01', 'morgen', '1999-12-31', '2101-01-01'])('%s is not a day to plan', (typed) => {
  expect(problem(optionalDay, typed)).toBe('day')
})

test('one value and several of a name are both a list', () => {
  const list = listOf(shortText(5))
  expect(list.parse('a')).toEqual(['a'])
  expect(list.parse(['a', 'b'])).toEqual(['a', 'b'])
  expect(list.parse(undefined)).toEqual([])
})
