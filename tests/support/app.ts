import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { readConfig } from '#platform/config'
import type { OpenDb } from '#platform/db'
import type { Actor } from '#platform/http'
import { actorOf } from '#platform/identity'
import { silentLog, type Log } from '#platform/log'
import type { PersonFunction, Right } from '#platform/rights'
import { openApp, type App } from '../../src/app.ts'
import { testClock, type TestClock } from './clock.ts'
import { counted } from './counting.ts'
import { testDatabase } from './database.ts'
import { cache } from './folders.ts'
import { visitor, type Visitor } from './visitor.ts'

export type TestApp = {
  /** It really listens here, for a browser. */
  url: string
  clock: TestClock
  services: App['services']
  /** Who holds a session or token. */
  identify: App['identify']
  routes: App['routes']
  db: OpenDb
  /** A request inside the process, as bare as it is given: no cookies, no time passes. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Someone with a browser without scripts: keeps cookies, fills in forms. */
  visitor(): Visitor
  /** Does the background work that is due now. */
  runJobs(): Promise<number>
  /** Hands the letters that are due now to the mail server of `settings`; the number of letters that were tried. */
  sendMail(): Promise<number>
  /** Someone who is signed in and belongs to these organisations. */
  signedIn(who?: Who): Promise<SignedIn>
}

export type Who = { name?: string; email?: string; at?: readonly { organisationId: string; right: Right; functions?: readonly PersonFunction[] }[]; strong?: boolean }
/** `cookie` is for a real browser: `page.context().addCookies([{ ...cookie, url: app.url }])`. */
export type SignedIn = { id: string; visitor: Visitor; actor: Actor; cookie: { name: string; value: string } }

type Options = {
  mode?: 'trial' | 'production'
  clock?: Date | string
  /** Other settings than the usual, by their name in the environment; such an app is made anew, others are shared by all tests of a worker. */
  settings?: Record<string, string>
  /** Hears what is logged; such an app is made anew too. */
  log?: Log
  /** By name: a passkey belongs to a name, never to a number. */
  host?: 'localhost'
  /** Puts something between the app and its database; such an app is made anew. */
  over?: (db: OpenDb) => OpenDb
  /** Seeds what the services seed at a start, such as the demonstration board; else the database is empty. */
  seeded?: boolean
}

type Opened = { app: App; url: string; clock: TestClock }
const shared = new Map<string, Promise<Opened>>()

/** The real app on the database of this worker, which is emptied by this call. */
export async function testApp({ mode = 'trial', clock: start, settings, host, over, log, seeded = false }: Options = {}): Promise<TestApp> {
  const opened = await (settings || host || log || over ? open(mode, { settings, host, over, log }) : (shared.get(mode) ?? remember(mode, open(mode, {}))))
  const { app, url, clock } = opened
  const db = await testDatabase()
  Object.assign(clock, { perRequest: testClock().perRequest }).set(start ?? testClock().now())
  if (seeded) for (const service of Object.values(app.services)) await service.start?.()
  const base = mode === 'production' ? PRODUCTION.KOERS_PUBLIC_URL : url
  const fetch = async (path: string, init?: RequestInit) => app.fetch(new Request(new URL(path, base), init))
  const newVisitor = () => visitor(base, (path, init) => (clock.advance(clock.perRequest), fetch(path, init)))
  let count = 0
  const signedIn = async ({
    name = `Persoon ${++count}`,
    email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@school.example`,
    at = [],
    strong = false,
  }: Who = {}): Promise<SignedIn> => {
    const { people, organisations } = app.services
    const { id, token } = await db.tx(async (tx) => {
      const person = await people.verbs.register(tx, { email, name })
      for (const { organisationId, right, functions = [] } of at) await organisations.verbs.grant(tx, { personId: person.id, organisationId, right, functions, grantedBy: null })
      return { id: person.id, ...(await people.verbs.openSession(tx, person.id, { label: 'test', strong })) }
    })
    const found = await app.identify(token)
    if (!found) throw new Error('the session was not opened')
    const cookie = { name: mode === 'production' ? '__Host-koers-sessie' : 'koers-sessie', value: token }
    const browser = newVisitor()
    browser.cookies.set(cookie.name, cookie.value)
    return { id, visitor: browser, cookie, actor: actorOf([], found, 'test') }
  }
  return {
    url,
    clock,
    services: app.services,
    identify: app.identify,
    routes: app.routes,
    db,
    fetch,
    visitor: newVisitor,
    runJobs: () => app.worker.runDue(),
    sendMail: async () => (await app.sender?.sendDue()) ?? 0,
    signedIn,
  }
}

const PRODUCTION = {
  KOERS_PUBLIC_URL: 'https://koers.example',
  KOERS_SMTP_URL: 'smtp://mail.example',
  KOERS_MAIL_FROM: 'koers@koers.example',
  KOERS_SECURITY_CONTACT: 'mailto:security@koers.example',
  DATABASE_URL: 'postgres://not-used.example/koers',
}

function remember(mode: string, opening: Promise<Opened>): Promise<Opened> {
  shared.set(mode, opening)
  return opening
}

type Opening = { [Key in 'settings' | 'host' | 'over' | 'log']?: Options[Key] | undefined }

async function open(mode: string, { settings, host, over = counted, log = silentLog }: Opening): Promise<Opened> {
  const clock = testClock()
  const later: { app?: App } = {}
  // It listens first, because the app wants to know its own address.
  const server = serve({
    fetch: (request, env) => (clock.advance(clock.perRequest), later.app?.fetch(request, env) ?? new Response(null, { status: 503 })),
    port: 0,
    hostname: '127.0.0.1',
  }) as Server
  server.unref()
  if (!server.listening) await once(server, 'listening')
  const url = `http://${host ?? '127.0.0.1'}:${(server.address() as AddressInfo).port}`
  const usual = { KOERS_MODE: mode, KOERS_DATA: cache, KOERS_SECRET: 'a secret that is only used in tests', KOERS_PUBLIC_URL: url, KOERS_REQUESTS_PER_ADDRESS: '10000' }
  const config = readConfig({ ...usual, ...(mode === 'production' ? PRODUCTION : {}), ...settings })
  later.app = await openApp({ config, clock, log, db: over(await testDatabase()) })
  return { app: later.app, url, clock }
}
