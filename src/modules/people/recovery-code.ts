import { createHmac, randomBytes } from 'node:crypto'
import { base32 } from '#protocols/totp'

export const RECOVERY_CODES = 10
/** 120 bits, 24 characters: beyond guessing, so a keyed hash keeps them (ASVS 6.5.2 draws the line at 112). */
const BYTES = 15

/** Six groups of four letters and digits, none of which looks like another: "ABCD-EFGH-2345-6789-ABCD-EFGH". */
export const newRecoveryCode = () => (base32(randomBytes(BYTES)).match(/.{4}/g) ?? []).join('-')

/** As it may be typed: in small letters, with spaces, without lines. Undefined when it cannot be one. Codes of before have 16 characters. */
export function readRecoveryCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')
  return plain.length === 24 || plain.length === 16 ? plain : undefined
}

export const recoveryHash = (secret: string, personId: string, code: string) =>
  createHmac('sha256', secret)
    .update(`recovery ${personId} ${code.replaceAll('-', '')}`)
    .digest('base64url')
