import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#platform/root'
import { billOfMaterials, licenceList, materials } from '../scripts/materials.ts'

const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, Record<string, string>> & { lockfileVersion?: number }
const direct = () => {
  const { dependencies, optionalDependencies, devDependencies } = json('package.json')
  return Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies })
}

/** Licences under which parts may be used in and shipped with work under the EUPL-1.2. Nothing under the GPL or AGPL only, and nothing without a licence. */
const allowed = new Set('MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 MPL-2.0 EUPL-1.2 Unlicense BlueOak-1.0.0 PSF-2.0 OFL-1.1'.split(' '))

test('every dependency is pinned to one version, and the lockfile has the same', () => {
  const locked = new Map(materials().map(({ path, version }) => [path, version]))
  expect(direct().filter(([name, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) || locked.get(`node_modules/${name}`) !== version)).toEqual([])
})

test('everything that npm installs here is checked against a hash of its contents', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optional?: boolean; cpu?: string[]; os?: string[]; resolved?: string }>
  }
  const without = materials().filter(({ hash }) => !/^sha512-[\w+/]{86}==$/.test(hash ?? ''))
  // Binaries for other platforms than those Koers was locked on: npm leaves them alone there, and records the hash where they are used.
  expect(without.filter(({ path }) => !packages[path]?.optional || !packages[path]?.cpu).map(({ path }) => path)).toEqual([])
  expect(without.filter(({ name }) => /linux-x64(-gnu)?$/.test(name)).map(({ path }) => path)).toEqual([])
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))).toEqual([])
})

test('no package that Koers runs on needs a script at its installation', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }> }
  const withScript = Object.entries(packages).filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
  // esbuild checks its own binary there, which the optional package brings; `npm ci --ignore-scripts` builds as well.
  expect(withScript.map(([path]) => path)).toEqual(['node_modules/esbuild'])
})

test('every licence is one that goes together with the EUPL-1.2', () => {
  const unknown = materials().filter(({ licence }) =>
    licence
      .replaceAll(/[()]/g, '')
      .split(/ AND | OR /)
      .some((one) => !allowed.has(one)),
  )
  expect(unknown.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
  expect(licenceList().length).toBeGreaterThan(100)
})

test('the bill of materials is CycloneDX, names every package once, and its references lead somewhere', () => {
  const bill = billOfMaterials() as {
    bomFormat: string
    specVersion: string
    components: { 'bom-ref': string; purl: string; version: string }[]
    dependencies: { ref: string; dependsOn: string[] }[]
  }
  expect([bill.bomFormat, bill.specVersion]).toEqual(['CycloneDX', '1.6'])
  const refs = new Set(['koers', ...bill.components.map((one) => one['bom-ref'])])
  expect(refs.size).toBe(bill.components.length + 1)
  expect(bill.components.filter(({ purl, version }) => !purl.startsWith('pkg:npm/') || version === '')).toEqual([])
  expect(bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref))).toEqual([])
  expect(bill.dependencies[0]?.dependsOn).toHaveLength(direct().length)
})

/** How known secrets look. Each must be found in its own example. */
const secrets: Record<string, RegExp> = {
  'private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  'AWS key': /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
  'GitHub token': /\bgh[pousr]_\w{36}|\bgithub_pat_\w{22}/,
  'GitLab token': /\bglpat-[\w-]{20}/,
  'npm token': /\bnpm_\w{36}\b|_authToken=[\w-]{8}/,
  'Slack token': /\bxox[abprs]-[\w-]{10}/,
  'Google key': /\bAIza[\w-]{35}\b/,
  'signed token': /\beyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{16,}/,
  'token of Koers': /\bkoers_[\w-]{32}\b/,
  'secret of Koers': /KOERS_(?:S3_)?SECRET(?:_\w+)?=["']?[\w+/=-]{32}/,
  'password in an address':
    /\b(?:smtps?|postgres(?:ql)?|https?|mongodb|redis):\/\/[^\s/:@'"`$]+:(?!\d+@|password@|pass@|p@|geheim@|\$|<|…)[^\s/@'"`$]{3,}@(?!127\.0\.0\.1|localhost)/,
}
const written = (...parts: string[]) => parts.join('')
const examples: Record<string, string> = {
  'private key': written('-----BEGIN RSA PRIVATE', ' KEY-----'),
  'AWS key': written('AKIA', 'ABCDEFGHIJKLMNOP'),
  'GitHub token': written('ghp_', 'a'.repeat(36)),
  'GitLab token': written('glpat-', 'a'.repeat(20)),
  'npm token': written('npm_', 'a'.repeat(36)),
  'Slack token': written('xoxb-', '1234567890'),
  'Google key': written('AIza', 'a'.repeat(35)),
  'signed token': ['eyJ', 'eyJ', ''].map((head) => head + 'a'.repeat(20)).join('.'),
  'token of Koers': written('koers_', 'a'.repeat(32)),
  'secret of Koers': written('KOERS_SECRET=', 'a'.repeat(40)),
  'password in an address': written('postgres://koers:', 'hunter2@db.example/koers'),
}

test('no secret is in the tree, and each kind would be found', () => {
  expect(
    Object.entries(secrets)
      .filter(([kind, pattern]) => !pattern.test(examples[kind] ?? ''))
      .map(([kind]) => kind),
  ).toEqual([])
  const files = globSync(['*', '{.ci,bench,content,deploy,docs,scripts,src,tests}/**/*.*'], { cwd: root }).filter(
    // What npm installed is not ours: `bench/` has packages of its own once its peers were measured.
    (path) => !/\.(?:png|woff2|ttf|ods|pdf)$|(?:^|\/)node_modules\//.test(path) && statSync(join(root, path)).isFile(),
  )
  expect(files.length).toBeGreaterThan(500)
  const found = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return Object.entries(secrets).flatMap(([kind, pattern]) => (pattern.test(text) ? [`${file}: ${kind}`] : []))
  })
  expect(found).toEqual([])
})
