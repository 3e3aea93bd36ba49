import type { Person } from '#platform/rights'

/** What proves more than a mailbox. */
export type Held = { authenticator: boolean; passkeys: number }

/** Signing in by mail or a provider is not enough for who set up an app. */
export const needsSecondStep = (held: Pick<Held, 'authenticator'>, strong: boolean) => held.authenticator && !strong

/**
 * Who set up more than a mailbox proves it before changing the ways into the account: else who reads the mail adds a way of their own.
 * A passkey is a convenience for most, and a lost one must not lock them in; for administrators it is the second step.
 */
export const mayChangeWaysIn = (person: Pick<Person, 'strong' | 'administrator'>, held: Held): boolean =>
  person.strong || (!held.authenticator && (held.passkeys === 0 || !person.administrator))
