import { createHash, createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A new key for a link: 192 random bits, 32 characters that survive a mail program. */
export const newKey = () => randomBytes(24).toString('base64url')

/** An id that cannot be guessed or counted, 16 characters. It names a thing; it gives no right to it. */
export const newId = () => randomBytes(12).toString('base64url')

export const looksLikeKey = (text: string) => /^[\w-]{32}$/.test(text)

/** Keys are kept as their hash only: who reads the database cannot open a measurement. Random keys need no salt. */
export const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url')

/** The same person gets the same pseudonym within one installation, and nobody can turn it back. */
export const pseudonym = (secret: string, of: string) => createHmac('sha256', secret).update(of).digest('base64url').slice(0, 16)

/** Trial mode makes its own secret once and keeps it beside the data. */
export function secretIn(dataFolder: string): string {
  const file = join(dataFolder, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

/** A key that can be made again by who has the secret, so that a link in every letter needs no row of its own; 32 characters. */
export const derivedKey = (secret: string, of: string) => createHmac('sha256', secret).update(`key/${of}`).digest('base64url').slice(0, 32)
