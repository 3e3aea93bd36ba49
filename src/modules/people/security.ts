import type { Db } from '#platform/db'

export type Change = 'second-step-added' | 'second-step-removed' | 'passkey-added' | 'passkey-removed'

/** What someone must know of their account at once: if it was not them, they are the first to know. */
export type SecurityNotice =
  | { kind: 'signed-in'; params: { device: string } }
  | { kind: 'sign-in-changed'; params: { what: Change } }
  | { kind: 'token-made'; params: { label: string } }

/** Called in the transaction in which it happened. */
export type OnSecurity = (tx: Db, personId: string, notice: SecurityNotice) => Promise<void>
