import { MINUTE } from '#platform/clock'
import { z } from 'zod'

export type Passkey = { id: string; name: string; madeAt: Date; usedAt: Date | null }

export const CHALLENGE_LASTS = 5 * MINUTE
export const PASSKEYS_AT_MOST = 20
export const PASSKEY_NAME_LIMIT = 80

/** What a browser gives back (WebAuthn 3, sections 5.1.8 and 5.1.9), as the text of one field of a form. */
const base64url = z.string().regex(/^[\w-]*$/)
const common = { id: base64url.min(1).max(2000), rawId: base64url, type: z.literal('public-key') }
const fromJson = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string('passkey')
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'passkey' })
        return z.NEVER
      }
    })
    .pipe(schema)

export const newCredential = fromJson(
  z.object({ ...common, response: z.object({ clientDataJSON: base64url, attestationObject: base64url, transports: z.array(z.string().max(40)).max(10).optional() }) }, 'passkey'),
)
export const givenCredential = fromJson(
  z.object({ ...common, response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.optional() }) }, 'passkey'),
)
export type NewCredential = z.output<typeof newCredential>
export type GivenCredential = z.output<typeof givenCredential>

/** The challenge that was signed, to look up; that it was signed is for the verification. */
export function challengeIn(clientDataJSON: string): string {
  try {
    const data = z.object({ challenge: z.string() }).safeParse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')))
    return data.success ? data.data.challenge : ''
  } catch {
    return ''
  }
}
