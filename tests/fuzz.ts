import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { project } from './support/folders.ts'

/**
 * `npm run fuzz -- --requests 200000 --seed 7`: that many requests, the same ones for the same seed; `--from 50000` begins later.
 * A request that is not answered as it should be is printed with the command that sends it again: `--only <number>`, or as it is: `--request <json>`.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' }, only: { type: 'string' }, request: { type: 'string' } },
})
const { request, ...numbers } = values
const asked = { ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])), ...(request === undefined ? {} : { request }) }
const child = spawn(join(project, 'node_modules/.bin/vitest'), ['run', '--project', 'security', 'fuzz'], {
  cwd: project,
  stdio: 'inherit',
  env: { ...process.env, KOERS_FUZZ: JSON.stringify(asked) },
})
child.on('close', (code) => process.exit(code ?? 1))
