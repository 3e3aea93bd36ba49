import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, globSync, openSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { cache, project } from './folders.ts'

const ownBrowsers = join(cache, 'browsers')
const log = join(cache, 'chromium.log')

/** The first Chromium that starts: the one named, Debian's, one on the path, one of Playwright. */
export function findChromium(): string | undefined {
  const named = process.env['KOERS_CHROMIUM']
  if (named) return starts(named) ? named : undefined
  const onPath = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
  const ofPlaywright = [chromium.executablePath(), ...globSync('chromium-*/**/chrome', { cwd: ownBrowsers }).map((path) => join(ownBrowsers, path))]
  return ['/usr/bin/chromium', ...onPath, ...ofPlaywright].find((path) => existsSync(path) && starts(path))
}

const starts = (path: string) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0

/** Debian's package where that can be, else Playwright's own; what was said while installing stands in a log. */
export function installChromium(): string | undefined {
  const mayUseApt = process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  const output = openSync(log, 'w')
  const run = (command: string, args: readonly string[], env: Record<string, string>) =>
    spawnSync(command, args, { stdio: ['ignore', output, output], env: { ...process.env, ...env }, cwd: project })
  if (mayUseApt) run('sh', ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium'], { DEBIAN_FRONTEND: 'noninteractive' })
  else run(process.execPath, [join(project, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], { PLAYWRIGHT_BROWSERS_PATH: ownBrowsers })
  closeSync(output)
  return findChromium()
}

/** One line for whoever must provide it. */
export function howToGetChromium(): string {
  const named = process.env['KOERS_CHROMIUM']
  if (named) return `KOERS_CHROMIUM names ${named}, and that does not start. Let it name a Chromium, or leave it out.`
  return `No Chromium starts here: install one (Debian: apt-get install chromium) or name it with KOERS_CHROMIUM=/path/to/chromium. ${existsSync(log) ? `What trying to install it said: ${log}` : ''}`.trim()
}
