import { z } from 'zod'

/** Encryption may be missing only where nothing leaves the machine. */
const issuer = z.url({ protocol: /^https?$/ }).refine((url) => url.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(`${url}/`), 'must start with https://')

const provider = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and hyphens'),
  name: z.string().min(1).max(60),
  issuer,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** true: this provider checks e-mail addresses, so an account with the same address is the same person. */
  trustEmail: z.boolean().default(false),
})
export type OidcProvider = z.output<typeof provider>

/** A list as JSON text, for the environment knows nothing else. */
export const oidcProviders = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })
  .pipe(
    z
      .array(provider)
      .max(20)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'names one id twice'),
  )
