import { MINUTE } from '#platform/clock'
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

/** Long enough to read the page; too short for who finds an open browser. */
const SIGNED_IN_WITHIN = 30 * MINUTE

/** For what cannot be undone, or takes everything along: who sits down at an open browser must not be able to. `signedInFor` in milliseconds. */
export const surelyThemselves = ({ strong, signedInFor }: { strong: boolean; signedInFor: number }) => strong || signedInFor <= SIGNED_IN_WITHIN

/** What someone could still sign in with. */
export type Ways = { mailboxKnown: boolean; passkeys: number; providers: number }

/** Nobody takes away the last thing that lets them in. Mail counts once they showed that they read it: a provider may vouch for an address without a mailbox. */
export const hasWayIn = ({ mailboxKnown, passkeys, providers }: Ways): boolean => mailboxKnown || passkeys + providers > 0
