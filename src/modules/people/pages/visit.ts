import { getCookie, setCookie } from 'hono/cookie'
import { SECOND } from '#platform/clock'
import type { Ctx } from '#platform/http'
import { credentialOf, dropKeys, keepSession, ownKeysOf } from '#platform/identity'
import { localPath } from '#platform/local-path'
import { looksLikeKey } from '#platform/secret'
import { deviceOf } from '../device.ts'
import type { Entered, Visit } from '../entrance.ts'
import { VISIT_LASTS } from '../oidc.ts'
import { SESSION_ABSOLUTE } from '../people.ts'

/** Where someone arrives who did not come from another page. */
const HOME = '/mijn'

/** The page to go on to after signing in: one of this site, and not the way in itself. */
export function goToOf(asked: string | undefined): string {
  const path = localPath(asked)
  return path === '/' || /^\/aanmelden\b/.test(path) ? HOME : path
}

export const visitOf = (c: Ctx, secure: boolean): Visit => ({
  device: deviceOf(c.req.header('user-agent')),
  session: credentialOf(c, secure),
  ownKeys: ownKeysOf(c, secure),
})

/** Gives the browser its session, takes the keys that moved into the account, and goes on: first to the second step, or to the name when there is none yet. */
export function welcome(c: Ctx, entered: Entered, secure: boolean): Response {
  admit(c, entered, secure)
  const { status, account, goTo } = entered
  const first = status === 'awaits-second-step' ? '/aanmelden/tweede-stap' : account.name === '' ? '/aanmelden/naam' : undefined
  return c.redirect(first ? `${first}?naar=${encodeURIComponent(goTo)}` : goTo, 303)
}

export function admit(c: Ctx, { token, spent }: Entered, secure: boolean): void {
  keepSession(c, token, SESSION_ABSOLUTE, secure)
  if (spent.length > 0) dropKeys(c, spent, 'owner', secure)
  keepBrowserKey(c, undefined, secure)
}

const browserCookie = (secure: boolean) => (secure ? '__Host-koers-aanmelden' : 'koers-aanmelden')

/** What binds a code, or a visit to a provider, to the browser that asked for it; as long as the longer of the two lasts. */
export function browserKeyOf(c: Ctx, secure: boolean): string | undefined {
  const key = getCookie(c, browserCookie(secure))
  return key !== undefined && looksLikeKey(key) ? key : undefined
}

export const keepBrowserKey = (c: Ctx, key: string | undefined, secure: boolean) =>
  setCookie(c, browserCookie(secure), key ?? '', { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: key === undefined ? 0 : VISIT_LASTS / SECOND })
