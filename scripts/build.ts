import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, parse } from 'node:path'
import { build } from 'esbuild'
import { slim } from '../src/ui/css/slim.ts'

/**
 * `dist/main.js` and `dist/cli.js`: the process and its verbs, packages left outside; with them what runs in a thread of its own.
 * `dist/assets/`: what a browser gets, each file with a hash in its name, so it may be cached for ever; `manifest.json` tells which.
 * `build.ts assets` makes the second only.
 */
process.chdir(join(import.meta.dirname, '..'))

const assets = 'dist/assets'
const manifest: Record<string, string> = {}

/** Writes one asset as `<name>-<hash>.<ext>` and notes it in the manifest. */
function write(name: string, content: string | Uint8Array): string {
  const { name: stem, ext } = parse(name)
  const file = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}${ext}`
  writeFileSync(join(assets, file), content)
  manifest[name] = file
  return file
}

async function server() {
  const entryPoints = ['src/main.ts', 'src/cli.ts', ...globSync('src/**/*.thread.ts').sort()]
  await build({
    entryPoints,
    outbase: 'src',
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    logLevel: 'warning',
  })
}

async function scripts() {
  const { outputFiles } = await build({
    entryPoints: globSync('src/browser/*.ts').sort(),
    outdir: assets,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  })
  for (const file of outputFiles) write(basename(file.path), file.contents)
}

async function style() {
  const font = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2'
  const fontFile = write('atkinson.woff2', readFileSync(font))
  const { outputFiles } = await build({
    entryPoints: ['src/ui/css/site.css'],
    bundle: true,
    minify: true,
    target: ['chrome111', 'firefox115', 'safari16.4'],
    external: ['./atkinson.woff2'],
    write: false,
    logLevel: 'warning',
  })
  const source = globSync('src/**/*.tsx')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const written = new Set(source.match(/\b(?:nl|utrecht)-[\w-]+|--koers-[\w-]+/g))
  const css = slim(outputFiles[0]!.text, (name) => written.has(name))
  write('site.css', css.replace('./atkinson.woff2', fontFile))
}

mkdirSync(assets, { recursive: true })
write('favicon.svg', readFileSync('src/ui/favicon.svg'))
await Promise.all([scripts(), style()])
writeFileSync(join(assets, 'manifest.json'), JSON.stringify(manifest, null, 2))
// What no page asks for any more goes last, so that a server that starts meanwhile finds whole files.
const kept = new Set([...Object.values(manifest), 'manifest.json'])
for (const file of readdirSync(assets)) if (!kept.has(file)) rmSync(join(assets, file))
if (process.argv[2] !== 'assets') await server()
