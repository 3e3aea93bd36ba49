import { getCookie, setCookie } from 'hono/cookie'
import { DAY, SECOND } from './clock.ts'
import type { Actor, Ctx } from './http.ts'
import { hashOf, looksLikeKey, pseudonym } from './secret.ts'

/**
 * Who asks. Until there are accounts, a person is the keys their browser holds: each opens one measurement or one report.
 * They travel in one cookie, newest first, or as a bearer token for the API.
 */
const KEYS_AT_MOST = 12
const KEPT_FOR = 400 * DAY // the longest a browser keeps a cookie

const cookieName = (secure: boolean) => (secure ? '__Host-koers' : 'koers')

export function keysOf(c: Ctx, secure: boolean): string[] {
  const bearer = /^Bearer ([\w-]{32})$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (bearer) return [bearer]
  const cookie = c.req.header('cookie')
  if (!cookie) return []
  return (getCookie(c, cookieName(secure)) ?? '').split('.').filter(looksLikeKey).slice(0, KEYS_AT_MOST)
}

export const actorOf = (keys: readonly string[], secret: string): Actor => ({ keys: keys.map(hashOf), pseudonym: keys[0] === undefined ? 'visitor' : pseudonym(secret, keys[0]) })

/** The actor that may only see what everyone may see. */
export const anyone: Actor = { keys: [], pseudonym: 'visitor' }

export function keepKeys(c: Ctx, keys: readonly string[], secure: boolean): void {
  const kept = [...new Set(keys)].slice(0, KEYS_AT_MOST)
  setCookie(c, cookieName(secure), kept.join('.'), { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: kept.length > 0 ? KEPT_FOR / SECOND : 0 })
}
