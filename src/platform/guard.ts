import { getConnInfo } from '@hono/node-server/conninfo'
import type { Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Config } from './config.ts'
import { COME_BACK_AFTER_SECONDS, type Crowd } from './crowd.ts'
import { Refusal } from './errors.ts'
import { STRICT_TRANSPORT, type Assets, type Ctx, type HttpEnv, type UploadAddress } from './http.ts'
import type { Lang } from './i18n.ts'
import { actorOf, credentialOf, keysOf, type Identify } from './identity.ts'
import { networkOf } from './network-address.ts'
import type { Pace } from './pace.ts'

const csp =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
/** With every answer of ours, whoever gives it. */
export const securityHeaders: Record<string, string> = {
  'content-security-policy': csp,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Addresses of measurements and links stay out of other sites' logs. Not `no-referrer`: with that a browser sends `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** A form of 59 accepted cells with long notes fits; more is not a form. */
const FORM_AT_MOST = 512 * 1024

type Needs = { config: Config; secret: string; assets: Assets; identify: Identify; pace: Pace; crowd: Crowd; uploads: readonly UploadAddress[] }

/** What every request passes, in this order: headers, who and in which language, same origin, size, pace. */
export function guard({ config, secret, assets, identify, pace, crowd, uploads }: Needs) {
  const secure = config.publicUrl.startsWith('https://')
  const ownOrigin = new URL(config.publicUrl).origin
  // A person saves a few times a minute; a whole school behind one address, or a course of 300, must not notice the other limit.
  const perKey = pace.limiter('key', { burst: 60, perSecond: 2 })
  // Someone at work in two browsers and with a program; more keys give no more pace.
  const perPerson = pace.limiter('person', { burst: 120, perSecond: 4 })
  const perAddress = pace.limiter('address', { burst: config.requestsPerAddress * 10, perSecond: config.requestsPerAddress })
  // Making a file takes up to 0.2 s of a core: with the usual setting a course of 300 downloads at once, and then one address gets 2 a second.
  const filesPerAddress = pace.limiter('files', { burst: config.requestsPerAddress * 3, perSecond: config.requestsPerAddress / 50 })

  return createMiddleware<HttpEnv>(async (c, next) => {
    // Before it enters itself.
    const full = crowd.isFullFor(writes(c) ? 'writers' : 'readers')
    const leave = crowd.enter()
    try {
      await watched(c, next, full)
    } finally {
      leave()
    }
  })

  async function watched(c: Ctx, next: Next, full: boolean): Promise<void> {
    for (const name in securityHeaders) c.header(name, securityHeaders[name])
    if (secure) c.header('strict-transport-security', STRICT_TRANSPORT)
    const keys = keysOf(c, secure)
    const lang: Lang = (c.req.header('cookie') ?? '').includes('taal=en') ? 'en' : 'nl'
    c.set('address', addressOf(c, config))
    c.set('rawKeys', keys)
    c.set('actor', actorOf(keys, undefined, secret))
    c.set('lang', lang)
    c.set('page', { lang, path: c.req.path, mode: config.mode, assets, person: undefined })

    const credential = credentialOf(c, secure)
    refuse(c, credential ?? keys[0], full)
    const signedIn = credential === undefined ? undefined : await identify(credential)
    if (signedIn) {
      if (writes(c)) refuseTooFast(perPerson(signedIn.person.id))
      c.set('actor', actorOf(keys, signedIn, secret))
      c.set('page', { ...c.var.page, person: { name: signedIn.person.name, unread: signedIn.unread } })
    }
    await next()
  }

  function refuse(c: Ctx, who: string | undefined, full: boolean): void {
    refuseCrossSite(c, ownOrigin)
    refuseTooLarge(c, uploads)
    // Ahead of the limits: who is turned away has used up nothing. A process that is busy is not ill: who asks for its health hears so.
    if (full && c.req.path !== '/healthz')
      throw new Refusal('too-busy', `Too many requests are under way; try again in ${COME_BACK_AFTER_SECONDS} seconds.`, COME_BACK_AFTER_SECONDS)
    const network = networkOf(c.var.address)
    refuseTooFast(Math.max(perAddress(network), isFile(c) ? filesPerAddress(network) : 0, writes(c) && who !== undefined ? perKey(who) : 0))
  }
}

const writes = (c: Ctx) => c.req.method !== 'GET' && c.req.method !== 'HEAD'
const isFile = (c: Ctx) => /\.(?:pdf|ods|svg)$/.test(c.req.path)

function refuseTooFast(wait: number): void {
  if (wait > 0) throw new Refusal('too-many-requests', `Too many requests; try again in ${wait} seconds.`, wait)
}

/**
 * A browser says where a form comes from: another site is refused. Who says nothing is not a browser and has no cookie to abuse
 * (the rule of Go's `CrossOriginProtection` and of the OWASP cheat sheet on Fetch Metadata).
 */
function refuseCrossSite(c: Ctx, ownOrigin: string): void {
  if (!writes(c)) return
  const site = c.req.header('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  const origin = c.req.header('origin')
  if (site === undefined && origin === undefined) return
  if (site === undefined && origin !== undefined && (origin === ownOrigin || origin === new URL(c.req.url).origin)) return
  throw new Refusal('forbidden', 'This form was sent from another site.')
}

function refuseTooLarge(c: Ctx, uploads: readonly UploadAddress[]): void {
  if (!writes(c)) return
  const length = c.req.header('content-length')
  const limit = FORM_AT_MOST + (uploads.find(({ path }) => path.test(c.req.path))?.filesAtMost ?? 0)
  if (length === undefined && c.req.header('transfer-encoding') !== undefined) throw new Refusal('too-large', 'Send the length of the body (Content-Length).')
  if (Number(length ?? 0) > limit) throw new Refusal('too-large', `This is larger than ${limit / 1024} kB.`)
}

/** Behind a proxy the last address that the proxy added counts: everything before it can be made up. */
function addressOf(c: Ctx, config: Config): string {
  if (config.trustProxy) return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown' // a request made inside the process, as tests do
  }
}
