/**
 * What Koers is made of, told by package-lock.json and the packages that are installed: `npm run sbom` gives a bill of materials
 * (CycloneDX 1.6, JSON), `npm run licences` a list. Nothing is asked of a registry, and the same tree gives the same bytes.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')

type Entry = {
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  optional?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}
export type Material = {
  path: string
  name: string
  version: string
  licence: string
  hash: string | undefined
  use: 'runs' | 'optional' | 'development'
  needs: readonly string[]
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))
const nameAt = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Every package of the lockfile, with the licence it names itself; '' when none is known. */
export function materials(): Material[] {
  const { packages } = read('package-lock.json') as { packages: Record<string, Entry> }
  const entries = Object.entries(packages).filter(([path]) => path !== '')
  return entries.map(([path, entry]) => ({
    path,
    name: nameAt(path),
    version: entry.version ?? '',
    licence: entry.license ?? installedLicence(path) ?? licenceOfParent(path, entries),
    hash: entry.integrity,
    use: entry.dev ? 'development' : entry.optional ? 'optional' : 'runs',
    needs: Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).flatMap((name) => found(name, path, packages) ?? []),
  }))
}

/** Old packages say it in a list. */
function installedLicence(path: string): string | undefined {
  if (!existsSync(join(root, path, 'package.json'))) return undefined
  const { license, licenses } = read(`${path}/package.json`) as { license?: string; licenses?: { type: string }[] }
  return license ?? licenses?.map(({ type }) => type).join(' AND ')
}

/** A binary for another platform is not installed here; it is published with the package that chooses it. */
const licenceOfParent = (path: string, entries: readonly (readonly [string, Entry])[]) =>
  entries.find(([, { optionalDependencies = {}, license }]) => license !== undefined && nameAt(path) in optionalDependencies)?.[1].license ?? ''

/** Where Node finds a package from here: the nearest folder upwards that has it. */
function found(name: string, from: string, packages: Record<string, Entry>): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (packages[path]) return path
    if (at === '') return undefined
  }
}

const purl = ({ name, version }: Pick<Material, 'name' | 'version'>) => `pkg:npm/${name.replace('@', '%40')}@${version}`
const scopes = { runs: 'required', optional: 'optional', development: 'excluded' } as const

/** CycloneDX 1.6. Without a moment and a serial number, which would differ each time. */
export function billOfMaterials(): object {
  const { name, version, license } = read('package.json') as { name: string; version: string; license: string }
  const all = materials()
  const refs = new Map(all.map((one) => [one.path, `${purl(one)}#${one.path}`]))
  const { packages } = read('package-lock.json') as { packages: Record<string, Entry & { devDependencies?: Record<string, string> }> }
  const { dependencies = {}, optionalDependencies = {}, devDependencies = {} } = packages[''] ?? {}
  const own = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).map((one) => `node_modules/${one}`)
  const refsOf = (paths: readonly string[]) => paths.flatMap((path) => refs.get(path) ?? []).toSorted()
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': name, name, version, licenses: [{ license: { id: license } }] } },
    components: all.map((one) => ({
      type: 'library',
      'bom-ref': refs.get(one.path),
      ...(one.name.startsWith('@') ? { group: one.name.split('/')[0], name: one.name.split('/')[1] } : { name: one.name }),
      version: one.version,
      scope: scopes[one.use],
      ...(one.hash === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(one.hash.replace('sha512-', ''), 'base64').toString('hex') }] }),
      ...(one.licence === '' ? {} : { licenses: [/ /.test(one.licence) ? { expression: one.licence } : { license: { id: one.licence } }] }),
      purl: purl(one),
    })),
    dependencies: [{ ref: name, dependsOn: refsOf(own) }, ...all.map(({ path, needs }) => ({ ref: refs.get(path), dependsOn: refsOf(needs) }))],
  }
}

/** One line for each package and version: what it is for, its licence, its name. */
export const licenceList = (): string[] =>
  [...new Set(materials().map(({ use, licence, name, version }) => `${use.padEnd(11)} ${licence.padEnd(17)} ${name}@${version}`))].toSorted()

if (import.meta.main) {
  const [what] = parseArgs({ allowPositionals: true }).positionals
  if (what === 'sbom') console.log(JSON.stringify(billOfMaterials(), null, 2))
  else if (what === 'licences') console.log(licenceList().join('\n'))
  else process.exitCode = 2
}
