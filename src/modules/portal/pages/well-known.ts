import { Hono } from 'hono'
import type { Clock } from '#platform/clock'
import type { HttpEnv } from '#platform/http'
import { securityTxt } from '../security-txt.ts'

/** What is behind an unguessable link is nothing for a search engine. */
const robots = ['User-agent: *', 'Disallow: /metingen/', 'Disallow: /verder/', 'Disallow: /gedeeld/', ''].join('\n')
const asText = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' }

export const wellKnownPages = ({ clock, ...about }: { publicUrl: string; contact: string | undefined; clock: Clock }) =>
  new Hono<HttpEnv>()
    .get('/.well-known/security.txt', (c) => c.body(securityTxt({ ...about, now: clock.now() }), 200, asText))
    .get('/robots.txt', (c) => c.body(robots, 200, asText))
