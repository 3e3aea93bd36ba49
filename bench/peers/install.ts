import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const folder = join(import.meta.dirname, '..')
const INSTALL_WITHIN_MS = 300_000

/** Installs the peers of `bench/package.json` as the lockfile says, unless they are there already. Needs the npm registry. */
export function installPeers(): void {
  const lockfile = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  if (isInstalled(lockfile)) return
  console.error('Installing the peers (once): npm ci --prefix bench')
  // npm's own scripts and lighthouse want the Node that runs this, not one that comes first in the path.
  const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) }
  const done = spawnSync('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, env, encoding: 'utf8', timeout: INSTALL_WITHIN_MS })
  if (done.status !== 0) throw new Error(`The peers could not be installed:\n${done.error?.message ?? done.stderr}`)
}

type Locked = { packages: Record<string, { version?: string; dependencies?: Record<string, string> }> }

function isInstalled(lockfile: string): boolean {
  const { packages } = JSON.parse(lockfile) as Locked
  return Object.keys(packages['']?.dependencies ?? {}).every((name) => {
    const manifest = join(folder, 'node_modules', name, 'package.json')
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === packages[`node_modules/${name}`]?.version
  })
}
