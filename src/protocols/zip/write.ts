import { constants, crc32, deflateRawSync } from 'node:zlib'

/** One entry of a zip archive as it is written: whole, with its size and checksum known before. */
export type ZipEntry = { name: string; method: 0 | 8; checksum: number; unpacked: number; packed: readonly Uint8Array[] }

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
/** APPNOTE 4.4.4: the name is UTF-8. */
const UTF8 = 0x0800
/** 1 January 1980, the earliest moment a zip can hold: the same contents give the same bytes. */
const NO_MOMENT = 0x0021
/** What a zip without its later extension can hold; every program reads it. */
const BYTES_AT_MOST = 0xffffffff
const ENTRIES_AT_MOST = 0xffff

class ZipTooLarge extends Error {
  readonly code = 'zip-too-large'
}

/** Packs text piece by piece, so that a large table is never in memory as a whole: each piece ends on a byte (RFC 1951, a sync flush), the last ends the stream. */
export function packer(name: string): { add(bytes: Uint8Array): void; entry(): ZipEntry } {
  const packed: Uint8Array[] = []
  let [checksum, unpacked] = [0, 0]
  return {
    add(bytes) {
      checksum = crc32(bytes, checksum)
      unpacked += bytes.length
      packed.push(deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }))
    },
    entry: () => ({ name, method: 8, checksum, unpacked, packed: [...packed, deflateRawSync(new Uint8Array(0))] }),
  }
}

/** As it is: what people attach is compressed already. */
export const stored = (name: string, bytes: Uint8Array): ZipEntry => ({ name, method: 0, checksum: crc32(bytes), unpacked: bytes.length, packed: [bytes] })

/** The bytes of an archive (APPNOTE 6.3.10), one entry after the other. @throws {ZipTooLarge} beyond 4 GB or 65,535 entries. */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let at = 0
  for await (const entry of entries) {
    const header = localHeader(entry)
    const length = header.length + entry.packed.reduce((sum, { length: one }) => sum + one, 0)
    if (at + length > BYTES_AT_MOST || directory.length === ENTRIES_AT_MOST) throw new ZipTooLarge('a zip holds at most 4 GB and 65,535 entries')
    directory.push(centralHeader(entry, at))
    at += length
    yield header
    yield* entry.packed
  }
  yield* directory
  yield endOfDirectory(directory, at)
}

const sizesOf = ({ checksum, packed, unpacked }: ZipEntry, view: DataView, at: number) => {
  view.setUint32(at, checksum, true)
  view.setUint32(
    at + 4,
    packed.reduce((sum, { length }) => sum + length, 0),
    true,
  )
  view.setUint32(at + 8, unpacked, true)
}

function localHeader(entry: ZipEntry): Uint8Array {
  const name = new TextEncoder().encode(entry.name)
  const view = new DataView(new ArrayBuffer(30))
  view.setUint32(0, LOCAL_HEADER, true)
  view.setUint16(4, 20, true)
  view.setUint16(6, UTF8, true)
  view.setUint16(8, entry.method, true)
  view.setUint16(12, NO_MOMENT, true)
  sizesOf(entry, view, 14)
  view.setUint16(26, name.length, true)
  return Buffer.concat([new Uint8Array(view.buffer), name])
}

function centralHeader(entry: ZipEntry, offset: number): Uint8Array {
  const name = new TextEncoder().encode(entry.name)
  const view = new DataView(new ArrayBuffer(46))
  view.setUint32(0, CENTRAL_HEADER, true)
  view.setUint16(4, 20, true)
  view.setUint16(6, 20, true)
  view.setUint16(8, UTF8, true)
  view.setUint16(10, entry.method, true)
  view.setUint16(14, NO_MOMENT, true)
  sizesOf(entry, view, 16)
  view.setUint16(28, name.length, true)
  view.setUint32(42, offset, true)
  return Buffer.concat([new Uint8Array(view.buffer), name])
}

function endOfDirectory(directory: readonly Uint8Array[], at: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(22))
  view.setUint32(0, END_OF_DIRECTORY, true)
  view.setUint16(8, directory.length, true)
  view.setUint16(10, directory.length, true)
  view.setUint32(
    12,
    directory.reduce((sum, { length }) => sum + length, 0),
    true,
  )
  view.setUint32(16, at, true)
  return new Uint8Array(view.buffer)
}
