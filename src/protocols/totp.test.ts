import { expect, test } from 'vitest'
import { base32, codeAt, keyUri, matchingStep, stepAt } from './totp.ts'

const seed = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length))
const seeds = { sha1: seed(20), sha256: seed(32), sha512: seed(64) } as const

/** RFC 6238, appendix B. */
test.each([
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
])('at %i seconds the codes are those of the RFC', (seconds, sha1, sha256, sha512) => {
  const step = stepAt(new Date(seconds * 1000))
  const codes = (['sha1', 'sha256', 'sha512'] as const).map((algorithm) => codeAt(seeds[algorithm], step, { algorithm, digits: 8 }))
  expect(codes).toEqual([sha1, sha256, sha512])
})

/** RFC 4648, section 10. */
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j in base 32 is %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded)
})

test('a code counts in its own step and the ones beside it, once, and never an older one after it', () => {
  const now = new Date('2026-03-02T09:00:10Z')
  const step = stepAt(now)
  const at = (shift: number, last = 0) => matchingStep(seeds.sha1, codeAt(seeds.sha1, step + shift), { now, last })
  expect([-2, -1, 0, 1, 2].map((shift) => at(shift))).toEqual([undefined, step - 1, step, step + 1, undefined])
  expect(at(0, step)).toBeUndefined()
  expect(at(-1, step)).toBeUndefined()
  expect(at(1, step)).toBe(step + 1)
})

test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345'])('%j is not a code', (code) => {
  expect(matchingStep(seeds.sha1, code, { now: new Date(0), last: -10 })).toBeUndefined()
})

test('the key for an app escapes what a person may have in their address', () => {
  expect(keyUri({ issuer: 'Koers', account: 'a+b&secret=x@school.example', secret: Buffer.from('foobar') })).toBe(
    'otpauth://totp/Koers:a%2Bb%26secret%3Dx%40school.example?secret=MZXW6YTBOI&issuer=Koers',
  )
})
