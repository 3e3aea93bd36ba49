import { getCookie, setCookie } from 'hono/cookie'
import { DAY, SECOND } from './clock.ts'
import type { Actor, Ctx } from './http.ts'
import { hashOf, looksLikeKey, pseudonym } from './secret.ts'

/**
 * Who asks. Until there are accounts, a person is the keys their browser holds: each opens one measurement or one report.
 * They travel in two cookies, newest first, so that reading many reports never pushes out the way to one's own measurement;
 * or as a bearer token for the API.
 */
export type Access = 'owner' | 'reader'
const cookies = { owner: { name: 'koers', keys: 40 }, reader: { name: 'koers-lezen', keys: 24 } } as const
const KEPT_FOR = 400 * DAY // the longest a browser keeps a cookie

const cookieName = (access: Access, secure: boolean) => (secure ? `__Host-${cookies[access].name}` : cookies[access].name)
const keysIn = (c: Ctx, access: Access, secure: boolean) => (getCookie(c, cookieName(access, secure)) ?? '').split('.').filter(looksLikeKey).slice(0, cookies[access].keys)

export function keysOf(c: Ctx, secure: boolean): string[] {
  const bearer = /^Bearer ([\w-]{32})$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (bearer) return [bearer]
  return c.req.header('cookie') ? [...keysIn(c, 'owner', secure), ...keysIn(c, 'reader', secure)] : []
}

export const actorOf = (keys: readonly string[], secret: string): Actor => ({ keys: keys.map(hashOf), pseudonym: keys[0] === undefined ? 'visitor' : pseudonym(secret, keys[0]) })

/** The actor that may only see what everyone may see. */
export const anyone: Actor = { keys: [], pseudonym: 'visitor' }

/** Puts a key in front of those the browser holds already. */
export const keepKey = (c: Ctx, key: string, access: Access, secure: boolean) => setKeys(c, [key, ...keysIn(c, access, secure)], access, secure)

/** Lets go of a key that opens nothing any more. */
export const dropKey = (c: Ctx, key: string, access: Access, secure: boolean) =>
  setKeys(
    c,
    keysIn(c, access, secure).filter((one) => one !== key),
    access,
    secure,
  )

function setKeys(c: Ctx, keys: readonly string[], access: Access, secure: boolean): void {
  const kept = [...new Set(keys)].slice(0, cookies[access].keys)
  setCookie(c, cookieName(access, secure), kept.join('.'), { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: kept.length > 0 ? KEPT_FOR / SECOND : 0 })
}
