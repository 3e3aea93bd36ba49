import { crc32, inflateRawSync } from 'node:zlib'
import { type OdsLimits, refuse } from './refusal.ts'

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

type Entry = { name: string; flags: number; method: number; checksum: number; packed: number; unpacked: number; offset: number }

export type Archive = {
  names: readonly string[]
  /** How many bytes all entries say they are, unpacked. */
  unpacked: number
  has(name: string): boolean
  /** The bytes of an entry, checked against its declared size and checksum; undefined where it is absent. */
  read(name: string): Uint8Array | undefined
}

/**
 * The directory of a zip archive (APPNOTE 6.3.10), read strictly: what two programs could read in two ways is
 * refused. Nothing is inflated until it is asked for, and then never beyond the declared size, which is why this
 * uses node:zlib: fflate checks neither the checksum nor an output that outgrows its declared size.
 */
export function openArchive(bytes: Uint8Array, limits: OdsLimits): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directory(bytes, view, limits)
  return {
    names: [...entries.keys()],
    unpacked: [...entries.values()].reduce((sum, entry) => sum + entry.unpacked, 0),
    has: (name) => entries.has(name),
    read: (name) => {
      const entry = entries.get(name)
      return entry === undefined ? undefined : contents(bytes, view, entry, limits)
    },
  }
}

function directory(bytes: Uint8Array, view: DataView, limits: OdsLimits): Map<string, Entry> {
  if (bytes.length < 22 || view.getUint32(0, true) !== LOCAL_HEADER) refuse('not-a-zip')
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries) refuse('too-large')
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL_HEADER) refuse('broken-zip')
    const nameLength = view.getUint16(at + 28, true)
    const entry = centralEntry(bytes, view, at, nameLength)
    if (entries.has(entry.name) || leavesArchive(entry.name)) refuse('broken-zip', short(entry.name))
    entries.set(entry.name, entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Searched from the back, as its comment may hold anything; the comment must end where the file ends. */
function endOfDirectory(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  return refuse('broken-zip')
}

function centralEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number): Entry {
  return {
    name: nameAt(bytes, at + 46, nameLength),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  }
}

function nameAt(bytes: Uint8Array, from: number, length: number): string {
  if (from + length > bytes.length) refuse('broken-zip')
  return new TextDecoder().decode(bytes.subarray(from, from + length))
}

function leavesArchive(name: string): boolean {
  return name === '' || name.includes('\0') || /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..')
}

function contents(bytes: Uint8Array, view: DataView, entry: Entry, limits: OdsLimits): Uint8Array {
  if ((entry.flags & ENCRYPTED) !== 0) refuse('encrypted')
  if (entry.unpacked > limits.bytes) refuse('too-large', entry.name)
  const packed = packedBytes(bytes, view, entry)
  const unpacked = entry.method === STORED ? packed : entry.method === DEFLATED ? inflated(packed, entry) : refuse('broken-zip', entry.name)
  if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.checksum) refuse('broken-zip', entry.name)
  return unpacked
}

function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { offset } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER) refuse('broken-zip', entry.name)
  const nameLength = view.getUint16(offset + 26, true)
  if (nameAt(bytes, offset + 30, nameLength) !== entry.name) refuse('broken-zip', entry.name)
  const from = offset + 30 + nameLength + view.getUint16(offset + 28, true)
  if (from + entry.packed > bytes.length) refuse('broken-zip', entry.name)
  return bytes.subarray(from, from + entry.packed)
}

function inflated(packed: Uint8Array, entry: Entry): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked), chunkSize: 64 * 1024 })
  } catch {
    // zlib throws only on the data it is given: damaged, or more than was declared.
    return refuse('broken-zip', entry.name)
  }
}

function short(name: string): string {
  return name.slice(0, 80)
}
