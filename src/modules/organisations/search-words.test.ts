import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalise, question, searchWords } from './search-words.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 300 })

test('accents, capitals, signs and the ways to write saint make no difference', () => {
  expect(normalise('  Sint-Odiliënberg ’t CAFÉ ')).toBe('sint odilienberg t cafe')
  expect(normalise('St. Jozef')).toBe(normalise('SINT JOZEF'))
})

test('what is normalised is not changed by doing it again', () => {
  fc.assert(fc.property(anyText, (text) => normalise(normalise(text)) === normalise(text)))
})

test('a name is found by its words, and by what a sign holds together', () => {
  expect(searchWords({ name: 'O.B.S. d`Oultremont', place: `'s-Gravenhage`, code: '12AB00' })).toEqual(
    expect.arrayContaining(['obs', 'oultremont', 'doultremont', 'gravenhage', 'den', 'haag', '12ab00']),
  )
})

test('a question of one sign, of signs only or of thousands of letters is not asked', () => {
  for (const typed of ['', 'a', ' é ', `%_\\'"`, '\u0000\u0007', 'a'.repeat(10_000)]) expect(question(typed)).toBeUndefined()
})

test('whatever is typed, only letters, digits and our own operators reach the database', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const asked = question(text)
      return asked === undefined || /^[\p{L}\p{N}':*&|() ]+$/u.test(asked.words)
    }),
  )
})
