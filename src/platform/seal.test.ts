import { expect, test } from 'vitest'
import { seal, unseal } from './seal.ts'

const value = Buffer.from('the key of an app')
const sealed = seal('a secret', 'totp 1', value)

test('what is sealed opens with the same secret in the same place, and nowhere else', () => {
  expect(unseal('a secret', 'totp 1', sealed)).toEqual(value)
  expect(unseal('another secret', 'totp 1', sealed)).toBeUndefined()
  expect(unseal('a secret', 'totp 2', sealed)).toBeUndefined()
  expect(seal('a secret', 'totp 1', value)).not.toBe(sealed)
})

test('whatever is changed in it, it does not open', () => {
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal('a secret', 'totp 1', `v1.${changed.toString('base64url')}`)).toBeUndefined()
  }
  for (const broken of ['', 'v1.', 'v1.AAAA', `v2.${sealed.slice(3)}`, sealed.slice(0, 20)]) expect(unseal('a secret', 'totp 1', broken)).toBeUndefined()
})
