import { expect, test } from 'vitest'
import { hasWayIn, mayChangeWaysIn } from './policy.ts'

const held = { nothing: { authenticator: false, passkeys: 0 }, passkey: { authenticator: false, passkeys: 2 }, app: { authenticator: true, passkeys: 0 } } as const

test.each([
  ['anyone', 'weak', 'nothing', true],
  ['anyone', 'weak', 'passkey', true],
  ['anyone', 'weak', 'app', false],
  ['anyone', 'strong', 'app', true],
  ['administrator', 'weak', 'nothing', true],
  ['administrator', 'weak', 'passkey', false],
  ['administrator', 'weak', 'app', false],
  ['administrator', 'strong', 'passkey', true],
  ['administrator', 'strong', 'app', true],
] as const)('%s, signed in %s, who holds %s, may change the ways in: %s', (who, session, what, may) => {
  expect(mayChangeWaysIn({ administrator: who === 'administrator', strong: session === 'strong' }, held[what])).toBe(may)
})

test.each([
  ['a mailbox they read', { mailboxKnown: true, passkeys: 0, providers: 0 }, true],
  ['a passkey', { mailboxKnown: false, passkeys: 1, providers: 0 }, true],
  ['a provider', { mailboxKnown: false, passkeys: 0, providers: 1 }, true],
  ['an address that only a provider vouched for', { mailboxKnown: false, passkeys: 0, providers: 0 }, false],
] as const)('who has %s left has a way in: %o is %s', (_, ways, has) => {
  expect(hasWayIn(ways)).toBe(has)
})
