import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { modules } from '../src/modules.ts'
import { project } from './support/folders.ts'

/** The rules of docs/architecture.md that a type checker cannot see. Each test lists the places that break one. */
const read = (pattern: string) => globSync(pattern, { cwd: project, exclude: ['**/node_modules'] }).map((path) => ({ path, text: readFileSync(join(project, path), 'utf8') }))
const onlyForTests = /\.test\.tsx?$|\/(test-[\w-]+|fixture)\.ts$/
const code = read('src/**/*.{ts,tsx}').filter(({ path }) => !onlyForTests.test(path))

const names: readonly string[] = modules.map((module) => module.name)
const moduleOf = (path: string) => /^src\/modules\/([\w-]+)\//.exec(path)?.[1] ?? ''
const found = (pattern: RegExp, within = code) => within.flatMap(({ path, text }) => (text.match(pattern) ?? []).map((what) => `${path}: ${what}`))

/** What each file imports; a relative import as its path from the project's folder. */
const imports = code.flatMap(({ path, text }) =>
  [...text.matchAll(/^(?:(?:import|export)\s([^'"`]*?)\sfrom\s|import\s|.*\bimport\()'([^']+)'/gm)].map(([, what = '', from = '']) => ({
    path,
    what,
    from: from.startsWith('.') ? join(dirname(path), from) : from,
  })),
)
const importsThat = (breaks: (one: (typeof imports)[number]) => boolean) => imports.filter(breaks).map(({ path, from }) => `${path} imports ${from}`)

describe('who may import what', () => {
  test.for([
    ['the platform knows no service and no page', /^src\/platform\//, /^#(modules|ui|protocols)\/|^src\/(?!platform\/)/],
    ['a protocol is pure: no input or output, no platform, no service', /^src\/protocols\//, /^#|^node:(?!(?:zlib|crypto)$)|^src\/(?!protocols\/)/],
    ['ui knows no service and no platform', /^src\/ui\//, /^#|^node:|^src\/(?!ui\/)/],
    ['nouns, policies and stores know no page and no HTTP', /^src\/modules\/[\w-]+\/(?!pages\/|parts\/|(api|module)\.ts)/, /^#ui\/|^@?hono\b|^#platform\/(http|guard|api)$/],
    ['a page asks a verb, never a table', /^src\/modules\/[\w-]+\/(pages\/|parts\/|api\.ts)/, /\/(store|tables)\.ts$/],
  ] as const)('%s', ([, who, not]) => {
    // Who asks (`Actor`) is a word of every verb.
    expect(importsThat(({ path, from, what }) => who.test(path) && not.test(from) && what !== 'type { Actor }')).toEqual([])
  })

  test('nothing leaves its own module by a relative path', () => {
    expect(importsThat(({ path, from }) => moduleOf(path) !== '' && /^(src|tests)\//.test(from) && moduleOf(path) !== moduleOf(from))).toEqual([])
  })

  test('a module imports only the modules that it needs', () => {
    const needs = new Map(modules.map(({ name, needs: its }) => [name as string, its.map((need) => `#modules/${need}`)]))
    expect(importsThat(({ path, from }) => moduleOf(path) !== '' && from.startsWith('#modules/') && !needs.get(moduleOf(path))?.includes(from))).toEqual([])
  })

  test('needs have no cycle: the list names each module after what it needs', () => {
    expect(modules.flatMap(({ name, needs }, place) => needs.filter((need) => !names.slice(0, place).includes(need)).map((need) => `${name} needs ${need}`))).toEqual([])
  })

  test('JSX stands in pages and parts', () => {
    expect(code.map(({ path }) => path).filter((path) => path.endsWith('.tsx') && moduleOf(path) !== '' && !/\/(pages|parts)\//.test(path))).toEqual([])
  })
})

test('the SQL of a module names its own schema only', () => {
  const others = (path: string) => [...names, 'audit', 'platform', 'public'].filter((name) => name !== moduleOf(path)).join('|')
  const inCode = (path: string) => new RegExp(`\\b(from|join|into|update|table|truncate|exists|schema) (${others(path)})\\b\\.?\\w*(?![\\w'])`, 'g')
  const inMigration = (path: string) => new RegExp(`\\bschema (${others(path)})\\b|(?<![.\\w])(${others(path)})\\.\\w+`, 'g')
  const ofModules = code.filter(({ path, text }) => moduleOf(path) !== '' && text.includes('sql`'))
  const migrations = read('src/modules/*/migrations/*.sql')
  expect([...ofModules.flatMap((file) => found(inCode(file.path), [file])), ...migrations.flatMap((file) => found(inMigration(file.path), [file]))]).toEqual([])
})

test.for([
  ['only the start reads the environment', /process\.env\b/g, /^src\/(main|cli)\.ts$/],
  ['time comes from the clock', /new Date\(\)|Date\.now\b|Temporal\.Now/g, /^src\/(platform\/clock\.ts|browser\/)/],
  ['no style attributes: the content security policy refuses them', /\sstyle=[{"'][^>]{0,40}/g, /^$/],
] as const)('%s', ([, pattern, except]) => {
  expect(
    found(
      pattern,
      code.filter(({ path }) => !except.test(path)),
    ),
  ).toEqual([])
})

/** Text becomes HTML unescaped in these places only; each is our own markup or what our Markdown renderer made. Look twice before a number goes up. */
const rawHtml = { alert: 1, 'charts/distribution': 2, 'charts/grid': 3, 'charts/key': 1, 'charts/map': 1, once: 1, page: 1, prose: 1, sign: 1 }

test('raw HTML stands in a few known places of ui', () => {
  const counted = code.map(({ path, text }) => [path, text.match(/(?<![\w.])raw\(|dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML/g)?.length ?? 0] as const)
  expect(Object.fromEntries(counted.filter(([, count]) => count > 0))).toEqual(Object.fromEntries(Object.entries(rawHtml).map(([name, count]) => [`src/ui/${name}.tsx`, count])))
})

test('what is left to do is an issue, not a remark', () => {
  expect(found(/\b(?:TO|FIX)(?:DO|ME)\b.*/g, read('{src,tests,scripts,bench}/**/*.{ts,tsx,css,sql}'))).toEqual([])
})
