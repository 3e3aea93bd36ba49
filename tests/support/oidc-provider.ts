import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Claims = Record<string, string | number | boolean | undefined>

export type TestProvider = {
  issuer: string
  /** Who signs in there next. */
  is(claims: Claims): void
  /** What the next tokens say instead of the truth; the signature can be that of another key. */
  lies(claims: Claims, options?: { forged?: boolean }): void
  /** Stops answering, as if the machine was gone. */
  stop(): Promise<void>
  /** Follows the address that Koers sends a browser to; where the provider sends the browser back to. */
  visit(url: string): Promise<string>
}

export const CLIENT = { clientId: 'koers', clientSecret: 'a secret of this client' }

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A small OpenID Connect provider over real HTTP: discovery, authorization code with PKCE, RS256. It ends with the test. */
export async function testProvider(): Promise<TestProvider> {
  const [key, otherKey] = [keyPair(), keyPair()]
  let who: Claims = { sub: 'subject-1', email: 'sanne@school.example', email_verified: true }
  let lies: Claims = {}
  let forged = false
  const codes = new Map<string, URLSearchParams>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', issuer)
      const answer = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (url.pathname === '/.well-known/openid-configuration') return answer(200, metadata())
      if (url.pathname === '/jwks') return answer(200, { keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
      if (url.pathname === '/authorize') return authorize(url.searchParams, (location) => response.writeHead(302, { location }).end())
      if (url.pathname === '/token') return token(new URLSearchParams(Buffer.concat(chunks).toString()), answer)
      return answer(404, {})
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  })

  function authorize(asked: URLSearchParams, redirect: (location: string) => void) {
    const code = randomBytes(12).toString('hex')
    codes.set(code, asked)
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.get('state') ?? '')
    redirect(back.href)
  }

  function token(given: URLSearchParams, answer: (status: number, body: unknown) => unknown) {
    const asked = codes.get(given.get('code') ?? '')
    codes.delete(given.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url')
    if (!asked || challenge !== asked.get('code_challenge') || given.get('client_secret') !== CLIENT.clientSecret || given.get('redirect_uri') !== asked.get('redirect_uri'))
      return answer(400, { error: 'invalid_grant' })
    // The token is checked against the real time: it comes from another system.
    const now = Math.floor(performance.timeOrigin / 1000 + performance.now() / 1000)
    const body = { iss: issuer, aud: CLIENT.clientId, iat: now, exp: now + 300, nonce: asked.get('nonce'), ...who, ...lies }
    const unsigned = `${encoded({ alg: 'RS256', kid: 'one' })}.${encoded(body)}`
    const signature = sign('RSA-SHA256', Buffer.from(unsigned), (forged ? otherKey : key).privateKey).toString('base64url')
    return answer(200, { access_token: randomBytes(12).toString('hex'), token_type: 'Bearer', id_token: `${unsigned}.${signature}` })
  }

  const stop = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((done) => void server.close(done))
  }
  onTestFinished(stop)
  return {
    issuer,
    is: (claims) => void (who = claims),
    lies: (claims, options) => {
      lies = claims
      forged = options?.forged ?? false
    },
    stop,
    async visit(url) {
      const location = (await fetch(url, { redirect: 'manual' })).headers.get('location')
      if (location === null) throw new Error('The provider did not send the browser back')
      const back = new URL(location)
      return back.pathname + back.search
    },
  }
}
