import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { z } from 'zod'

/**
 * What the code can say better than a person: `docs/configuration.md` from the settings, `docs/modules.md` from the list of
 * services, and the JSON Schemas that let an editor check content while one types. `--check` writes nothing and fails on a difference.
 */
const root = join(import.meta.dirname, '..')

type Settings = typeof import('../src/platform/config.ts')
type Services = typeof import('../src/modules.ts')
type Instrument = typeof import('../src/modules/instruments/instrument.ts')
type Changes = typeof import('../src/modules/instruments/changes.ts')
type Story = typeof import('../src/modules/demo/story.ts')
type Suggestion = typeof import('../src/modules/plans/standing/suggestion.ts')
type Source = { config: Settings; services: Services; instrument: Instrument; changes: Changes; story: Story; suggestion: Suggestion }

/** Every generated file with its text, by its path from the root. */
export async function generated(): Promise<Map<string, string>> {
  const { config, services, instrument, changes, story, suggestion } = await loadSource()
  const schemas = {
    'content/schema/instrument.json': instrument.instrumentSchema,
    'content/schema/responsibility.json': instrument.responsibilitySchema,
    'content/schema/changes.json': changes.changesSchema,
    'content/schema/sources.json': instrument.sourcesSchema,
    'content/schema/laws.json': instrument.lawsSchema,
    'content/schema/norms.json': instrument.normsSchema,
    'content/schema/practices.json': instrument.practicesSchema,
    'content/demo/schema/board.json': story.boardSchema,
    'content/demo/schema/answers.json': story.chapterSchema,
    'content/plans/schema/yearly-calendar.json': suggestion.yearlyCalendarSchema,
  } satisfies Record<string, z.ZodType>
  return new Map([
    ['docs/configuration.md', configurationPage(config)],
    ['docs/modules.md', modulesPage(config, services)],
    ...Object.entries(schemas).map(([path, schema]) => [path, `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`] as const),
  ])
}

/** The generated files that are not what they should be. */
export async function outdated(): Promise<string[]> {
  return [...(await generated())].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path)
}

/** Our sources hold JSX, which Node does not know; esbuild makes one file of them, inside the project so that packages are found. */
async function loadSource(): Promise<Source> {
  const file = join(root, 'node_modules/.cache/koers', `docs-${process.pid}.js`)
  await build({
    stdin: {
      contents: `export * as config from './src/platform/config.ts'; export * as services from './src/modules.ts'; export * as instrument from './src/modules/instruments/instrument.ts'; export * as changes from './src/modules/instruments/changes.ts'; export * as story from './src/modules/demo/story.ts'; export * as suggestion from './src/modules/plans/standing/suggestion.ts'`,
      resolveDir: root,
    },
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  })
  try {
    return await import(/* @vite-ignore */ pathToFileURL(file).href)
  } finally {
    rmSync(file)
  }
}

const generatedNote = '<!-- Made by `npm run docs`; change the code, not this file. -->'

/** What is read of the JSON Schema of a setting. */
const jsonSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  default: z.union([z.string(), z.number()]).optional(),
})
type JsonSchema = z.output<typeof jsonSchema>

