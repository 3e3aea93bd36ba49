import { createHmac, timingSafeEqual } from 'node:crypto'

/** Time-based one-time passwords (RFC 6238) as every authenticator app knows them: SHA-1, six digits, thirty seconds. */
const STEP_SECONDS = 30
const DIGITS = 6
/** RFC 4226, section 4, R6: at least 128 bits, 160 recommended. */
export const SECRET_BYTES = 20

/** RFC 6238, section 4.2: T = floor(unix time / X). */
export const stepAt = (moment: Date): number => Math.floor(moment.getTime() / 1000 / STEP_SECONDS)

/** RFC 4226, section 5.3, with the moving factor of RFC 6238. `algorithm` and `digits` are for the test vectors of the RFC. */
export function codeAt(secret: Uint8Array, step: number, { algorithm = 'sha1', digits = DIGITS }: { algorithm?: 'sha1' | 'sha256' | 'sha512'; digits?: number } = {}): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac(algorithm, secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/**
 * The step this code belongs to: now, or one before or after (section 5.2: at most one step for the delay of a person).
 * Only a step after `last` counts: a code is accepted once. Undefined when there is none.
 */
export function matchingStep(secret: Uint8Array, code: string, { now, last }: { now: Date; last: number }): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const current = stepAt(now)
  return [current, current - 1, current + 1].find((step) => step > last && timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code)))
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, section 6, without padding: how a secret is typed into an app. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What the QR code holds: the key URI format that authenticator apps share. */
export function keyUri({ issuer, account, secret }: { issuer: string; account: string; secret: Uint8Array }): string {
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}
