import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, howToGetChromium, installChromium } from './support/chromium.ts'
import { cache, project } from './support/folders.ts'

/**
 * Everything that must hold, one step after the other; the last line says `N passed, N failed`.
 * `node tests/run.ts [step …]` takes some of the steps; `postgres` is the part of the suite with a database, on a real PostgreSQL.
 */
type Count = { passed: number; failed: number }
type Step = { name: string; run(): Promise<Count> }

/** Requests made from the schemas of forms and operations; `npm run fuzz` sends more, and others. */
const FUZZED = 5000

const bin = (name: string) => join(project, 'node_modules/.bin', name)
const reports = mkdtempSync(join(cache, 'reports-'))
process.once('exit', () => rmSync(reports, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const steps: Step[] = [
  { name: 'build', run: () => check([process.execPath, 'scripts/build.ts']) },
  { name: 'types', run: () => check([bin('tsc'), '-p', '.'], [bin('tsc'), '-p', 'src/browser'], [bin('tsc'), '-p', 'tests/support/in-page']) },
  { name: 'lint', run: () => check([bin('oxlint'), '--deny-warnings']) },
  { name: 'format', run: () => check([bin('oxfmt'), '--check', '.']) },
  { name: 'unused', run: () => check([bin('knip'), '--no-progress', '--no-config-hints']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'fuzz', run: fuzz },
  { name: 'e2e', run: () => vitest('e2e') },
]
const onRequest: Step[] = [{ name: 'postgres', run: () => vitest('unit', withDatabase(), { KOERS_TEST_DATABASE: 'postgres' }) }]

const asked = process.argv.slice(2)
const chosen = asked.length > 0 ? [...steps, ...onRequest].filter(({ name }) => asked.includes(name)) : steps
if (chosen.length < asked.length) stop(`There is no such step. Steps: ${[...steps, ...onRequest].map(({ name }) => name).join(', ')}`)
if (chosen.some(({ name }) => name === 'e2e')) provideChromium()

const total = { passed: 0, failed: 0 }
for (const { name, run } of chosen) {
  const started = performance.now()
  const { passed, failed } = await run()
  total.passed += passed
  total.failed += failed
  console.log(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s${passed + failed > 1 ? `  ${passed} passed, ${failed} failed` : ''}`,
  )
}
finish(total)

/** One check: all of its commands succeed. What they say is shown when they do not. */
async function check(...commands: [string, ...string[]][]): Promise<Count> {
  for (const command of commands) {
    const { code, output } = await run(command)
    if (code !== 0) {
      console.log(output.trimEnd())
      return { passed: 0, failed: 1 }
    }
  }
  return { passed: 1, failed: 0 }
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** Half of the requests for each of two cores. */
async function fuzz(): Promise<Count> {
  const half = FUZZED / 2
  const [one, other] = await Promise.all([0, half].map((from) => vitest('security', ['fuzz'], { KOERS_FUZZ: JSON.stringify({ requests: half, from }) }, `fuzz-${from}`)))
  return { passed: (one?.passed ?? 0) + (other?.passed ?? 0), failed: (one?.failed ?? 1) + (other?.failed ?? 1) }
}

/** The tests of one project. A test that did not run counts as failed, and so does a file that could not be read. */
async function vitest(which: string, files: readonly string[] = [], env: Record<string, string> = {}, name = which): Promise<Count> {
  const file = join(reports, `${name}.json`)
  const { code } = await run([bin('vitest'), 'run', '--project', which, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...files], { env, shown: true })
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report: Report = JSON.parse(readFileSync(file, 'utf8'))
  const notRun = report.testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)))
  for (const { fullName, status } of notRun) console.log(`Not run (${status}), which counts as failed: ${fullName}`)
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((result) => result.status === 'failed'))
  const failed = report.numFailedTests + notRun.length + broken.length
  if (report.numPassedTests + failed === 0) console.log(`No test ran in ${which}`)
  return { passed: report.numPassedTests, failed: failed || Number(code !== 0 || report.numPassedTests === 0) }
}

function withDatabase(): string[] {
  const uses = /support\/(app|database)\.ts'/
  return globSync(['src/**/*.test.ts', 'tests/*.test.ts'], { cwd: project }).filter((file) => uses.test(readFileSync(join(project, file), 'utf8')))
}

function run(
  [command, ...args]: [string, ...string[]],
  { env = {}, shown = false }: { env?: Record<string, string>; shown?: boolean } = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    cwd: project,
    env: { ...process.env, PATH: `${bin('')}:${process.env['PATH']}`, ...env },
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve({ code: code ?? 1, output })))
}

function provideChromium(): void {
  let path = findChromium()
  if (!path && !process.env['KOERS_CHROMIUM']) {
    console.log('No Chromium found; installing one')
    path = installChromium()
  }
  if (!path) stop(howToGetChromium())
  process.env['KOERS_CHROMIUM'] = path
}

function stop(why: string): never {
  console.log(why)
  finish({ passed: 0, failed: 1 })
}

function finish({ passed, failed }: Count): never {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}
