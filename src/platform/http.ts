import type { Context, Hono } from 'hono'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Lang } from './i18n.ts'
import type { Person, Standing } from './rights.ts'

/**
 * Who asks: the hashes of the keys in the cookie or the bearer token, and the person who is signed in with how they stand to
 * each organisation within their reach (by its id; a board's schools included). `withheld` are those that ask a second step which
 * this session did not give: until it does they are in no standing.
 */
export type Actor = { keys: readonly string[]; pseudonym: string; person: Person | undefined; standing: ReadonlyMap<string, Standing>; withheld: ReadonlySet<string> }

export type Assets = { css: string; font: string; icon: string; script(name: string): string }

/** What each page hands to the shell. */
export type PageBasics = {
  lang: Lang
  path: string
  mode: 'trial' | 'production'
  assets: Assets
  /** The page shows the demonstration: what it says is made up. */ example?: boolean
  /** Who is signed in, and how many notifications they have not read. */ person: { name: string; unread: number } | undefined
}

export type HttpEnv = {
  Variables: {
    actor: Actor
    rawKeys: readonly string[]
    lang: Lang
    requestId: string
    /** The network address the request came from; behind a proxy the one the proxy saw. */ address: string
    page: PageBasics
    /** Set where the pattern of the router says too little. */ route: string | undefined
  }
}
export type Ctx = Context<HttpEnv>
export type Pages = Hono<HttpEnv>

/** Where files may come in, and how large all of them together; the other fields of the form come on top. */
export type UploadAddress = { path: RegExp; filesAtMost: number }

/** Two years, as browsers ask of who wants to be on their list; only with an https address. */
export const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains'

type Rendered = { toString(): string } | string

/** Sends an HTML page, compressed as the browser likes best; people's pages are never kept by a cache on the way. */
export async function html(c: Ctx, page: Rendered | Promise<Rendered>, status: 200 | 400 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503 = 200): Promise<Response> {
  const text = (await page).toString()
  c.header('content-type', 'text/html; charset=utf-8')
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'private, no-cache')
  return compressed(c, text, status)
}

const SMALLEST_WORTH_IT = 1024

/** zstd at level 3 costs less than gzip at 4 for about the same size; the figures stand in decision 0012. */
export function compressed(c: Ctx, text: string, status: 200 | 400 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503 = 200): Response {
  c.header('vary', 'accept-encoding, cookie')
  const accepts = c.req.header('accept-encoding') ?? ''
  if (text.length < SMALLEST_WORTH_IT) return c.body(text, status)
  if (accepts.includes('zstd')) {
    c.header('content-encoding', 'zstd')
    return c.body(new Uint8Array(zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 3 } })), status)
  }
  if (accepts.includes('gzip')) {
    c.header('content-encoding', 'gzip')
    return c.body(new Uint8Array(gzipSync(text, { level: 4 })), status)
  }
  return c.body(text, status)
}

/** A file to save. The name is ours, never a person's text, so there is nothing to escape in the header. */
export function download(c: Ctx, file: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> | string; inline?: boolean }): Response {
  c.header('content-type', file.type)
  c.header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename="${file.name.replace(/[^\w.-]/g, '-')}"`)
  c.header('cache-control', 'private, no-store')
  return c.body(file.bytes)
}

/**
 * A file of a person, only ever to save: no browser shows it, guesses what it is or runs what is in it, and no cache keeps it.
 * `name` is clean (`file-name.ts`); RFC 6266 4.3 and appendix D: one for every browser, and the real one in UTF-8 (RFC 8187).
 */
export function attachment(c: Ctx, { file, bytes }: { file: { name: string; type: string }; bytes: Uint8Array<ArrayBuffer> }): Response {
  const plain = file.name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_')
  const encoded = encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  c.header('content-type', file.type)
  c.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`)
  c.header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', 'private, no-store')
  return c.body(bytes)
}

/** RFC 9457. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: { field: string; problem: string; remedy: string }[]
  [extra: string]: unknown
}

export function problem(c: Ctx, body: Problem): Response {
  c.header('content-type', 'application/problem+json')
  c.header('cache-control', 'no-store')
  return c.body(JSON.stringify(body), body.status as 400)
}
