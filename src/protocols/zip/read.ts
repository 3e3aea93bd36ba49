import { crc32, inflateRawSync } from 'node:zlib'

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

type Entry = { name: string; flags: number; method: number; checksum: number; packed: number; unpacked: number; offset: number }

export type ZipProblem = 'not-a-zip' | 'broken-zip' | 'encrypted' | 'too-large'
type Refuse = (problem: ZipProblem, where?: string) => never

/** Bytes at a place: of memory, or of a file that is not read as a whole. Fewer than asked at the end. */
export type ZipSource = { size: number; at(from: number, length: number): Uint8Array }

export const sourceOf = (bytes: Uint8Array): ZipSource => ({ size: bytes.length, at: (from, length) => bytes.subarray(from, from + length) })

export type ZipArchive = {
  names: readonly string[]
  /** How many bytes all entries say they are, unpacked. */
  unpacked: number
  has(name: string): boolean
  /** What the entry says it is, unpacked; undefined where it is absent. */
  sizeOf(name: string): number | undefined
  /** The bytes of an entry, checked against its declared size and checksum; undefined where it is absent. */
  read(name: string): Uint8Array | undefined
}

/**
 * The directory of a zip archive (APPNOTE 6.3.10), read strictly: what two programs could read in two ways is
 * refused. Nothing is inflated until it is asked for, and then never beyond the declared size, which is why this
 * uses node:zlib: fflate checks neither the checksum nor an output that outgrows its declared size.
 * `limits`: how many entries there may be, and how large one may be, unpacked.
 */
export function openZip(source: ZipSource, limits: { entries: number; bytes: number }, refuse: Refuse): ZipArchive {
  const entries = directory(source, limits.entries, refuse)
  return {
    names: [...entries.keys()],
    unpacked: [...entries.values()].reduce((sum, entry) => sum + entry.unpacked, 0),
    has: (name) => entries.has(name),
    sizeOf: (name) => entries.get(name)?.unpacked,
    read: (name) => {
      const entry = entries.get(name)
      return entry === undefined ? undefined : contents(source, entry, limits.bytes, refuse)
    },
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function directory(source: ZipSource, entriesAtMost: number, refuse: Refuse): Map<string, Entry> {
  if (source.size < 22 || viewOf(source.at(0, 4)).getUint32(0, true) !== LOCAL_HEADER) refuse('not-a-zip')
  const { end, count, begin } = endOfDirectory(source, refuse)
  if (count > entriesAtMost) refuse('too-large')
  if (begin > end) refuse('broken-zip')
  const bytes = source.at(begin, end - begin)
  const view = viewOf(bytes)
  const entries = new Map<string, Entry>()
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL_HEADER) refuse('broken-zip')
    const nameLength = view.getUint16(at + 28, true)
    const entry = centralEntry(bytes, view, at, nameLength, refuse)
    if (entries.has(entry.name) || leavesArchive(entry.name)) refuse('broken-zip', short(entry.name))
    entries.set(entry.name, entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Searched from the back, as its comment may hold anything; the comment must end where the file ends. */
function endOfDirectory(source: ZipSource, refuse: Refuse): { end: number; count: number; begin: number } {
  const from = Math.max(0, source.size - 22 - LONGEST_COMMENT)
  const view = viewOf(source.at(from, source.size - from))
  for (let at = view.byteLength - 22; at >= 0; at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return { end: from + at, count: view.getUint16(at + 10, true), begin: view.getUint32(at + 16, true) }
  return refuse('broken-zip')
}

function centralEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number, refuse: Refuse): Entry {
  return {
    name: nameAt(bytes, at + 46, nameLength, refuse),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  }
}

function nameAt(bytes: Uint8Array, from: number, length: number, refuse: Refuse): string {
  if (from + length > bytes.length) refuse('broken-zip')
  return new TextDecoder().decode(bytes.subarray(from, from + length))
}

function leavesArchive(name: string): boolean {
  return name === '' || name.includes('\0') || /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..')
}

function contents(source: ZipSource, entry: Entry, bytesAtMost: number, refuse: Refuse): Uint8Array {
  if ((entry.flags & ENCRYPTED) !== 0) refuse('encrypted')
  if (entry.unpacked > bytesAtMost) refuse('too-large', entry.name)
  const packed = packedBytes(source, entry, refuse)
  const unpacked = entry.method === STORED ? packed : entry.method === DEFLATED ? inflated(packed, entry, refuse) : refuse('broken-zip', entry.name)
  if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.checksum) refuse('broken-zip', entry.name)
  return unpacked
}

function packedBytes(source: ZipSource, entry: Entry, refuse: Refuse): Uint8Array {
  const { offset } = entry
  const head = source.at(offset, 30)
  const view = viewOf(head)
  if (head.length < 30 || view.getUint32(0, true) !== LOCAL_HEADER) refuse('broken-zip', entry.name)
  const nameLength = view.getUint16(26, true)
  if (nameAt(source.at(offset + 30, nameLength), 0, nameLength, refuse) !== entry.name) refuse('broken-zip', entry.name)
  const from = offset + 30 + nameLength + view.getUint16(28, true)
  if (from + entry.packed > source.size) refuse('broken-zip', entry.name)
  return source.at(from, entry.packed)
}

function inflated(packed: Uint8Array, entry: Entry, refuse: Refuse): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked), chunkSize: 64 * 1024 })
  } catch {
    // zlib throws only on the data it is given: damaged, or more than was declared.
    return refuse('broken-zip', entry.name)
  }
}

const short = (name: string) => name.slice(0, 80)
