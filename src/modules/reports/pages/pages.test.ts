import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Assessments, History } from '#modules/assessments'
import type { HttpEnv } from '#platform/http'
import { Refusal, statusOf } from '#platform/errors'
import { anyone } from '#platform/identity'
import type { Platform } from '#platform/module'
import type { Instruments } from '#modules/instruments'
import { module } from '../module.ts'
import { emptyHistory, history, longestHistory, nasty, NOW, usualHistory } from '../test-history.ts'

/** The pages of this module on a measurement that exists in memory only; the whole app is tried in tests/e2e. */
function appOn(given: History, lang: 'nl' | 'en' = 'nl') {
  const assessments = { history: async () => given, open: async () => given } as unknown as Assessments
  const { pages } = module.create({ clock: { now: () => NOW } } as Platform, { assessments, instruments: {} as Instruments, campaigns: { settledIn: async () => new Map() } })
  const app = new Hono<HttpEnv>()
  app.use(async (c, next) => {
    c.set('lang', lang)
    c.set('actor', anyone)
    c.set('page', {
      lang,
      path: c.req.path,
      mode: 'trial',
      person: undefined,
      assets: { css: '/a.css', font: '/f.woff2', icon: '/i.svg', script: (name: string) => `/${name}.js` },
    })
    await next()
  })
  app.onError((error, c) => c.text(error.message, error instanceof Refusal && statusOf[error.code] === 404 ? 404 : 500))
  app.route('/', pages!)
  return {
    get: async (path: string) => app.request(`/metingen/${given.round.id}${path}`),
    text: async (path: string) => (await app.request(`/metingen/${given.round.id}${path}`)).text(),
  }
}

const shown = ['/rapport', '/rapport/bestuur', '/rapport/toezicht', '/groei', '/rapport/cijfers/gemiddelde-4'] as const
const files = {
  '/rapport.pdf': 'application/pdf',
  '/rapport/bestuur.pdf': 'application/pdf',
  '/rapport/toezicht.pdf': 'application/pdf',
  '/formulier.pdf': 'application/pdf',
  '/rapport.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '/rapport.csv': 'text/csv',
  '/rapport.json': 'application/json',
  '/rapport/kaart.svg': 'image/svg+xml',
  '/rapport/ladder.svg': 'image/svg+xml',
  '/rapport/groei.svg': 'image/svg+xml',
}
const ids = (page: string) => [...page.matchAll(/\sid="([^"]+)"/g)].map((found) => found[1])

describe('every page', () => {
  const all = { empty: emptyHistory(), usual: usualHistory(), longest: longestHistory() }
  for (const [name, given] of Object.entries(all))
    test.each(shown)(`%s of an ${name} round is there, in both languages, with one h1 and no id twice`, async (path) => {
      for (const lang of ['nl', 'en'] as const) {
        const page = await appOn(given, lang).text(path)
        expect(page).toContain(`<html lang="${lang}">`)
        expect(page.match(/<h1/g)).toHaveLength(1)
        expect(new Set(ids(page)).size).toBe(ids(page).length)
      }
    })

  test('leads within the page only to what is on it', async () => {
    const page = await appOn(usualHistory()).text('/rapport')
    const wanted = [...page.matchAll(/href="(?:\/metingen\/[\w-]{16}\/rapport)?#([^"]+)"/g)].map((found) => found[1])
    expect(wanted.length).toBeGreaterThan(59)
    expect(wanted.filter((id) => id !== 'main' && !ids(page).includes(id))).toEqual([])
  })

  test('has only numbers that can be explained', async () => {
    const app = appOn(usualHistory())
    const linked = new Set<string>()
    for (const path of ['/rapport', '/rapport/bestuur', '/rapport/toezicht', '/groei'])
      for (const found of (await app.text(path)).matchAll(/\/rapport\/cijfers\/([\w-]+)/g)) linked.add(found[1]!)
    expect(linked.size).toBeGreaterThan(40)
    for (const figure of linked) expect([figure, (await app.get(`/rapport/cijfers/${figure}`)).status]).toEqual([figure, 200])
  })

  test('shows text of people as text', async () => {
    const given = history([{ '4.3': { level: 2, note: `<script>alert(1)</script>${nasty}`, wish: { owner: '<b>ik</b>' } } }], { name: '<img src=x>' })
    for (const path of shown) {
      const page = await appOn(given).text(path)
      expect(page).not.toContain('<script>alert')
      expect(page).not.toContain('<b>ik')
      expect(page).not.toContain('<img src')
    }
  })
})

test('an open round says that it is provisional, a finished one says when it was finished', async () => {
  expect(await appOn(emptyHistory()).text('/rapport')).toContain('Voorlopig, nog niet afgerond')
  expect(await appOn(usualHistory()).text('/rapport')).toContain('afgerond op 20 november 2026')
})

test('a first round says when growth will show', async () => expect(await appOn(emptyHistory()).text('/groei')).toContain('Groei ziet u vanaf de tweede ronde'))

test('a number that does not exist is not found', async () => expect((await appOn(usualHistory()).get('/rapport/cijfers/rapportcijfer')).status).toBe(404))

describe('every file', () => {
  test.each(Object.entries(files))('%s is a download of type %s', async (path, type) => {
    const answer = await appOn(usualHistory()).get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain(type)
    expect(answer.headers.get('content-disposition')).toMatch(/filename="koers-[\w.-]+"/)
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000)
  })
})
