import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { settings } from '#platform/config'
import { root } from '#platform/root'
import { modules } from '../src/modules.ts'
import { outdated } from '../scripts/docs.ts'
import { realInstrument } from './support/content.ts'

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const pages = globSync(['*.md', 'docs/**/*.md', 'src/modules/*/README.md'], { cwd: root }).toSorted()
const everyPage = pages.map((path) => [path, textOf(path)] as const)
const code = globSync(['src/**/*.{ts,tsx,sql}'], { cwd: root }).map(textOf).join('\n')
const packageJson = z.object({ version: z.string(), license: z.string(), scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(textOf('package.json')))

const withoutBlocks = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, match = '']) => match)

/** The anchors of a page, as repository sites make them from headings. */
const anchorsOf = (text: string) =>
  found(withoutBlocks(text), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )

test('what is made from the code is what the code says', async () => {
  expect(await outdated()).toEqual([])
})

test('every link inside the project leads to a page and a heading that exist', () => {
  const broken = everyPage.flatMap(([page, text]) =>
    found(withoutBlocks(text), /\]\(([^)\s]+)\)/g)
      .filter((target) => {
        if (/^[a-z]+:/.test(target)) return false
        const [path = '', anchor] = target.split('#')
        const file = path === '' ? page : relative(root, join(root, dirname(page), path))
        if (!existsSync(join(root, file))) return true
        return anchor !== undefined && !anchorsOf(textOf(file)).includes(anchor)
      })
      .map((target) => `${page}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('every file of the project that a page names exists', () => {
  const missing = everyPage.flatMap(([page, text]) =>
    found(text, /`((?:src|docs|content|tests|scripts|bench|\.ci)\/[\w./*{},-]*)`/g)
      .filter((path) => (/[*{]/.test(path) ? globSync(path, { cwd: root }).length === 0 : !existsSync(join(root, path))))
      .map((path) => `${page}: ${path}`),
  )
  expect(missing).toEqual([])
})

test('every npm script that a page names exists', () => {
  const named = everyPage.flatMap(([page, text]) =>
    [...found(text, /\bnpm (?:-s )?run (?:-s )?([a-z][\w:-]*)/g), ...found(text, /\bnpm (start|test)\b/g)].map((script) => [page, script] as const),
  )
  expect(named.filter(([, script]) => packageJson.scripts[script] === undefined)).toEqual([])
})

test('every setting that a page names exists', () => {
  const known = `${Object.keys(settings).join(' ')} ${globSync(['tests/{support,e2e}/*.ts', '.ci/run'], { cwd: root }).map(textOf).join('\n')}`
  const named = everyPage.flatMap(([page, text]) => found(text, /\b(KOERS_[A-Z_]+|DATABASE_URL)\b/g).map((name) => [page, name] as const))
  expect(named.filter(([, name]) => !new RegExp(`\\b${name}\\b`).test(known))).toEqual([])
})

/** `api=http://…` and later `$api/…`, as a shell puts it together. */
const withVariables = (text: string) => text.replaceAll('$api', /^api=(\S+)/m.exec(text)?.[1] ?? '$api')

test('every API address that a page names is an operation', () => {
  const operations = new Set(
    found(textOf('docs/modules.md'), /below `(\/api\/[^`]+)`/g).flatMap((base) =>
      found(textOf('docs/modules.md'), /`[A-Z]+ (\/[^`]+)`/g).map((path) => (base + path).replaceAll(/\{\w+\}/g, '*')),
    ),
  )
  const named = everyPage
    .filter(([page]) => page !== 'docs/modules.md')
    .flatMap(([page, text]) => found(withVariables(text), /(\/[a-z-]+\/v1\/[^\s?"'`|)…]+)/g).map((address) => [page, `/api${address}`] as const))
  const asPattern = (address: string) => address.replaceAll(/\$\w+|\{\w+\}|\d+\.\d/g, '*')
  expect(named.filter(([, address]) => !operations.has(asPattern(address)))).toEqual([])
  expect(named.length).toBeGreaterThan(2)
})

test('the README has every service in its table', () => {
  const services = found(textOf('README.md'), /^\| \[([a-z]+)\]\([^)]*\) \|/gm)
  expect(services).toEqual(modules.map((module) => module.name))
})

test('numbers of the content are those of the content', () => {
  const { edition, conditions } = realInstrument
  const counts = { responsibilities: edition.responsibilities.length, conditions: conditions.length, 'growth levels': edition.levels.length, sources: edition.sources.length }
  for (const [what, count] of Object.entries(counts))
    for (const [page, text] of everyPage.filter(([path]) => !path.startsWith('docs/decisions/') && !path.startsWith('src/modules/'))) {
      const said = found(text, new RegExp(`\\b(\\d+) ${what}\\b`, 'g'))
      expect(said, `${page}: ${what}`).toEqual(said.map(() => String(count)))
    }
})

test('the glossary names only words that are in the code', () => {
  const rows = found(textOf('docs/glossary.md'), /^\|(.+)\|$/gm).map((row) => row.split('|').map((cell) => cell.trim()))
  const names = rows.flatMap(([, , inCode = '']) => found(inCode, /`([^`]+)`/g))
  expect(names.length).toBeGreaterThan(30)
  expect(names.filter((name) => !new RegExp(`(?<![\\w-])${name.replaceAll(/[.*+?()[\]{}|^$]/g, '\\$&')}(?![\\w-])`).test(code))).toEqual([])
})

test('publiccode.yml is complete and agrees with package.json', () => {
  const text = (max: number, min = 1) => z.string().trim().min(min).max(max)
  const described = z.object({ shortDescription: text(150), longDescription: text(10_000, 150), features: z.array(text(200)).min(5), screenshots: z.array(z.string()).optional() })
  const schema = z.object({
    publiccodeYmlVersion: z.literal('0.5'),
    name: z.literal('Koers'),
    url: z.url(),
    softwareVersion: z.literal(packageJson.version),
    platforms: z.tuple([z.literal('web')]),
    developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
    softwareType: z.literal('standalone/web'),
    description: z.object({ nl: described, en: described }),
    legal: z.object({ license: z.literal(packageJson.license) }),
    maintenance: z.object({ type: z.enum(['internal', 'contract', 'community', 'none']), contacts: z.array(z.object({ name: text(100) })).min(1) }),
    localisation: z.object({ localisationReady: z.boolean(), availableLanguages: z.tuple([z.literal('nl'), z.literal('en')]) }),
  })
  const metadata = schema.parse(parse(textOf('publiccode.yml')))
  const pictures = [...(metadata.description.nl.screenshots ?? []), ...(metadata.description.en.screenshots ?? [])]
  expect(pictures.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('the newest release in the changelog is this version', () => {
  expect(found(textOf('CHANGELOG.md'), /^## (\S+)$/gm)[0]).toBe(packageJson.version)
})

test('every content file points its editor at a schema that exists', () => {
  const files = globSync('content/**/*.yaml', { cwd: root })
  const lost = files.filter((file) => {
    const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(textOf(file))?.[1]
    return schema === undefined || !existsSync(join(root, dirname(file), schema))
  })
  expect(files.length).toBeGreaterThan(0)
  expect(lost).toEqual([])
})

/** Who may be linked to: standards, and made-up addresses. */
const hosts = new Set(
  (
    'example.org koers.example.nl localhost commonmark.org owasp.org developer.overheid.nl docs.oasis-open.org json-schema.org semver.org spec.openapis.org ' +
    'www.conventionalcommits.org www.digitoegankelijk.nl www.iso.org www.rfc-editor.org www.standardforpubliccode.org www.w3.org yaml.org yml.publiccode.tools'
  ).split(' '),
)

test('nothing speaks of one machine, and every address elsewhere is one we know', () => {
  const texts = [...everyPage, ['publiccode.yml', textOf('publiccode.yml')] as const]
  const wrong = texts.flatMap(([page, text]) =>
    [...found(text, /((?<![\w.:-])\/(?:work|home|root|tmp|Users)\/)/g), ...found(text, /https?:\/\/([^\s/:;,)"'`>|]+)/g).filter((host) => !hosts.has(host))].map(
      (what) => `${page}: ${what}`,
    ),
  )
  expect(wrong).toEqual([])
})
