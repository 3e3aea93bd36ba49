import { getCookie, setCookie } from 'hono/cookie'
import { DAY, SECOND } from './clock.ts'
import type { Actor, Ctx } from './http.ts'
import type { Person, Standing } from './rights.ts'
import { hashOf, looksLikeKey, pseudonym } from './secret.ts'

/**
 * Who asks: a person who is signed in, by a session cookie or a token of their own for the API; and the keys a browser holds,
 * each of which opens one measurement or one report. Keys travel in two cookies, newest first, so that reading many reports
 * never pushes out the way to one's own measurement; or as a bearer token.
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

const sessionCookie = (secure: boolean) => (secure ? '__Host-koers-sessie' : 'koers-sessie')
const BEARER_OF_PERSON = /^Bearer (koers_[\w-]{32})$/i

/** The session or the personal token that came with the request. With a token no cookie counts: a program is one person only. */
export function credentialOf(c: Ctx, secure: boolean): string | undefined {
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) return BEARER_OF_PERSON.exec(authorization)?.[1]
  return c.req.header('cookie')?.includes('koers-sessie=') ? getCookie(c, sessionCookie(secure)) : undefined
}

export function keepSession(c: Ctx, token: string, lasts: number, secure: boolean): void {
  setCookie(c, sessionCookie(secure), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: Math.floor(lasts / SECOND) })
}

/** Pages that the browser keeps go too, so that the way back shows nobody's work on a computer that is shared. */
export function dropSession(c: Ctx, secure: boolean): void {
  setCookie(c, sessionCookie(secure), '', { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: 0 })
  c.header('clear-site-data', '"cache"')
}

/** What the composition root knows of a credential; undefined when it opens nothing (any more). */
export type SignedIn = { person: Person } & Pick<Actor, 'standing' | 'withheld'>
export type Identify = (credential: string) => Promise<(SignedIn & { unread: number }) | undefined>

const nowhere: ReadonlyMap<string, Standing> = new Map()
const nothing: ReadonlySet<string> = new Set()

export const actorOf = (keys: readonly string[], signedIn: SignedIn | undefined, secret: string): Actor => ({
  keys: keys.map(hashOf),
  pseudonym: signedIn ? pseudonymOf(signedIn.person.id) : keys[0] === undefined ? 'visitor' : pseudonym(secret, keys[0]),
  person: signedIn?.person,
  standing: signedIn?.standing ?? nowhere,
  withheld: signedIn?.withheld ?? nothing,
})

/** In the audit log a person is their id: who may read the log sees the name beside it, until the person is erased. */
export const pseudonymOf = (personId: string) => `person:${personId}`

/** The actor that may only see what everyone may see. */
export const anyone: Actor = { keys: [], pseudonym: 'visitor', person: undefined, standing: nowhere, withheld: nothing }

/** Puts a key in front of those the browser holds already. */
export const keepKey = (c: Ctx, key: string, access: Access, secure: boolean) => setKeys(c, [key, ...keysIn(c, access, secure)], access, secure)

/** The keys of measurements of one's own in the cookie of this browser. */
export const ownKeysOf = (c: Ctx, secure: boolean) => keysIn(c, 'owner', secure)

/** Lets go of keys that open nothing any more. */
export const dropKeys = (c: Ctx, keys: readonly string[], access: Access, secure: boolean) =>
  setKeys(
    c,
    keysIn(c, access, secure).filter((one) => !keys.includes(one)),
    access,
    secure,
  )
export const dropKey = (c: Ctx, key: string, access: Access, secure: boolean) => dropKeys(c, [key], access, secure)

function setKeys(c: Ctx, keys: readonly string[], access: Access, secure: boolean): void {
  const kept = [...new Set(keys)].slice(0, cookies[access].keys)
  setCookie(c, cookieName(access, secure), kept.join('.'), { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: kept.length > 0 ? KEPT_FOR / SECOND : 0 })
}
