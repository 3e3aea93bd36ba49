/**
 * `npm run lock`, after every `npm install`: names in package-lock.json also the optional packages of other platforms that the
 * registry at hand did not hold (a mirror keeps what was asked of it). Without them `npm ci` refuses the lockfile, here and elsewhere.
 * Their hash is not known here and stays out; npm checks the hashes of everything this platform installs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Entry = { version?: string; dev?: boolean; optional?: boolean; os?: string[]; cpu?: string[]; libc?: string[]; optionalDependencies?: Record<string, string> }

const file = join(import.meta.dirname, '../package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> }
const platform = /-?(android|darwin|freebsd|linux|win32|openharmony|netbsd|openbsd|sunos|aix)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)/

const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => path !== '' && !lock.packages[`${path}/node_modules/${name}`] && !lock.packages[`node_modules/${name}`])
    .map(([name, version]) => ({ name, version, dev })),
)

for (const { name, version, dev } of missing) {
  const [, os, cpu = 'wasm32'] = platform.exec(name.split('/')[1] ?? '') ?? []
  const libc = name.includes('musl') ? 'musl' : os === 'linux' && name.includes('gnu') ? 'glibc' : undefined
  lock.packages[`node_modules/${name}`] = { version, cpu: [cpu], ...(dev ? { dev } : {}), ...(libc ? { libc: [libc] } : {}), optional: true, ...(os ? { os: [os] } : {}) }
}

const { '': own = {}, ...rest } = lock.packages
lock.packages = { '': own, ...Object.fromEntries(Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b, 'en'))) }
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${missing.length} optional packages of other platforms added`)
