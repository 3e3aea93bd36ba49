import type { Configuration } from 'openid-client'
import { z } from 'zod'
import { MINUTE } from '#platform/clock'
import type { OidcProvider } from '#platform/oidc-setting'
import { emailAddress } from './email-address.ts'

/** The one place that knows openid-client: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), state and nonce. */
export type Identity = { issuer: string; subject: string; email: string | undefined; isEmailTrusted: boolean }
export type Secrets = { state: string; nonce: string; verifier: string }
export type Leaving = { status: 'go'; url: string; secrets: Secrets } | { status: 'away' }
export type Returning = { status: 'known'; identity: Identity } | { status: 'refused' } | { status: 'away' }

const TIMEOUT_SECONDS = 8

const claimsOf = z.object({ iss: z.string(), sub: z.string().min(1).max(255), email: z.unknown().optional(), email_verified: z.unknown().optional() })

export type Oidc = ReturnType<typeof createOidc>

export function createOidc(providers: readonly OidcProvider[], publicUrl: string) {
  const known = new Map(providers.map((provider) => [provider.id, provider]))
  const configurations = new Map<string, Promise<Configuration>>()
  // Loaded where it is used: an installation without providers does not carry it.
  const load = () => import('openid-client')

  /** Asked once, when someone first goes there; asked again after it failed. */
  function configurationOf(provider: OidcProvider): Promise<Configuration> {
    const before = configurations.get(provider.id)
    if (before) return before
    const asked = discover(provider)
    configurations.set(provider.id, asked)
    asked.catch(() => configurations.delete(provider.id))
    return asked
  }

  async function discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<Configuration> {
    const client = await load()
    // The signature of the token counts, not only the connection it came through.
    const execute = [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])]
    return client.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS })
  }

  /** No answer, or one that is no answer of such a service. */
  const isAway = (error: unknown) =>
    error instanceof Error &&
    (error instanceof TypeError ||
      ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'].includes('code' in error ? String(error.code) : ''))

  const returnTo = (id: string) => `${publicUrl}/aanmelden/met/${id}/terug`

  return {
    providers: providers.map(({ id, name, issuer }) => ({ id, name, issuer })),
    nameOf: (id: string) => known.get(id)?.name,

    async leave(id: string): Promise<Leaving> {
      const provider = known.get(id)
      if (!provider) return { status: 'away' }
      const client = await load()
      try {
        const configuration = await configurationOf(provider)
        const secrets = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() }
        const url = client.buildAuthorizationUrl(configuration, {
          redirect_uri: returnTo(id),
          scope: 'openid email',
          code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
          state: secrets.state,
          nonce: secrets.nonce,
        })
        return { status: 'go', url: url.href, secrets }
      } catch (error) {
        if (error instanceof Error && 'code' in error) return { status: 'away' }
        if (isAway(error)) return { status: 'away' }
        throw error
      }
    },

    /** Core 3.1.3.7: the library checks issuer, audience, signature, times and nonce; whatever does not fit is a refusal. */
    async comeBack(id: string, query: string, { state, nonce, verifier }: Secrets): Promise<Returning> {
      const provider = known.get(id)
      if (!provider) return { status: 'refused' }
      const client = await load()
      try {
        const configuration = await configurationOf(provider)
        const tokens = await client.authorizationCodeGrant(configuration, new URL(`${returnTo(id)}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = claimsOf.parse(tokens.claims())
        const email = emailAddress.safeParse(claims.email).data
        // Entra ID sends no `email_verified`: then the word of the operator counts. A plain "no" of the provider always counts.
        const isEmailTrusted = provider.trustEmail && email !== undefined && claims.email_verified !== false && claims.email_verified !== 'false'
        return { status: 'known', identity: { issuer: claims.iss, subject: claims.sub, email, isEmailTrusted } }
      } catch (error) {
        if (isAway(error) && !(error instanceof client.AuthorizationResponseError)) return { status: 'away' }
        if (error instanceof Error && ('code' in error || error instanceof z.ZodError)) return { status: 'refused' }
        throw error
      }
    },
  }
}

/** How long someone may take at their provider, and to show their mailbox after it. */
export const VISIT_LASTS = 30 * MINUTE
