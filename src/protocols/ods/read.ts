import { type Archive, openArchive } from './archive.ts'
import { type ReadSheet, readContent } from './content-reader.ts'
import { mimetype } from './namespaces.ts'
import { defaultLimits, type OdsLimits, type OdsProblem, Refusal, refuse } from './refusal.ts'
import { attribute, readXml } from './xml-reader.ts'

export type ReadWorkbook = {
  /** The user-defined properties. */
  meta: Record<string, string>
  /**
   * Hidden sheets, rows and columns included. A cell is its text, with `\n` between lines; a number as JavaScript
   * writes it (`0.25` for 25%), a date as yyyy-mm-dd, a boolean as `true` or `false`. Rows differ in length: what is
   * empty at the end of a row or a sheet is left out.
   */
  sheets: ReadSheet[]
}

/**
 * Reads an .ods or .ots file from an unknown hand. Never throws on its content: a file that is too large, damaged,
 * of another kind, encrypted, or that holds a formula gives a problem, and where it is.
 */
export function readOds(bytes: Uint8Array, limits: Partial<OdsLimits> = {}): { ok: true; book: ReadWorkbook } | { ok: false; problem: OdsProblem; where?: string } {
  try {
    return { ok: true, book: read(bytes, { ...defaultLimits, ...limits }) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.where === undefined ? { ok: false, problem: error.problem } : { ok: false, problem: error.problem, where: error.where }
  }
}

function read(bytes: Uint8Array, limits: OdsLimits): ReadWorkbook {
  const archive = openArchive(bytes, limits)
  refuseOtherKinds(archive)
  refuseEncrypted(archive, limits)
  return { meta: userDefined(archive, limits), sheets: readContent(archive.read('content.xml') ?? refuse('not-ods'), limits) }
}

function refuseOtherKinds(archive: Archive): void {
  const kind = new TextDecoder().decode(archive.read('mimetype')).trim()
  if (kind !== mimetype && kind !== `${mimetype}-template`) refuse('not-ods')
}

/** ODF 1.3 part 2, 3.4: entries are encrypted one by one, or the whole package lies inside another. */
function refuseEncrypted(archive: Archive, limits: OdsLimits): void {
  if (archive.has('encrypted-package')) refuse('encrypted')
  const manifest = archive.read('META-INF/manifest.xml')
  if (manifest === undefined) return
  readXml(manifest, 'META-INF/manifest.xml', limits, {
    open(name) {
      if (name === 'manifest:encryption-data') refuse('encrypted')
    },
  })
}

function userDefined(archive: Archive, limits: OdsLimits): Record<string, string> {
  const bytes = archive.read('meta.xml')
  const found = new Map<string, string>()
  let open: { name: string; value: string } | undefined
  if (bytes === undefined) return {}
  readXml(bytes, 'meta.xml', limits, {
    open(name, element) {
      open = name === 'meta:user-defined' ? { name: attribute(element, 'meta', 'name') ?? '', value: '' } : undefined
    },
    text(text) {
      if (open !== undefined) open.value += text
    },
    close() {
      if (open !== undefined) found.set(open.name, open.value)
      open = undefined
    },
  })
  return Object.fromEntries(found)
}
