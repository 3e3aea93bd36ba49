import { Hono } from 'hono'
import type { App } from '../../../src/app.ts'

type Pages = { pages?: { routes: { method: string; path: string }[] } }

/** Opened with GET, but no page: a file, an answer to a machine, a stream, or an address that only sends one on. */
const noPages = [
  /\.\w+(\}|$)|\{[^}]*\\\.|^\/kalender\/|\/bijlagen\/|\/versies\/:number|\/vergelijken\/:picture/, // files
  /^\/healthz$|\/gesprek\/stroom$/,
  /^\/(taal\/|verder|gedeeld\/|aanmelden\/met\/)|^\/(metingen|voorbeeld|organisaties\/kies)$|\/(afronden|versies)$/, // to where one wanted to go
  /^\/(aanmelden\/bevestigen|mijn\/account\/gekoppeld\/.*)$/, // between two sites: the journey with another identity provider is in src/modules/people/providers.test.ts
]

/** What stands in the tables of routes of the services. */
export function routing(services: App['services']) {
  const tables = new Map(
    Object.entries<Pages>(services).map(([name, { pages }]) => [name, [...new Set((pages?.routes ?? []).filter(({ method }) => method === 'GET').map(({ path }) => path))]]),
  )
  const router = new Hono()
  for (const path of [...tables.values()].flat()) router.get(path, (c) => c.text(path))
  return {
    /** The pattern that answers an address: asked of a router with the same tables. */
    typeOf: async (url: string): Promise<string> => (await router.request(new URL(url).pathname)).text(),
    /** The patterns of all pages of these services. */
    pagesOf: (names: readonly string[]): string[] => names.flatMap((name) => tables.get(name) ?? []).filter((path) => !noPages.some((rule) => rule.test(path))),
  }
}