function configurationPage({ settings, readConfig }: Settings): string {
  const neededIn = neededInProduction(readConfig)
  const rows = Object.entries(settings).map(([name, setting]) => {
    const schema = jsonSchema.parse(z.toJSONSchema(setting, { io: 'input' }))
    const required = neededIn.has(name) ? 'production' : ''
    return `| \`${name}\` | ${valuesOf(schema)} | ${defaultOf(schema)} | ${required} | ${setting.description ?? ''} |`
  })
  return (
    [
      generatedNote,
      '# Configuration',
      'Koers is configured through the environment; there is no configuration file. An empty setting counts as absent. A wrong one stops the start, and every wrong or missing setting is named at once.',
      ['| setting | values | default | needed in | meaning |', '|---|---|---|---|---|', ...rows].join('\n'),
      'Production also refuses a `KOERS_PUBLIC_URL` that does not start with `https://`. The settings stand in [config.ts](../src/platform/config.ts), the only place that reads the environment.',
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  )
}

/** Asked of the code itself: which settings does a production without any setting miss? */
function neededInProduction(readConfig: Settings['readConfig']): Set<string> {
  try {
    readConfig({ KOERS_MODE: 'production' })
    return new Set()
  } catch (error) {
    return new Set(error instanceof Error ? error.message.match(/\w+(?= is missing)/g) : [])
  }
}

function valuesOf({ type, enum: choices, format, pattern, minimum, maximum, minLength }: JsonSchema): string {
  if (choices) return choices.map((choice) => `\`${choice}\``).join(', ')
  if (type === 'integer') return maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? `${minimum} to ${maximum}` : `a whole number from ${minimum}`
  if (format === 'uri') return 'an address'
  if (format === 'email') return 'an e-mail address'
  if (pattern) return 'an address'
  return minLength !== undefined && minLength > 1 ? `text of ${minLength} characters or more` : 'text'
}

function defaultOf({ default: value }: JsonSchema): string {
  if (value === undefined) return 'none'
  const shown = typeof value === 'string' && value.startsWith(root) ? `./${relative(root, value)}` : String(value)
  return `\`${shown}\``
}

type AnyModule = { name: string; about: string; needs: readonly string[]; migrations: boolean }

function modulesPage({ readConfig }: Settings, { modules, createServices }: Services): string {
  const list: readonly AnyModule[] = modules
  // Making the services asks nothing of the database; it only reads the content.
  const nothing = () => Promise.reject(new Error('The documentation asks nothing of a database.'))
  const services: Record<string, Made> = createServices({
    config: readConfig({}),
    db: { kind: 'embedded', rows: nothing, one: nothing, tx: nothing, script: nothing, listen: nothing, close: nothing },
    clock: { now: () => new Date(0) },
    log: { info() {}, warn() {}, error() {} },
    secret: '',
    jobs: { add: nothing, cancel: nothing, overview: nothing, failing: nothing, retry: nothing, remove: nothing },
    mail: { queue: nothing, counts: nothing, troubled: nothing, dueBefore: nothing, sendAgain: nothing, latest: nothing, keptFor: nothing, forget: nothing },
    live: { announce: nothing, listen: () => () => {}, close: nothing },
    storage: { put: nothing, describe: nothing, read: nothing, remove: nothing, jobs: [] },
  })
  return (
    [
      generatedNote,
      '# Services',
      'One module is one service: a folder in `src/modules`, listed in [modules.ts](../src/modules.ts). An arrow points at what a service needs.',
      ['```mermaid', 'graph LR', ...list.map(({ name }) => `  ${name}`), ...list.flatMap(({ name, needs }) => needs.map((need) => `  ${name} --> ${need}`)), '```'].join('\n'),
      ...list.map((module) => sectionOf(module, services[module.name] ?? {})),
    ].join('\n\n') + '\n'
  )
}

type Made = {
  pages?: { routes: { method: string; path: string }[] }
  api?: { base: string; operations: readonly { method: string; path: string; summary: string; secured: boolean | 'person' }[] }
  cli?: readonly { usage: string; about: string }[]
}

function sectionOf({ name, about, needs, migrations }: AnyModule, { pages, api, cli }: Made): string {
  const manual = `src/modules/${name}/README.md`
  const facts = [
    `- Needs: ${needs.length === 0 ? 'no other service' : needs.map((need) => `[${need}](#${need})`).join(', ')}`,
    `- Data: ${migrations ? `the PostgreSQL schema \`${name}\`` : 'no tables of its own'}`,
    ...(existsSync(join(root, manual)) ? [`- Manual: [${manual}](../${manual})`] : []),
  ]
  return [
    `## ${name}`,
    `${about}.`,
    facts.join('\n'),
    ...(pages ? [tableOf('Pages', ['address', 'methods'], addressesOf(pages.routes))] : []),
    ...(api && api.operations.length > 0
      ? [
          tableOf(
            `API, below \`${api.base}\``,
            ['operation', 'key', 'what'],
            api.operations.map(({ method, path, summary, secured }) => [`\`${method.toUpperCase()} ${path}\``, secured ? 'yes' : 'no', summary]),
          ),
        ]
      : []),
    ...(cli && cli.length > 0
      ? [
          tableOf(
            'Command line, after `npm run koers --`',
            ['verb', 'what'],
            cli.map((verb) => [`\`${verb.usage}\``, verb.about]),
          ),
        ]
      : []),
  ].join('\n\n')
}

const tableOf = (title: string, head: readonly string[], rows: readonly (readonly string[])[]) =>
  `**${title}**\n\n${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')}`

/** `/metingen/:round{[\w-]{16}}/:file{rapport\.(?:pdf|ods)}` is for a router; `/metingen/:round/rapport.(pdf|ods)` is for a reader. */
function addressesOf(routes: readonly { method: string; path: string }[]): string[][] {
  const byAddress = Map.groupBy(routes, ({ path }) =>
    path.replaceAll(/(:\w+)\{((?:[^{}]|\{[^{}]*\})*)\}/g, (_, name: string, rule: string) => (rule.includes('[') ? name : readable(rule))),
  )
  return [...byAddress].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([address, all]) => [`\`${address}\``, [...new Set(all.map(({ method }) => method))].toSorted().join(', ')])
}

/** A rule without character classes says which words there are. */
function readable(rule: string): string {
  const words = rule.replaceAll(/\\|\?:/g, '')
  return words.includes('|') && !words.includes('(') ? `(${words})` : words
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const different = await outdated()
    if (different.length > 0) console.error(`Not what the code says; run \`npm run docs\`:\n${different.map((path) => `  ${path}`).join('\n')}`)
    process.exitCode = different.length > 0 ? 1 : 0
  } else {
    for (const [path, text] of await generated()) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
}
