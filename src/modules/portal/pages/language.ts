import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { DAY, SECOND } from '#platform/clock'
import type { HttpEnv } from '#platform/http'
import { localPath } from '#platform/local-path'

const KEPT_FOR = 400 * DAY // the longest a browser keeps a cookie

/** Remembers the language and goes back to the page one came from. */
export const languagePage = ({ secure }: { secure: boolean }) =>
  new Hono<HttpEnv>().get('/taal/:lang{nl|en}', (c) => {
    setCookie(c, secure ? '__Host-taal' : 'taal', c.req.param('lang'), { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: KEPT_FOR / SECOND })
    c.header('cache-control', 'no-store')
    return c.redirect(localPath(c.req.query('terug')), 303)
  })
