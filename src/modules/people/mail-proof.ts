import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { MINUTE } from '#platform/clock'

/** A code is short, so it lives short, may be tried five times, and only by the browser that asked for it. */
export const PROOF_LASTS = 15 * MINUTE
export const PROOF_TRIES = 5

export type MailProof = { id: string; email: string; goTo: string; tries: number; codeHash: string; expiresAt: Date; usedAt: Date | null; providerVisitId: string | null }

export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0')

/** With the secret of the installation: a million codes are hashed in a second, so who has the database only must not be able to. */
export const codeHash = (secret: string, id: string, code: string) => createHmac('sha256', secret).update(`mail-proof ${id} ${code}`).digest('base64url')

export const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** "123 456", as it stands in the letter, is read aloud and typed in halves. */
export const inHalves = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`
