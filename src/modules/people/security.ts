import type { Db } from '#platform/db'

export type Change = 'second-step-added' | 'second-step-removed' | 'second-step-reset' | 'passkey-added' | 'passkey-removed' | 'provider-linked' | 'provider-unlinked'

/** Tells someone that a way into their account changed. */
export type TellChange = (tx: Db, account: { id: string }, what: Change) => Promise<void>

/** What someone must know of their account at once: if it was not them, they are the first to know. */
export type SecurityNotice =
  | { kind: 'signed-in'; params: { device: string } }
  | { kind: 'sign-in-changed'; params: { what: Change } }
  | { kind: 'email-changed'; params: { address: string } }
  | { kind: 'token-made'; params: { label: string } }

/** Called in the transaction in which it happened. */
export type OnSecurity = (tx: Db, personId: string, notice: SecurityNotice) => Promise<void>
